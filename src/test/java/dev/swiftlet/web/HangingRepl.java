package dev.swiftlet.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A server whose REPL says nothing the first time it is started in a sandbox, and has a prompt the next time.
public final class HangingRepl implements QuarkusTestProfile {
    /// A list in the configuration: no commas.
    private static final String REPL = """
            test -e /tmp/started || { touch /tmp/started; exec sleep 1000; }
            printf '\u001b[1G  1> \u001b[6G'
            exec sleep 1000
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "swiftlet.session.prompt-patience",
                "5s",
                "swiftlet.toolchains.entries.\"swift-6.0\".repl",
                "/bin/sh,-c," + REPL.strip());
    }
}
