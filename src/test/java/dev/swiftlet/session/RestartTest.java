package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.agent.TestLoop;
import dev.swiftlet.agent.VertxEventLoop;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.sandbox.FakeSandboxEngine;
import dev.swiftlet.sandbox.Permits;
import dev.swiftlet.sandbox.PoolSettings;
import dev.swiftlet.sandbox.SandboxException;
import dev.swiftlet.sandbox.SandboxLimits;
import dev.swiftlet.sandbox.SandboxPool;
import dev.swiftlet.sandbox.SandboxSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A server stops or dies, and another finds what it left: the same containers, the same database.
class RestartTest {
    private static final ClientAddress ADDRESS = ClientAddress.of("192.0.2.1");

    private final TestLoop loop = new TestLoop();
    private final MemoryStore store = new MemoryStore();
    private FakeSandboxEngine engine = new FakeSandboxEngine(PromptingRepl::new);
    private Server server = new Server(4);
    private int visitors;

    @AfterEach
    void close() {
        server.registry.drain();
        server.journal.close();
        engine.close();
        loop.close();
    }

    private final class Server {
        final Permits permits;
        final SessionJournal journal = new SessionJournal(store, SessionJournal.Bounds.USUAL);
        final SessionRecords records = new SessionRecords(store, journal, InstantSource.system());
        final SessionRegistry registry;
        final Adoption adoption;

        Server(int places) {
            permits = new Permits(places);
            SandboxSource source = new SandboxSource(engine, permits, "unit", SandboxLimits.DEFAULT);
            SandboxPool pool = new SandboxPool(
                    source, TestSessions.TOOLCHAINS.list(), RestartTest.this::eventLoop, PoolSettings.OFF, this::now);
            registry = new SessionRegistry(
                    source,
                    pool,
                    records,
                    RestartTest.this::eventLoop,
                    TestSessions.config(Map.of("max-per-owner", "100", "max-per-address", "100")),
                    this::now);
            adoption = new Adoption(registry, source, records);
        }

        private Duration now() {
            return Duration.ofNanos(System.nanoTime());
        }

        Session create() {
            return ((CreateOutcome.Created) registry.create(TestSessions.OWNER, ADDRESS, TestSessions.TOOLCHAIN))
                    .session();
        }

        Session find(Session earlier) {
            return registry.find(earlier.id(), TestSessions.OWNER).orElseThrow();
        }
    }

    private EventLoop eventLoop() {
        return new VertxEventLoop(loop.context().owner(), loop.context());
    }

    /// What the last one had not yet written is lost with it.
    private CompletableFuture<Void> restart(int places) {
        engine = engine.restarted();
        server.journal.close();
        server = new Server(places);
        return server.adoption.begin(TestSessions.TOOLCHAINS);
    }

    private static void await(CompletableFuture<Void> done) throws Exception {
        done.get(60, TimeUnit.SECONDS);
    }

    private final class Visitor {
        final RecordingChannel channel = new RecordingChannel();
        final Session session;
        final Client client;
        int sequence;

        Visitor(Session session, Long offset) {
            this.session = session;
            this.client = loop.call(
                    () -> session.join(channel, Role.OWNER, TestSessions.join(String.valueOf(++visitors), offset)));
        }

        Visitor type(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            loop.run(() -> session.input(client, ++sequence, ByteBuffer.wrap(bytes)));
            return this;
        }

        Visitor awaitRepl(ReplState state) {
            channel.await(ServerMessage.Repl.class, message -> message.state() == state);
            return this;
        }
    }

    private Visitor atPrompt() {
        return new Visitor(server.create(), null).awaitRepl(ReplState.READY);
    }

    /// All that it has printed.
    private static byte[] whole(Visitor visitor) {
        return visitor.channel.bytes();
    }

