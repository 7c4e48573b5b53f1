package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.agent.TestLoop;
import dev.swiftlet.agent.VertxEventLoop;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ErrorCode;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.run.CompilerOptions;
import dev.swiftlet.run.RunEvent;
import dev.swiftlet.run.RunLimits;
import dev.swiftlet.run.RunMode;
import dev.swiftlet.run.RunReaders;
import dev.swiftlet.run.RunRequest;
import dev.swiftlet.run.RunSettings;
import dev.swiftlet.run.SourceFile;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Runs beside a REPL, in a sandbox without Swift.
class SessionRunsTest {
    private static final RunLimits LIMITS =
            new RunLimits(Duration.ofSeconds(60), Duration.ofSeconds(60), 512 << 20, 1 << 20, 64);
    private static final RunSettings SETTINGS =
            new RunSettings(LIMITS, 100, 1 << 20, 1, 0, 1, Duration.ofSeconds(60), 0, Duration.ZERO);
    private static final RunReaders READERS = new RunReaders((_, _) -> List.of(), _ -> Optional.empty());

    private final TestLoop loop = new TestLoop();
    private final MemoryStore store = new MemoryStore();
    private FakeSandboxEngine engine = new FakeSandboxEngine(BesideRepl::new);
    private SessionJournal journal;
    private SessionRegistry registry;
    private Adoption adoption;
    private int clients;

    SessionRunsTest() {
        begin();
    }

    private void begin() {
        SandboxSource source = new SandboxSource(engine, new Permits(4), "unit", SandboxLimits.DEFAULT);
        SandboxPool pool = new SandboxPool(
                source, TestSessions.TOOLCHAINS.list(), this::eventLoop, PoolSettings.OFF, SessionRunsTest::now);
        journal = new SessionJournal(store, SessionJournal.Bounds.USUAL);
        SessionRecords records = new SessionRecords(store, journal, InstantSource.system());
        registry = new SessionRegistry(
                source, pool, records, this::eventLoop, TestSessions.config(Map.of()), SessionRunsTest::now);
        adoption = new Adoption(registry, source, records);
    }

    @AfterEach
    void close() {
        registry.drain();
        journal.close();
        engine.close();
        loop.close();
    }

