package dev.swiftlet.session;

import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What sessions under test are made of.
final class TestSessions {
    static final Toolchain TOOLCHAIN =
            new Toolchain("swift-6.0", "Swift 6.0", "swiftlet/sandbox:6.0", List.of("/repl"), Map.of());
    static final Toolchains TOOLCHAINS = new Toolchains(List.of(TOOLCHAIN), TOOLCHAIN.id());
    static final Participant OWNER = Participant.of("a secret", new byte[32]);

    private TestSessions() {}

    /// The defaults, but for these values without their prefix.
    static SessionConfig config(Map<String, String> values) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(SessionConfig.class);
        values.forEach((key, value) -> builder.withDefaultValue("swiftlet.session." + key, value));
        return builder.build().getConfigMapping(SessionConfig.class);
    }

    /// One on a loop made by hand, whose terminal remembers little: there may be thousands.
    static Session session(HandLoop loop, SessionConfig config, SessionRecord record, Runnable onEnd) {
        return new Session(
                SessionId.create(),
                OWNER,
                TOOLCHAIN,
                loop,
                new TerminalOutput(1024, 0),
                config,
                loop::now,
                Duration.ZERO,
                record,
                onEnd);
    }

    static ClientMessage.Join join(String sender, Long offset) {
        return new ClientMessage.Join(offset, "a-page-under-test-" + sender, TerminalSize.DEFAULT);
    }
}