    @Test
    void afterAKillPeopleGoOnAtTheirByte() throws Exception {
        Visitor before = atPrompt().type("let x = 41\r");
        before.channel.awaitOutput("value: none");
        byte[] seen = Arrays.copyOf(whole(before), 30);

        CompletableFuture<Void> adopted = restart(4);
        Visitor after = new Visitor(server.find(before.session), 30L);
        await(adopted);
        after.awaitRepl(ReplState.READY).type("x\r").channel.awaitOutput("value: 41");

        ServerMessage.Stream stream = after.channel.await(ServerMessage.Stream.class, _ -> true);
        assertThat(stream.offset()).isEqualTo(30);
        assertThat(stream.skipped()).isZero();
        Visitor fromStart = new Visitor(after.session, 0L);
        byte[] all = whole(fromStart);
        assertThat(all).startsWith(seen);
        assertThat(Arrays.copyOfRange(all, 30, all.length)).isEqualTo(whole(after));
        assertThat(server.permits.held()).isEqualTo(1);
    }

    @Test
    void afterAStopPeopleGoOnAtTheirByte() throws Exception {
        Visitor before = atPrompt().type("let x = 41\r");
        before.channel.awaitOutput("value: none");

        server.registry.drain();
        ServerMessage.Closed closed = before.channel.awaitClosed();
        long left = whole(before).length;
        await(restart(4));
        Visitor after = new Visitor(server.find(before.session), left)
                .awaitRepl(ReplState.READY)
                .type("x\r");
        after.channel.awaitOutput("value: 41");

        assertThat(closed.reason()).isEqualTo(CloseReason.SERVER_STOPPING);
        assertThat(closed.sessionOver()).isFalse();
        assertThat(after.channel.await(ServerMessage.Stream.class, _ -> true).offset())
                .isEqualTo(left);
        byte[] all = whole(new Visitor(after.session, 0L));
        assertThat(all).startsWith(whole(before));
    }

    @Test
    void aFloodThatOutranTheRingLeavesAnExactGap() throws Exception {
        Visitor before = atPrompt().type("flood\r");
        loop.run(() -> before.session.leave(before.client));
        Visitor reader = new Visitor(before.session, null);
        reader.channel.awaitOutput("y\r\n".repeat(100_000));

        CompletableFuture<Void> adopted = restart(4);
        Visitor after = new Visitor(server.find(before.session), 10L);
        await(adopted);
        ServerMessage.Stream stream = after.channel.await(ServerMessage.Stream.class, _ -> true);

        assertThat(stream.skipped() + stream.offset()).isGreaterThanOrEqualTo(10);
        after.awaitRepl(ReplState.RUNNING);
        loop.run(() -> after.session.handle(after.client, new ClientMessage.Interrupt()));
        after.awaitRepl(ReplState.READY).type("flooded\r").channel.awaitOutput("value: none");
    }

    @Test
    void aReplThatEndedIsFoundEndedWithItsExit() throws Exception {
        Visitor before = atPrompt().type("exit 3\r").awaitRepl(ReplState.ENDED);

        await(restart(4));
        Visitor after = new Visitor(server.find(before.session), null);

        ServerMessage.Repl ended =
                after.channel.await(ServerMessage.Repl.class, message -> message.state() == ReplState.ENDED);
        assertThat(ended.exit().code()).isEqualTo(3);
        loop.run(() -> after.session.handle(after.client, new ClientMessage.Restart(false)));
        after.awaitRepl(ReplState.READY);
        assertThat(whole(new Visitor(after.session, 0L))).startsWith(whole(before));
    }

    @Test
    void aServerOnItsWayOutMayKeepAnotherTranscriptMeanwhile() throws Exception {
        Visitor before = atPrompt().type("let x = 41\r");
        before.channel.awaitOutput("value: none");
        byte[] seen = whole(before);
        store.meanwhile(() -> store.putTranscript(before.session.id(), seen, seen.length));

        await(restart(4));
        Visitor after = new Visitor(server.find(before.session), 0L).awaitRepl(ReplState.READY);

        assertThat(whole(after)).startsWith(seen);
    }

    @Test
    void aSecondReplsSessionKeepsWhatTheFirstPrinted() throws Exception {
        Visitor before = atPrompt().type("exit 0\r").awaitRepl(ReplState.ENDED);
        loop.run(() -> before.session.handle(before.client, new ClientMessage.Restart(false)));
        before.channel.await(ServerMessage.Repl.class, message -> message.state() == ReplState.READY);
        before.type("let x = 1\r").channel.awaitOutput("value: none");
        assertThat(server.journal.flush(Duration.ofSeconds(30))).isTrue();

        await(restart(4));
        Visitor after = new Visitor(server.find(before.session), 0L).awaitRepl(ReplState.READY);

        assertThat(whole(after)).startsWith(whole(before));
    }

