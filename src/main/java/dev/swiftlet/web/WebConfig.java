package dev.swiftlet.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// `swiftlet.web.*`: where browsers reach this server.
@ConfigMapping(prefix = "swiftlet.web")
public interface WebConfig {
    /// The origins that this server's pages have, such as `https://swift.example.org`. What comes
    /// from another is refused. By default the loopback addresses with the server's own port.
    Optional<List<String>> origins();

    /// Sockets that may be open at once.
    @WithDefault("2000")
    int maxSockets();
}
