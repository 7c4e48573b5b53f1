package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.protocol.CloseReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class YieldOrderTest {
    private static final IdleRules USUAL =
            new IdleRules(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofHours(2));
    private static final IdleRules CROWDED = new IdleRules(
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofHours(2),
            CloseReason.YIELDED,
            "somebody waits");

    private static Duration at(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static SessionState with(SessionState state, SessionEvent... events) {
        SessionState next = state;
        for (SessionEvent event : events) {
            next = next.apply(event, USUAL).state();
        }
        return next;
    }

    private static YieldOrder.Candidate<String> attended(String name, int activeAt) {
        return new YieldOrder.Candidate<>(
                name,
                with(
                        SessionState.starting(at(0)),
                        new SessionEvent.SandboxReady(),
                        new SessionEvent.ClientJoined(at(activeAt), true)));
    }

    private static YieldOrder.Candidate<String> abandoned(String name, int leftAt) {
        return new YieldOrder.Candidate<>(
                name, with(attended(name, 0).state(), new SessionEvent.ClientLeft(at(leftAt))));
    }

    @Test
    void theMostIdleMakesWayFirstAndOnlyAsManyAsWait() {
        List<YieldOrder.Candidate<String>> all =
                List.of(attended("idle", 100), abandoned("left", 200), attended("idlest", 50), attended("busy", 990));

        assertThat(YieldOrder.choose(all, 1, at(1000), CROWDED)).containsExactly("idlest");
        assertThat(YieldOrder.choose(all, 2, at(1000), CROWDED)).containsExactly("idlest", "idle");
        assertThat(YieldOrder.choose(all, 9, at(1000), CROWDED)).containsExactly("idlest", "idle", "left");
        assertThat(YieldOrder.choose(all, 0, at(1000), CROWDED)).isEmpty();
        assertThat(YieldOrder.choose(all, -1, at(1000), CROWDED)).isEmpty();
    }

    @Test
    void placesMayComeFreeWhenNobodyDoesAnythingMore() {
        List<SessionState> all = List.of(
                attended("busy", 990).state(),
                abandoned("left", 980).state(),
                attended("idle", 100).state(),
                SessionState.starting(at(0)));

        assertThat(YieldOrder.ends(all, at(1000), CROWDED)).containsExactly(at(1010), at(1060), at(1290));
    }

    @Test
    void whoseSandboxIsBeingMadeOrWhoIsOverMakesNoWay() {
        List<YieldOrder.Candidate<String>> all = List.of(
                new YieldOrder.Candidate<>("new", SessionState.starting(at(0))),
                new YieldOrder.Candidate<>("over", new SessionState.Ended(CloseReason.ENDED, "over")));

        assertThat(YieldOrder.choose(all, 9, at(100_000), CROWDED)).isEmpty();
    }

    @Test
    void whoHasLongBeenIdleIsWarnedFirstAndHasTheWholeWarning() {
        SessionState state = attended("idle", 0).state();

        SessionState.Step warned = state.apply(new SessionEvent.Tick(at(600)), CROWDED);
        assertThat(warned.effects()).containsExactly(SessionEffect.ANNOUNCE_IDLE);
        assertThat(((SessionState.Open) warned.state())
                        .warning(at(600), CROWDED)
                        .reapedInSeconds())
                .isEqualTo(60);

        SessionState.Step still = warned.state().apply(new SessionEvent.Tick(at(659)), CROWDED);
        assertThat(still.effects()).isEmpty();
        SessionState.Step over = still.state().apply(new SessionEvent.Tick(at(660)), CROWDED);
        assertThat(over.state()).isEqualTo(new SessionState.Ended(CloseReason.YIELDED, "somebody waits"));
    }

    @Test
    void theWarningIsWithdrawnWhenNobodyWaitsAnyMore() {
        SessionState warned = attended("idle", 0)
                .state()
                .apply(new SessionEvent.Tick(at(600)), CROWDED)
                .state();

        SessionState.Step step = warned.apply(new SessionEvent.Tick(at(610)), USUAL);

        assertThat(step.effects()).containsExactly(SessionEffect.ANNOUNCE_IDLE);
        assertThat(((SessionState.Open) step.state()).warning(at(610), USUAL).reapedInSeconds())
                .isNull();
        assertThat(step.state().apply(new SessionEvent.Tick(at(611)), USUAL).effects())
                .isEmpty();
    }

    @Test
    void abandonedSessionYieldsWithoutAWarning() {
        SessionState state = abandoned("left", 100).state();

        assertThat(state.apply(new SessionEvent.Tick(at(129)), CROWDED).effects())
                .isEmpty();
        assertThat(state.apply(new SessionEvent.Tick(at(130)), CROWDED).effects())
                .containsExactly(SessionEffect.END);
    }
}