    @Test
    void aSessionWithoutItsContainerEndsAndCanBeStartedAgain() throws Exception {
        Visitor before = atPrompt().type("let x = 41\r");
        before.channel.awaitOutput("value: none");
        assertThat(server.journal.flush(Duration.ofSeconds(30))).isTrue();
        engine = engine.restarted();
        engine.list().forEach(name -> {
            try {
                engine.remove(name);
            } catch (SandboxException e) {
                throw new AssertionError(e);
            }
        });

        await(restart(4));
        loop.run(() -> {});
        assertThat(server.journal.flush(Duration.ofSeconds(30))).isTrue();

        assertThat(store.findSaved(before.session.id(), TestSessions.OWNER))
                .hasValueSatisfying(saved -> assertThat(saved.reason()).isEqualTo(CloseReason.SANDBOX_LOST));
        assertThat(server.registry.count()).isZero();
        assertThat(server.permits.held()).isZero();
    }

    @Test
    void whoWaitedForAPlaceIsToldThatTheServerWasRestarted() throws Exception {
        server = new Server(1);
        server.create();
        Session waiting = server.create();
        assertThat(server.registry.waiting()).isEqualTo(1);
        assertThat(server.journal.flush(Duration.ofSeconds(30))).isTrue();

        await(restart(1));
        loop.run(() -> {});

        assertThat(server.find(waiting).state()).isInstanceOfSatisfying(SessionState.Ended.class, ended -> {
            assertThat(ended.reason()).isEqualTo(CloseReason.START_FAILED);
            assertThat(ended.message()).contains("restarted while the session waited");
        });
    }

    @Test
    void whoDiesBetweenRowAndContainerLeavesNothing() throws Exception {
        engine.holdCreate();
        server.create();
        assertThat(store.listLive()).hasSize(1);

        await(restart(4));
        loop.run(() -> {});
        assertThat(server.journal.flush(Duration.ofSeconds(30))).isTrue();

        assertThat(store.listLive()).isEmpty();
        assertThat(engine.list()).isEmpty();
        assertThat(server.registry.count()).isZero();
    }

    @Test
    void withoutItsRowThereIsNoSession() throws Exception {
        store.away(true);

        assertThatThrownBy(server::create).isInstanceOf(StoreException.class);

        store.away(false);
        assertThat(server.permits.held()).isZero();
        assertThat(server.registry.count()).isZero();
        assertThat(engine.list()).isEmpty();
    }

    @Test
    void moreAreAdoptedThanThereMayBe() throws Exception {
        atPrompt();
        atPrompt();

        await(restart(1));

        assertThat(server.permits.held()).isEqualTo(2);
        assertThat(server.permits.tryAcquire()).isEmpty();
        loop.run(() -> server.registry.list(TestSessions.OWNER).forEach(session -> session.end(CloseReason.ENDED, "")));
        assertThat(server.permits.held()).isLessThanOrEqualTo(1);
    }

    @Test
    void anEngineThatIsAwayIsWaitedFor() throws Exception {
        Visitor before = atPrompt();
        engine = engine.restarted();
        engine.fail(SandboxException.Kind.ENGINE_AWAY);
        server = new Server(4);
        CompletableFuture<Void> adopted = server.adoption.begin(TestSessions.TOOLCHAINS);
        Visitor after = new Visitor(server.find(before.session), null).awaitRepl(ReplState.STARTING);
        assertThat(server.adoption.awaits(engine.listAnyway().getFirst())).isTrue();

        engine.fail(null);

        await(adopted);
        after.awaitRepl(ReplState.READY);
    }

    @Test
    void anAgentThatIsSilentEndsItsSession() throws Exception {
        Visitor before = atPrompt();
        engine = engine.restarted();
        engine.fail(SandboxException.Kind.AGENT_SILENT);
        server = new Server(4);
        CompletableFuture<Void> adopted = server.adoption.begin(TestSessions.TOOLCHAINS);
        await(adopted);
        Visitor after = new Visitor(server.find(before.session), null);

        assertThat(after.channel.awaitClosed().reason()).isEqualTo(CloseReason.SANDBOX_BROKEN);
        engine.fail(null);
    }
}
