package dev.swiftlet.web;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// `swiftlet.server.*`: this server as a whole.
@ConfigMapping(prefix = "swiftlet.server")
public interface ServerConfig {
    /// Where the server keeps its key, its instance id and its database: `.swiftlet` in the home
    /// directory of whoever runs it. No two servers share one.
    Path dataDir();

    /// Marks this server's containers: 1 to 24 lower-case letters and digits. By default one is
    /// made up and kept in the data directory.
    Optional<String> instance();
}
