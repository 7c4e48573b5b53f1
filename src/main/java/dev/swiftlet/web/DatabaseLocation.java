package dev.swiftlet.web;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Puts the database's file into the data directory, unless another URL is configured.
public final class DatabaseLocation implements ConfigSourceFactory {
    /// What was committed is in the file, whatever ends the process (`WRITE_DELAY`); no shutdown
    /// hook closes the file before we do; no second file that repeats what failed; more time than
    /// 0.2 s to give space back when it is closed. `RETENTION_TIME` stays at its 45 s: what was
    /// replaced is overwritten only when the system has had time to bring its successor to the disk.
    private static final String OPTIONS =
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE" + ";TRACE_LEVEL_FILE=0;MAX_COMPACT_TIME=1000;CACHE_SIZE=16384";

    /// Below every file and variable.
    private static final int ORDINAL = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue directory = context.getValue("swiftlet.server.data-dir");
        if (directory == null || directory.getValue() == null) {
            return List.of();
        }
        // H2 takes no relative path.
        Path file = Path.of(directory.getValue()).toAbsolutePath().resolve("swiftlet");
        return List.of(new PropertiesConfigSource(
                Map.of("quarkus.datasource.jdbc.url", "jdbc:h2:file:" + file + OPTIONS), "data directory", ORDINAL));
    }
}