    private EventLoop eventLoop() {
        return new VertxEventLoop(loop.context().owner(), loop.context());
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    private static RunOrder order(String word) {
        RunRequest request = new RunRequest(
                List.of(new SourceFile("main.swift", "")),
                TestSessions.TOOLCHAIN,
                RunMode.RUN,
                CompilerOptions.DEFAULT,
                List.of(word),
                Map.of(),
                "",
                LIMITS,
                false);
        return new RunOrder(request, new TerminalSize(90, 30), 100, SETTINGS, READERS, SessionRunsTest::text);
    }

    private static String text(RunEvent event) {
        return event instanceof RunEvent.Ended(var verdict)
                ? "exit %s %s %s".formatted(verdict.outcome(), verdict.exitCode(), verdict.signal())
                : event.toString();
    }

    private final class Visitor {
        final RecordingChannel channel = new RecordingChannel();
        final ClientHost host;
        final Client client;
        int sequence;

        Visitor(ClientHost host, Long offset) {
            this.host = host;
            this.client = loop.call(
                    () -> host.join(channel, Role.OWNER, TestSessions.join(String.valueOf(++clients), offset)));
        }

        Visitor type(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            loop.run(() -> host.input(client, ++sequence, ByteBuffer.wrap(bytes)));
            return this;
        }

        Visitor say(ClientMessage message) {
            loop.run(() -> host.handle(client, message));
            return this;
        }

        void refused(ErrorCode code) {
            channel.await(ServerMessage.Error.class, error -> error.code() == code);
        }
    }

    private Session atPrompt() {
        Session session = ((CreateOutcome.Created)
                        registry.create(TestSessions.OWNER, ClientAddress.of("192.0.2.1"), TestSessions.TOOLCHAIN))
                .session();
        new Visitor(session, null)
                .channel.await(ServerMessage.Repl.class, message -> message.state() == ReplState.READY);
        return session;
    }

    private RunTerminal run(Session session, String word) {
        return loop.call(() -> session.runs().begin(order(word))).orElseThrow();
    }

    @Test
    void aDialogueIsHeldAndTheNextRunComesAfterIt() {
        Session session = atPrompt();
        RunTerminal run = run(session, "greet");
        Visitor visitor = new Visitor(run.clients(), null);
        visitor.channel.awaitOutput("name? ");
        visitor.type("Ada\r").channel.awaitOutput("hello Ada at 80");
        visitor.channel.awaitEvent("exit SUCCESS 0 null");
        assertThat(run.isOver()).isTrue();
        assertThat(visitor.channel.events()).hasSize(4);
        visitor.type("x").refused(ErrorCode.WRONG_STATE);

        Visitor late = new Visitor(run.clients(), 0L);
        late.channel.awaitOutput("name? hello Ada");
        assertThat(late.channel.events()).isEqualTo(visitor.channel.events());

        RunTerminal next = run(session, "greet");
        assertThat(visitor.channel.awaitClosed().reason()).isEqualTo(CloseReason.RUN_OVER);
        assertThat(session.runs().current()).contains(next);
        Visitor newcomer = new Visitor(session, null);
        newcomer.channel.await(
                ServerMessage.Run.class, message -> next.id().value().equals(message.id()));
    }

    @Test
    void whatIsTypedEarlyIsHeldAndInputIsAppliedOnce() {
        Session session = atPrompt();
        RecordingChannel channel = new RecordingChannel();
        loop.run(() -> {
            RunTerminal run = session.runs().begin(order("greet")).orElseThrow();
            Client client = run.clients().join(channel, Role.OWNER, TestSessions.join("early", null));
            run.clients().input(client, 1, ByteBuffer.wrap("Ad".getBytes(StandardCharsets.UTF_8)));
            run.clients().input(client, 1, ByteBuffer.wrap("Ad".getBytes(StandardCharsets.UTF_8)));
            run.clients().input(client, 2, ByteBuffer.wrap("a\r".getBytes(StandardCharsets.UTF_8)));
        });
        channel.awaitOutput("hello Ada at");
    }

    @Test
    void whatARunMayHaveDoneToTheReplIsNoEntrysFault() {
        Session session = atPrompt();
        Visitor repl = new Visitor(session, null);
        repl.type("let x = 41\r").channel.awaitOutput("value: none");
        new Visitor(run(session, "hang").clients(), null).channel.awaitOutput("hanging");

        repl.type("die\r");

        assertThat(leftOut(repl)).isNull();
    }

    @Test
    void aReplThatDiesAloneIsHeldToHaveDiedOfItsLastEntry() {
        Visitor repl = new Visitor(atPrompt(), null);
        repl.type("let x = 41\r").channel.awaitOutput("value: none");

        repl.type("die\r");

        assertThat(leftOut(repl)).isEqualTo("let x = 41");
    }

    private static String leftOut(Visitor repl) {
        return repl.channel
                .await(ServerMessage.Repl.class, message -> message.state() == ReplState.ENDED)
                .exit()
                .leftOut();
    }

    @Test
    void itIsStoppedInterruptedAndToldThatInputEnds() {
        Session session = atPrompt();
        Visitor stopped = new Visitor(run(session, "hang").clients(), null);
        stopped.channel.awaitOutput("hanging");
        stopped.say(new ClientMessage.Stop()).channel.awaitEvent("exit KILLED null SIGTERM");
        Visitor interrupted = new Visitor(run(session, "flood").clients(), null);
        interrupted.channel.awaitOutput("y\r\ny\r\n");
        interrupted.say(new ClientMessage.Interrupt()).channel.awaitEvent("exit RUNTIME_ERROR null SIGINT");
        Visitor ended = new Visitor(run(session, "greet").clients(), null);
        ended.channel.awaitOutput("name? ");
        ended.say(new ClientMessage.EndOfInput()).channel.awaitEvent("exit RUNTIME_ERROR 1");
        ended.say(new ClientMessage.Keep()).refused(ErrorCode.MALFORMED);
        ended.say(new ClientMessage.Submit(9, "1")).refused(ErrorCode.MALFORMED);
        Visitor repl = new Visitor(session, null);
        repl.say(new ClientMessage.Stop()).refused(ErrorCode.MALFORMED);
    }

    @Test
    void ofManyBegunAtOnceTheLastRuns() {
        Session session = atPrompt();
        RunTerminal first = run(session, "hang");
        Visitor one = new Visitor(first.clients(), null);
        one.channel.awaitOutput("hanging");
        List<RunTerminal> rest = loop.call(() -> List.of(
                session.runs().begin(order("hang")).orElseThrow(),
                session.runs().begin(order("hang")).orElseThrow(),
                session.runs().begin(order("greet")).orElseThrow()));

        one.channel.awaitEvent("exit KILLED null SIGKILL");
        assertThat(one.channel.awaitClosed().reason()).isEqualTo(CloseReason.RUN_OVER);
        Visitor last = new Visitor(rest.getLast().clients(), null);
        last.channel.awaitOutput("name? ");
        assertThat(rest.getFirst().isOver()).isTrue();
        assertThat(new Visitor(rest.getFirst().clients(), null).client).isNull();
    }

    @Test
    void itEndsWithItsSession() {
        Session session = atPrompt();
        RunTerminal run = run(session, "hang");
        Visitor visitor = new Visitor(run.clients(), null);
        visitor.channel.awaitOutput("hanging");
        loop.run(() -> session.end(CloseReason.ENDED, "over"));
        assertThat(visitor.channel.awaitClosed().sessionOver()).isTrue();
        assertThat(loop.call(() -> session.runs().begin(order("hang")))).isEmpty();
    }

    @Test
    void aServerThatComesBackEndsIt() throws Exception {
        Session session = atPrompt();
        Visitor visitor = new Visitor(run(session, "hang").clients(), null);
        visitor.channel.awaitOutput("hanging");
        registry.drain();
        assertThat(visitor.channel.awaitClosed().reason()).isEqualTo(CloseReason.SERVER_STOPPING);

        journal.close();
        engine = engine.restarted();
        begin();
        adoption.begin(TestSessions.TOOLCHAINS).get(60, TimeUnit.SECONDS);
        Session again = registry.find(session.id(), TestSessions.OWNER).orElseThrow();
        Visitor repl = new Visitor(again, null);
        repl.channel.await(ServerMessage.Repl.class, message -> message.state() == ReplState.READY);
        repl.channel.await(ServerMessage.Run.class, message -> message.id() == null);
        Visitor next = new Visitor(run(again, "greet").clients(), null);
        next.channel.awaitOutput("name? ");
    }

    @Test
    void withoutASandboxThereIsNoRun() {
        engine.holdCreate();
        Session session = ((CreateOutcome.Created)
                        registry.create(TestSessions.OWNER, ClientAddress.of("192.0.2.1"), TestSessions.TOOLCHAIN))
                .session();
        assertThat(loop.call(() -> session.runs().begin(order("hang")))).isEmpty();
        engine.letCreate();
    }
}
