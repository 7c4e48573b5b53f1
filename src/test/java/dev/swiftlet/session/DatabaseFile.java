package dev.swiftlet.session;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/// A real database in a file, open as the server opens its own.
final class DatabaseFile implements AutoCloseable {
    private final JdbcConnectionPool pool;

    DatabaseFile(Path directory) {
        pool = JdbcConnectionPool.create(
                "jdbc:h2:file:" + directory.resolve("swiftlet").toAbsolutePath()
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;MAX_COMPACT_TIME=1000",
                "sa",
                "");
        Flyway.configure().dataSource(pool).load().migrate();
    }

    DataSource source() {
        return pool;
    }

    long count(String table) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
