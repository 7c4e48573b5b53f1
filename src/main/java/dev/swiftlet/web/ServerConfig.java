package dev.swiftlet.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// `swiftlet.server.*`: this server as a whole.
@ConfigMapping(prefix = "swiftlet.server")
public interface ServerConfig {
    /// Where the server keeps its key and its instance id.
    @WithDefault("${user.home}/.swiftlet")
    Path dataDir();

    /// Marks this server's containers: 1 to 24 lower-case letters and digits. By default one is made up and kept in the
    /// data directory.
    Optional<String> instance();
}
