package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.agent.TestLoop;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.sandbox.FakeProgram;
import dev.swiftlet.sandbox.FakeSandboxEngine;
import dev.swiftlet.sandbox.Permits;
import dev.swiftlet.sandbox.PoolSettings;
import dev.swiftlet.sandbox.SandboxLimits;
import dev.swiftlet.sandbox.SandboxPool;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What reaches a REPL before its first prompt: nothing. A signal then can leave LLDB hanging for ever.
class ReplStartTest {
    private static final TerminalSize WIDE = new TerminalSize(132, 43);

    private final TestLoop loop = new TestLoop();
    private final CompletableFuture<FakeProgram.Tty> started = new CompletableFuture<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final FakeSandboxEngine engine = new FakeSandboxEngine(SlowRepl::new);
    private final SessionJournal journal = new SessionJournal(new MemoryStore(), SessionJournal.Bounds.USUAL);
    private final SandboxSource source = new SandboxSource(engine, new Permits(4), "unit", SandboxLimits.DEFAULT);
    private final SessionRegistry registry = new SessionRegistry(
            source,
            new SandboxPool(
                    source, TestSessions.TOOLCHAINS.list(), loop::eventLoop, PoolSettings.OFF, ReplStartTest::now),
            new SessionRecords(new MemoryStore(), journal, InstantSource.system()),
            loop::eventLoop,
            TestSessions.config(Map.of()),
            ReplStartTest::now);
    private final RecordingChannel channel = new RecordingChannel();

    @AfterEach
    void close() {
        registry.drain();
        journal.close();
        engine.close();
        loop.close();
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Test
    void itsSizeAndWhatIsTypedWaitForThePromptAndAnInterruptOnlyForgets() throws Exception {
        Session session = ((CreateOutcome.Created)
                        registry.create(TestSessions.OWNER, ClientAddress.of("192.0.2.1"), TestSessions.TOOLCHAIN))
                .session();
        Client client = loop.call(() -> session.join(channel, Role.OWNER, TestSessions.join("one", null)));
        FakeProgram.Tty tty = started.get(60, TimeUnit.SECONDS);

        loop.run(() -> {
            session.input(client, 1, ByteBuffer.wrap("early\r".getBytes(StandardCharsets.UTF_8)));
            session.handle(client, new ClientMessage.Interrupt());
            session.handle(client, new ClientMessage.Resize(new TerminalSize(20, 5)));
            session.handle(client, new ClientMessage.Resize(WIDE));
            session.input(client, 2, ByteBuffer.wrap("late\r".getBytes(StandardCharsets.UTF_8)));
        });
        loop.run(() -> tty.print("\u001b[1G  1> \u001b[6G"));
        channel.await(ServerMessage.Repl.class, message -> message.state() == ReplState.READY);
        channel.awaitOutput("got late");

        assertThat(told).containsExactly("size " + WIDE, "input late\r");
    }

    /// Has no prompt until the test prints one.
    private final class SlowRepl implements FakeProgram {
        @Override
        public void started(Tty tty) {
            started.complete(tty);
        }

        @Override
        public void input(Tty tty, byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            told.add("input " + text);
            tty.print("got " + text);
        }

        @Override
        public void interrupted(Tty tty) {
            told.add("interrupt");
        }

        @Override
        public void resized(Tty tty) {
            told.add("size " + tty.size());
        }
    }
}
