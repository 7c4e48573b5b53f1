package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.agent.TestLoop;
import dev.swiftlet.sandbox.FakeSandboxEngine;
import dev.swiftlet.sandbox.Permit;
import dev.swiftlet.sandbox.Permits;
import dev.swiftlet.sandbox.PoolSettings;
import dev.swiftlet.sandbox.SandboxLimits;
import dev.swiftlet.sandbox.SandboxPool;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.web.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who gets what, on an engine without containers.
class AdmissionTest {
    private static final Toolchain SWIFT = toolchain("swift-6.0");
    private static final Toolchain OTHER = toolchain("swift-6.2");

    private final TestLoop loop = new TestLoop();
    private final FakeSandboxEngine engine = new FakeSandboxEngine();
    private final Permits permits = new Permits(2);
    private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ofHours(1));
    private final SandboxPool pool = new SandboxPool(
            new SandboxSource(engine, permits, "fake", SandboxLimits.DEFAULT),
            List.of(SWIFT),
            loop::eventLoop,
            new PoolSettings(2, 2, Duration.ofMinutes(30), Duration.ofSeconds(30), 2),
            now::get);
    private List<Duration> ends = List.of();
    private final Admission admission = new Admission(permits, pool, 3, now::get, () -> ends);

    private static Toolchain toolchain(String id) {
        return new Toolchain(id, id, "swiftlet/sandbox:6.0", List.of("lldb", "--repl="), Map.of());
    }

    @AfterEach
    void close() {
        pool.close();
        engine.close();
        loop.close();
    }

    private Permit cold() {
        return ((Admission.Outcome.Cold) admission.admit(SWIFT).orElseThrow()).permit();
    }

    private Ticket waits(Toolchain toolchain) {
        return ((Admission.Outcome.Waits) admission.admit(toolchain).orElseThrow()).ticket();
    }

    @Test
    void whoComesWhenAllIsTakenWaitsAndIsServedInOrder() {
        Permit first = cold();
        Permit second = cold();
        Ticket ann = waits(SWIFT);
        Ticket bob = waits(SWIFT);

        first.close();
        assertThat(ann.granted()).isCompleted();
        assertThat(bob.granted()).isNotDone();

        second.close();
        assertThat(bob.granted()).isCompleted();
        assertThat(admission.waiting()).isZero();
        assertThat(permits.held()).isEqualTo(2);
        assertThat(permits.isCrowded()).isFalse();
    }

    @Test
    void theFirstToWaitIsToldWhenThosePlacesThatAreHeldMayComeFree() {
        cold();
        cold();
        ends = List.of(now.get().plusSeconds(40), now.get().plusSeconds(300));
        List<Integer> told = new ArrayList<>();
        waits(SWIFT).onMoved(place -> told.add(place.estimateSeconds()));
        waits(SWIFT).onMoved(place -> told.add(place.estimateSeconds()));
        waits(SWIFT).onMoved(place -> told.add(place.estimateSeconds()));

        assertThat(told).containsExactly(40, 300, null);
    }

    @Test
    void nobodyPassesTheLine() {
        Permit first = cold();
        cold();
        Ticket ann = waits(SWIFT);
        Ticket bob = waits(SWIFT);
        first.close();
        ann.granted().join().close();

        assertThat(bob.granted()).isCompleted();
        assertThat(admission.admit(SWIFT).orElseThrow()).isInstanceOf(Admission.Outcome.Waits.class);
    }

    @Test
    void theLineIsBounded() {
        cold();
        cold();
        for (int i = 0; i < 3; i++) {
            waits(SWIFT);
        }
        assertThat(admission.admit(SWIFT)).isEmpty();
    }

    @Test
    void placesAreToldAsTheyChange() {
        Permit first = cold();
        cold();
        Ticket ann = waits(SWIFT);
        Ticket bob = waits(SWIFT);
        Ticket eve = waits(SWIFT);
        List<Ticket.Place> told = new ArrayList<>();
        eve.onMoved(told::add);

        admission.leave(bob);
        admission.leave(bob);
        first.close();

        assertThat(ann.granted()).isCompleted();
        assertThat(told).extracting(Ticket.Place::place).containsExactly(3, 2, 1);
        assertThat(bob.granted()).isNotDone();
    }

    @Test
    void whatStandsReadyIsGivenFirst() throws Exception {
        fillPool();

        assertThat(admission.admit(SWIFT).orElseThrow()).isInstanceOf(Admission.Outcome.Warm.class);
    }

    @Test
    void whatStandsReadyForOthersMakesWay() throws Exception {
        fillPool();
        Ticket ann = waits(OTHER);

        Eventually.holds("she has her place", () -> ann.granted().isDone());
        assertThat(admission.waiting()).isZero();
        assertThat(pool.ready(SWIFT)).isEqualTo(1);
    }

    private void fillPool() throws Exception {
        pool.start();
        Eventually.holds("the pool is filled", () -> pool.ready(SWIFT) == 2);
    }
}
