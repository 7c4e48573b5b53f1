package dev.swiftlet.web;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.h2.api.ErrorCode;

/// Makes the database what this server needs, or ends the start with a sentence for the operator:
/// of a [ConfigurationException] Quarkus shows the message alone.
final class Database {
    private final Flyway migrations;
    private final Path directory;

    private Database(Flyway migrations, Path directory) {
        this.migrations = migrations;
        this.directory = directory;
    }

    /// Migrates. Blocks.
    ///
    /// @throws ConfigurationException if it cannot be used; names the key to mend
    static void open(Flyway migrations, Path directory) {
        new Database(migrations, directory).open();
    }

    private void open() {
        try {
            for (MigrationInfo each : migrations.info().all()) {
                if (each.getState().isFailed()) {
                    throw refusal("has a migration that failed (%s); restore a copy".formatted(each.getVersion()));
                }
                if (each.getState().isApplied() && !each.getState().isResolved()) {
                    throw refusal(
                            "was made by a newer version of this server (it has %s)".formatted(each.getVersion()));
                }
            }
            migrations.migrate();
            restrict();
        } catch (FlywayException e) {
            throw refusal(reason(e));
        } catch (IOException e) {
            throw refusal("cannot be made readable to its owner only");
        }
    }

    /// It has what people typed.
    private void restrict() throws IOException {
        Path file = directory.resolve("swiftlet.mv.db");
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private ConfigurationException refusal(String reason) {
        return new ConfigurationException(
                "swiftlet.server.data-dir: the database in %s %s".formatted(directory, reason));
    }

    private static String reason(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                switch (sql.getErrorCode()) {
                    case ErrorCode.DATABASE_ALREADY_OPEN_1 -> {
                        return "is in use by another process; each server needs a directory of its own";
                    }
                    case ErrorCode.FILE_VERSION_ERROR_1, ErrorCode.UNSUPPORTED_SETTING_COMBINATION -> {
                        return "is of another version of H2";
                    }
                    case ErrorCode.FILE_CORRUPTED_1 -> {
                        return "is damaged, or no database";
                    }
                    default -> {}
                }
            }
        }
        return "cannot be opened or brought up to date: "
                + String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
