package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.agent.AgentConnection;
import dev.swiftlet.agent.AgentKey;
import dev.swiftlet.agent.TestLoop;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ReplExit;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.sandbox.Sandbox;
import dev.swiftlet.sandbox.SandboxEnd;
import dev.swiftlet.sandbox.SandboxName;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// REPLs that hang while they start: nothing is ever heard of them.
class FirstPromptTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SessionConfig CONFIG = TestSessions.config(Map.of());

    private final TestLoop vertx = new TestLoop();
    private final HandLoop loop = new HandLoop();
    private final AgentConnection silent =
            new AgentConnection(vertx.context(), AgentKey.derive(new byte[32], "silent"), new Nobody());
    private final RecordingChannel channel = new RecordingChannel();
    private final List<String> kept = new ArrayList<>();

    @AfterEach
    void close() {
        vertx.close();
    }

    private Session session() {
        Session session = TestSessions.session(loop, CONFIG, new Kept(), () -> {});
        session.join(channel, Role.OWNER, TestSessions.join("one", null));
        session.sandboxReady(new SilentSandbox());
        return session;
    }

    private static ReplState state(Session session) {
        return ((SessionState.Open) session.state()).repl();
    }

    @Test
    void aReplWithoutAPromptIsEndedAndPeopleMayStartAnother() {
        Session session = session();
        loop.advance(PATIENCE.minusSeconds(1));
        assertThat(state(session)).isEqualTo(ReplState.STARTING);

        loop.advance(Duration.ofSeconds(1));

        ServerMessage.Repl told =
                channel.await(ServerMessage.Repl.class, message -> message.state() == ReplState.ENDED);
        assertThat(told.exit()).isEqualTo(ReplExit.NO_PROMPT);
        assertThat(session.prompted()).isDone();
        Client client = session.join(new RecordingChannel(), Role.OWNER, TestSessions.join("two", null));
        session.handle(client, new ClientMessage.Restart(true));
        assertThat(state(session)).isEqualTo(ReplState.STARTING);
        loop.advance(PATIENCE);
        assertThat(state(session)).isEqualTo(ReplState.ENDED);
        session.end(CloseReason.ENDED, "over");
    }

    @Test
    void whatIsOverIsNotWaitedFor() {
        Session session = session();
        session.end(CloseReason.ENDED, "over");
        kept.clear();

        loop.advance(PATIENCE.plusSeconds(1));

        assertThat(kept).isEmpty();
    }

    @Test
    void whatCameToItsPromptIsLeftAlone() {
        Heard heard = new Heard();
        Repl repl =
                new Repl(TestSessions.TOOLCHAIN, new TerminalOutput(1024, 0), heard, new FirstPrompt(loop, PATIENCE));
        repl.start(silent, TerminalSize.DEFAULT);
        loop.advance(PATIENCE.minusMillis(1));
        repl.output(0, 0, ByteBuffer.wrap("\u001b[1G  1> \u001b[6G".getBytes(StandardCharsets.UTF_8)));

        loop.advance(Duration.ofHours(1));

        assertThat(heard.states).containsExactly(ReplState.READY);
    }

    private record Nobody() implements AgentConnection.Owner {
        @Override
        public void streamLost() {}

        @Override
        public void broken(String why) {}
    }

    /// Its agent never connects.
    private final class SilentSandbox implements Sandbox {
        @Override
        public SandboxName name() {
            return new SandboxName("swiftlet-unit-silent");
        }

        @Override
        public AgentConnection agent() {
            return silent;
        }

        @Override
        public CompletionStage<SandboxEnd> ended() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> removed() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}
    }

    private static final class Heard implements Repl.Listener {
        final List<ReplState> states = new ArrayList<>();

        @Override
        public void printed(long offset, ByteBuffer bytes) {}

        @Override
        public void changed(ReplState now) {
            states.add(now);
        }

        @Override
        public void accepted(int line, String text, boolean cut) {}

        @Override
        public void caughtUp() {}

        @Override
        public void inputDrained() {}

        @Override
        public void exited(ReplExit exit) {
            states.add(ReplState.ENDED);
        }
    }

    private final class Kept implements SessionRecord {
        @Override
        public void entry(SessionStore.Entry entry) {}

        @Override
        public void files(Map<String, String> files) {}

        @Override
        public void hasEntries() {}

        @Override
        public void hasFiles(boolean now) {}

        @Override
        public void transcript(byte[] bytes, long end) {
            kept.add("transcript");
        }

        @Override
        public void over(CloseReason reason, String message) {
            kept.add("over");
        }

        @Override
        public boolean isWorthSaving() {
            return false;
        }
    }
}
