package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server does not start on a database that it cannot use, and says why in a sentence.
class DatabaseRefusalIT {
    @TempDir
    Path directory;

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("swiftlet"));
    }

    @Test
    void inUse() throws Exception {
        try (Connection other = open()) {
            assertThat(other.isClosed()).isFalse();
            assertRefused("is in use by another process");
        }
    }

    @Test
    void newer() throws Exception {
        try (Connection database = open();
                var change = database.createStatement()) {
            Flyway.configure()
                    .dataSource("jdbc:h2:file:" + directory.resolve("swiftlet"), null, null)
                    .load()
                    .migrate();
            change.execute("""
                    INSERT INTO "flyway_schema_history"
                    SELECT "installed_rank" + 1000, '1000', 'from the future', "type", 'V1000__future.sql', 1,
                           "installed_by", "installed_on", "execution_time", "success"
                    FROM "flyway_schema_history" WHERE "version" = '1'
                    """);
        }
        assertRefused("was made by a newer version of this server (it has 1000)");
    }

    @Test
    void damaged() throws Exception {
        Files.writeString(directory.resolve("swiftlet.mv.db"), "no database ".repeat(2000));
        assertRefused("is damaged, or no database");
    }

    private void assertRefused(String reason) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        Process server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dquarkus.http.port=0",
                        "-Dswiftlet.server.data-dir=" + directory,
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(server.waitFor(60, TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
        } finally {
            server.destroyForcibly();
        }
        assertThat(server.exitValue()).isNotZero();
        assertThat(log)
                .content()
                .contains("swiftlet.server.data-dir: the database in " + directory + " " + reason)
                .doesNotContain("\tat ");
        assertThat(Files.readAllLines(log).getLast()).startsWith("swiftlet: swiftlet.server.data-dir: ");
    }
}
