package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ReplExit;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.ServerMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionStateTest {
    private static final IdleRules RULES =
            new IdleRules(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofHours(2));

    private SessionState state = SessionState.starting(at(0));

    private static Duration at(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private SessionState.Step when(SessionEvent event) {
        SessionState.Step step = state.apply(event, RULES);
        state = step.state();
        return step;
    }

    private SessionState.Open open() {
        return (SessionState.Open) state;
    }

    @Test
    void sandboxReadyStartsTheRepl() {
        assertThat(when(new SessionEvent.SandboxReady()).effects()).containsExactly(SessionEffect.START_REPL);
    }

    @Test
    void replChangesAreAnnouncedOnce() {
        when(new SessionEvent.SandboxReady());

        assertThat(when(new SessionEvent.ReplChanged(ReplState.READY)).effects())
                .containsExactly(SessionEffect.ANNOUNCE_REPL);
        assertThat(when(new SessionEvent.ReplChanged(ReplState.READY)).effects())
                .isEmpty();
    }

    @Test
    void restartIsForAReplThatEnded() {
        when(new SessionEvent.SandboxReady());
        when(new SessionEvent.ReplChanged(ReplState.READY));

        assertThat(when(new SessionEvent.RestartRequested(at(1))).effects()).isEmpty();

        when(new SessionEvent.ReplExited(new ReplExit(0, null, false, false, null)));
        assertThat(open().repl()).isEqualTo(ReplState.ENDED);
        assertThat(when(new SessionEvent.RestartRequested(at(2))).effects())
                .containsExactly(SessionEffect.ANNOUNCE_REPL, SessionEffect.START_REPL);
        assertThat(open().repl()).isEqualTo(ReplState.STARTING);
    }

    @Test
    void idleSessionIsWarnedThenReaped() {
        when(new SessionEvent.ClientJoined(at(0), true));

        assertThat(when(new SessionEvent.Tick(at(14 * 60 - 1))).effects()).isEmpty();
        assertThat(when(new SessionEvent.Tick(at(14 * 60))).effects()).containsExactly(SessionEffect.ANNOUNCE_IDLE);
        assertThat(open().warning(at(14 * 60), RULES)).isEqualTo(new ServerMessage.Idle(60, true));
        assertThat(when(new SessionEvent.Tick(at(14 * 60 + 1))).effects()).isEmpty();
        assertThat(when(new SessionEvent.Tick(at(15 * 60))).effects()).containsExactly(SessionEffect.END);
        assertThat(((SessionState.Ended) state).reason()).isEqualTo(CloseReason.IDLE);
    }

    @Test
    void activityWithdrawsTheWarning() {
        when(new SessionEvent.ClientJoined(at(0), true));
        when(new SessionEvent.Tick(at(14 * 60)));

        assertThat(when(new SessionEvent.Activity(at(14 * 60 + 30))).effects())
                .containsExactly(SessionEffect.ANNOUNCE_IDLE);
        assertThat(open().warning(at(14 * 60 + 30), RULES)).isEqualTo(new ServerMessage.Idle(null, true));
        assertThat(when(new SessionEvent.Tick(at(15 * 60))).effects()).isEmpty();
    }

    @Test
    void abandonedSessionIsReapedSooner() {
        when(new SessionEvent.ClientJoined(at(0), true));
        when(new SessionEvent.ClientLeft(at(60)));

        when(new SessionEvent.Tick(at(60 + 5 * 60 - 1)));
        assertThat(state).isInstanceOf(SessionState.Open.class);
        when(new SessionEvent.Tick(at(60 + 5 * 60)));
        assertThat(state).isInstanceOf(SessionState.Ended.class);
    }

    @Test
    void whoComesBackInTimeKeepsTheSession() {
        when(new SessionEvent.ClientJoined(at(0), true));
        when(new SessionEvent.ClientLeft(at(60)));
        when(new SessionEvent.ClientJoined(at(5 * 60), true));

        when(new SessionEvent.Tick(at(10 * 60)));
        assertThat(state).isInstanceOf(SessionState.Open.class);
    }

    @Test
    void maximumAgeEndsEvenTheBusy() {
        when(new SessionEvent.ClientJoined(at(0), true));
        when(new SessionEvent.Activity(at(7199)));

        assertThat(when(new SessionEvent.Tick(at(7200))).effects()).containsExactly(SessionEffect.END);
        assertThat(((SessionState.Ended) state).reason()).isEqualTo(CloseReason.MAX_AGE);
    }

    @Test
    void nothingLeadsOutOfTheEnd() {
        when(new SessionEvent.Over(CloseReason.ENDED, "over"));

        assertThat(when(new SessionEvent.SandboxReady()).effects()).isEmpty();
        assertThat(when(new SessionEvent.Over(CloseReason.IDLE, "again")).effects())
                .isEmpty();
        assertThat(((SessionState.Ended) state).reason()).isEqualTo(CloseReason.ENDED);
    }

    @Test
    void theMaximumAgeIsToldAheadAndNothingMovesIt() {
        when(new SessionEvent.ClientJoined(at(0), true));
        when(new SessionEvent.Activity(at(7100)));

        assertThat(when(new SessionEvent.Tick(at(7139))).effects()).isEmpty();
        assertThat(when(new SessionEvent.Tick(at(7140))).effects()).containsExactly(SessionEffect.ANNOUNCE_IDLE);
        assertThat(open().warning(at(7140), RULES)).isEqualTo(new ServerMessage.Idle(60, false));
        assertThat(when(new SessionEvent.Activity(at(7150))).effects()).isEmpty();
        assertThat(open().warning(at(7150), RULES)).isEqualTo(new ServerMessage.Idle(50, false));
        assertThat(when(new SessionEvent.ClientJoined(at(7160), true)).effects())
                .contains(SessionEffect.ANNOUNCE_IDLE);
        assertThat(when(new SessionEvent.Tick(at(7200))).effects()).containsExactly(SessionEffect.END);
    }

    @Test
    void aViewerWhoComesKeepsNobodysSessionAlive() {
        when(new SessionEvent.ClientJoined(at(0), true));
        when(new SessionEvent.Tick(at(14 * 60)));

        assertThat(when(new SessionEvent.ClientJoined(at(14 * 60 + 30), false)).effects())
                .containsExactly(SessionEffect.ANNOUNCE_CLIENTS, SessionEffect.ANNOUNCE_IDLE);
        assertThat(when(new SessionEvent.Tick(at(15 * 60))).effects()).containsExactly(SessionEffect.END);
    }

    @Test
    void whatAProgramPrintsKeepsNoSessionAlive() {
        when(new SessionEvent.ClientJoined(at(0), true));
        for (int second = 1; second < 15 * 60; second++) {
            when(new SessionEvent.ReplChanged(second % 2 == 0 ? ReplState.READY : ReplState.RUNNING));
            when(new SessionEvent.Tick(at(second)));
        }

        assertThat(when(new SessionEvent.Tick(at(15 * 60))).effects()).containsExactly(SessionEffect.END);
    }

    @Test
    void anAdoptedSessionHasItsIdleTimeAnewAndItsAgeAsItWas() {
        state = SessionState.startedAt(at(-7000), at(0));
        when(new SessionEvent.SandboxAdopted(at(100)));

        assertThat(open().hasSandbox()).isTrue();
        when(new SessionEvent.Tick(at(199)));
        assertThat(state).isInstanceOf(SessionState.Open.class);
        when(new SessionEvent.Tick(at(200)));
        assertThat(((SessionState.Ended) state).reason()).isEqualTo(CloseReason.MAX_AGE);
    }
}
