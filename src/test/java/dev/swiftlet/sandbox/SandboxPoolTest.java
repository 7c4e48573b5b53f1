package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.agent.TestLoop;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.web.Eventually;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The pool on an engine without containers. Its rounds are called by hand.
@NullMarked
class SandboxPoolTest {
    private static final Toolchain SWIFT = toolchain("swift-6.0", "swiftlet/sandbox:6.0");
    private static final Toolchain OTHER = toolchain("swift-6.2", "swiftlet/sandbox:6.2");

    private final TestLoop loop = new TestLoop();
    private final FakeSandboxEngine engine = new FakeSandboxEngine();
    private final Permits permits = new Permits(10);
    private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ofHours(1));
    private final SandboxPool pool = pool(2, SWIFT);

    private static Toolchain toolchain(String id, String image) {
        return new Toolchain(id, id, image, List.of("lldb", "--repl="), Map.of());
    }

    private SandboxPool pool(int floor, Toolchain... toolchains) {
        return new SandboxPool(
                new SandboxSource(engine, permits, "fake", SandboxLimits.DEFAULT),
                List.of(toolchains),
                loop::eventLoop,
                new PoolSettings(floor, 4, Duration.ofMinutes(30), Duration.ofSeconds(30), 2),
                now::get);
    }

    @AfterEach
    void close() {
        pool.close();
        engine.close();
        loop.close();
    }

    private void filled(int count) throws Exception {
        Eventually.holds(count + " stand ready", () -> {
            pool.round();
            return pool.ready(SWIFT) == count;
        });
    }

    private void gone(int left) throws Exception {
        Eventually.holds(left + " permits are held", () -> permits.held() == left);
    }

    @Test
    void fillsToItsFloor() throws Exception {
        filled(2);
        pool.round();

        assertThat(engine.sandboxes()).hasSize(2);
        assertThat(permits.held()).isEqualTo(2);
    }

    @Test
    void whatIsTakenStandsAtItsPromptAndGoesOnWithItsTaker() throws Exception {
        filled(2);
        WarmSandbox warm = pool.take(SWIFT).orElseThrow();
        Taker taker = new Taker(warm);
        String printed = loop.call(() -> new String(warm.repl().output().read(0, 1000), StandardCharsets.UTF_8));
        assertThat(printed).startsWith("Welcome").contains("1> ");

        loop.run(() -> {
            AgentProcess process = warm.repl().handOver(taker);
            process.resize(new TerminalSize(132, 43));
            process.input(ByteBuffer.wrap("size\r".getBytes(StandardCharsets.UTF_8)));
        });

        taker.await("132x43");
    }

    @Test
    void nothingIsGivenTwice() throws Exception {
        Set<SandboxName> seen = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            filled(2);
            WarmSandbox warm = pool.take(SWIFT).orElseThrow();
            assertThat(seen.add(warm.sandbox().name())).isTrue();
            warm.sandbox().close();
            now.updateAndGet(time -> time.plusSeconds(20));
        }
    }

    @Test
    void anEmptyPoolGivesNothingAndCountsIt() {
        assertThat(pool.take(SWIFT)).isEmpty();
        assertThat(pool.take(SWIFT)).isEmpty();
        assertThat(pool.depletions()).isEqualTo(2);
    }

    @Test
    void aFloorOfNoneIsNoPool() throws Exception {
        SandboxPool none = pool(0, SWIFT);
        none.round();

        assertThat(none.take(SWIFT)).isEmpty();
        assertThat(none.depletions()).isZero();
        assertThat(engine.sandboxes()).isEmpty();
    }

    @Test
    void manyWithinSecondsMakeItGrow() throws Exception {
        filled(2);
        for (int i = 0; i < 4; i++) {
            pool.take(SWIFT);
        }
        filled(4);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
        filled(2);
    }

    @Test
    void whoeverTookOneHasTheProcessorForAMoment() throws Exception {
        filled(2);
        pool.take(SWIFT);
        pool.round();
        assertThat(engine.sandboxes()).hasSize(2);

        now.updateAndGet(time -> time.plus(ToolchainPool.SETTLING));
        filled(2);
        assertThat(engine.sandboxes()).hasSize(3);
    }

    @Test
    void aReplThatEndedIsNotGivenAndReplaced() throws Exception {
        filled(2);
        engine.sandboxes()
                .forEach(sandbox -> sandbox.end(new SandboxEnd(SandboxEnd.Reason.LOST, "somebody removed it")));

        assertThat(pool.take(SWIFT)).isEmpty();
        filled(2);
    }

    @Test
    void oneWhoseAgentIsNotConnectedIsNotGiven() throws Exception {
        filled(2);
        EchoSandbox lost = engine.sandboxes().getFirst();
        EchoSandbox good = engine.sandboxes().getLast();
        lost.loseStream();
        Eventually.holds("the stream is lost", () -> !lost.agent().connected());

        assertThat(pool.take(SWIFT).orElseThrow().sandbox().name()).isEqualTo(good.name());
        assertThat(pool.take(SWIFT)).isEmpty();
    }

    @Test
    void theOldAreReplaced() throws Exception {
        filled(2);
        Set<SandboxName> before = names();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(31)));
        pool.round();
        filled(2);

        assertThat(names()).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    void anEngineThatFailsIsTriedAgainLessAndLessOften() throws Exception {
        engine.fail(SandboxException.Kind.ENGINE_AWAY);
        pool.round();
        gone(0);
        engine.fail(null);
        pool.round();
        assertThat(permits.held()).as("too soon").isZero();

        now.updateAndGet(time -> time.plusSeconds(5));
        filled(2);
    }

    @Test
    void itsPermitsAreFreeForThoseWhoWait() throws Exception {
        filled(2);
        permits.crowded(true);
        pool.giveWay(1);
        gone(1);
        pool.round();
        assertThat(pool.ready(SWIFT)).isEqualTo(1);

        permits.crowded(false);
        filled(2);
    }

    @Test
    void thePermitsOfOneToolchainServeAnother() throws Exception {
        SandboxPool both = pool(2, SWIFT, OTHER);
        Eventually.holds("both are filled", () -> {
            both.round();
            return both.ready(SWIFT) == 2 && both.ready(OTHER) == 2;
        });
        both.giveWay(3);
        gone(1);
        both.close();
        gone(0);
    }

    @Test
    void aVisitorsOwnStartGoesFirst() throws Exception {
        pool.visitorStarts();
        pool.round();
        assertThat(permits.held()).isZero();

        pool.visitorStarted();
        filled(2);
    }

    @Test
    void whatIsMadeWhileTheServerStopsIsRemoved() throws Exception {
        engine.holdCreate();
        pool.round();
        pool.close();
        engine.letCreate();

        gone(0);
        assertThat(engine.list()).isEmpty();
        assertThat(pool.take(SWIFT)).isEmpty();
    }

    private Set<SandboxName> names() throws SandboxException {
        return Set.copyOf(engine.list());
    }

    /// Whoever has taken a REPL, as far as it hears.
    private static final class Taker implements AgentProcess.Listener {
        private final WarmSandbox warm;
        private final StringBuilder heard = new StringBuilder();
        private final CompletableFuture<Void> wanted = new CompletableFuture<>();
        private volatile String what = "\0";

        Taker(WarmSandbox warm) {
            this.warm = warm;
        }

        void await(String text) throws Exception {
            what = text;
            warm.loop().execute(this::look);
            wanted.get(60, java.util.concurrent.TimeUnit.SECONDS);
        }

        private void look() {
            if (heard.indexOf(what) >= 0) {
                wanted.complete(null);
            }
        }

        @Override
        public void output(int stream, long offset, ByteBuffer bytes) {
            heard.append(StandardCharsets.UTF_8.decode(bytes.duplicate()));
            look();
        }

        @Override
        public void started() {}

        @Override
        public void inputAccepted(int line, String text, boolean cut) {}

        @Override
        public void inputDrained() {}

        @Override
        public void exited(ProcessExit exit) {}

        @Override
        public void refused(String message) {}
    }
}
