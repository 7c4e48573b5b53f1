package dev.swiftlet.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// How a server is started: a scenario that wants it as another did gets the same one.
///
/// @param options properties, by key
/// @param quickStart with the JDK's cache that `up` makes for it, as shipped
record ServerSetup(Map<String, String> options, boolean quickStart) {
    /// As shipped, but with room for one owner with very many sessions that nobody closes.
    static final ServerSetup SHIPPED = new ServerSetup(
            Map.of(
                    "swiftlet.sandbox.max", "400",
                    "swiftlet.session.max-per-owner", "1000",
                    "swiftlet.session.max-per-address", "100000",
                    "swiftlet.session.max-waiting", "1000",
                    "swiftlet.session.max-clients", "300",
                    "swiftlet.session.idle-timeout", "8h",
                    "swiftlet.session.detached-timeout", "8h",
                    "swiftlet.session.max-age", "24h",
                    "swiftlet.session.on-shutdown", "remove"),
            true);

    ServerSetup {
        options = Map.copyOf(options);
    }

    ServerSetup with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(key, value);
        return new ServerSetup(more, quickStart);
    }

    ServerSetup withoutQuickStart() {
        return new ServerSetup(options, false);
    }

    /// No sandbox that nobody asked for: for what counts memory or processes.
    ServerSetup withoutPools() {
        return with("swiftlet.pool.floor", "0").with("swiftlet.run.pool.floor", "0");
    }

    ServerSetup withPool(int sandboxes) {
        return with("swiftlet.pool.floor", String.valueOf(sandboxes))
                .with("swiftlet.pool.ceiling", String.valueOf(Math.max(8, sandboxes)));
    }
}
