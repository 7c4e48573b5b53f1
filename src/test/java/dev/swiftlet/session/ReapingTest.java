package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.Role;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// When sessions are reaped, whatever happens at that moment.
class ReapingTest {
    private static final SessionConfig CONFIG = TestSessions.config(
            Map.of("idle-timeout", "3s", "detached-timeout", "2s", "warning", "1s", "max-age", "1h"));

    private final HandLoop loop = new HandLoop();
    private final List<CloseReason> kept = new ArrayList<>();
    private int ends;

    private Session session() {
        return TestSessions.session(loop, CONFIG, new RecordedEnd(), () -> ends++);
    }

    private static void type(Session session, Client client, int sequence) {
        session.input(client, sequence, ByteBuffer.wrap(new byte[] {'x'}));
    }

    @Test
    void whoTypesInTheMillisecondOfTheReapIsKeptOrToldOfTheEnd() {
        Random random = new Random(42);
        int reaped = 0;
        for (int trial = 0; trial < 10_000; trial++) {
            reaped += raceOnce(random) ? 1 : 0;
        }
        assertThat(reaped).isBetween(1_000, 9_000);
    }

    /// @return whether the session was reaped
    private boolean raceOnce(Random random) {
        ends = 0;
        kept.clear();
        Session session = session();
        RecordingChannel typist = new RecordingChannel();
        RecordingChannel late = new RecordingChannel();
        Client client = session.join(typist, Role.OWNER, TestSessions.join("one", null));
        loop.advance(Duration.ofMillis(random.nextInt(1000)));
        type(session, client, 1);
        loop.advance(Duration.ofMillis(2990));
        List<Runnable> together = new ArrayList<>(loop.jump(Duration.ofMillis(random.nextInt(9, 1000))));
        together.add(() -> type(session, client, 2));
        together.add(() -> session.handle(client, new ClientMessage.Keep()));
        if (random.nextBoolean()) {
            together.add(() -> session.join(late, Role.OWNER, TestSessions.join("two", null)));
        }
        if (random.nextBoolean()) {
            together.add(() -> session.leave(client));
        }
        Collections.shuffle(together, random);

        together.forEach(Runnable::run);
        loop.runAll();

        boolean reaped = session.state() instanceof SessionState.Ended;
        assertThat(ends).isEqualTo(reaped ? 1 : 0);
        assertThat(kept).hasSize(reaped ? 1 : 0);
        for (RecordingChannel channel : List.of(typist, late)) {
            assertThat(channel.closes()).isLessThanOrEqualTo(1);
            if (!reaped) {
                assertThat(channel.closed()).isNull();
            }
        }
        RecordingChannel after = new RecordingChannel();
        Client joined = session.join(after, Role.OWNER, TestSessions.join("three", null));
        assertThat(joined == null).isEqualTo(reaped);
        assertThat(after.closes()).isEqualTo(reaped ? 1 : 0);
        if (reaped) {
            assertThat(after.closed().reason()).isEqualTo(CloseReason.IDLE);
            assertThat(after.closed().sessionOver()).isTrue();
        } else {
            session.end(CloseReason.ENDED, "over");
        }
        return reaped;
    }

    @Test
    void ofManySessionsNoneIsReapedEarlyAndNoneIsForgotten() {
        IdleRules rules = new IdleRules(
                Duration.ofSeconds(90), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(600));
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            liveOnce(rules, random);
        }
    }

    /// One session's life, beside a plain account of what its end should be.
    private static void liveOnce(IdleRules rules, Random random) {
        long now = random.nextInt(1_000_000);
        long created = now;
        long active = now;
        int clients = 0;
        SessionState state = SessionState.starting(Duration.ofMillis(now));
        double busy = random.nextDouble();
        while (state instanceof SessionState.Open) {
            now += 900 + random.nextInt(200);
            Duration at = Duration.ofMillis(now);
            if (random.nextDouble() < busy / 20) {
                SessionEvent event = switch (random.nextInt(5)) {
                    case 0 -> new SessionEvent.ClientJoined(at, true);
                    case 1 -> new SessionEvent.ClientJoined(at, false);
                    case 2 -> new SessionEvent.ClientLeft(at);
                    default -> new SessionEvent.Activity(at);
                };
                if (event instanceof SessionEvent.ClientLeft && clients == 0) {
                    continue;
                }
                state = state.apply(event, rules).state();
                switch (event) {
                    case SessionEvent.ClientJoined(var _, var mayType) -> {
                        clients++;
                        active = mayType ? now : active;
                    }
                    case SessionEvent.ClientLeft _ -> active = --clients == 0 ? now : active;
                    default -> active = now;
                }
            }
            long due = Math.min(created + 600_000, active + (clients > 0 ? 90_000 : 30_000));
            state = state.apply(new SessionEvent.Tick(at), rules).state();
            boolean over = state instanceof SessionState.Ended;
            if (over && now < due) {
                throw new AssertionError("reaped at %d, not due before %d".formatted(now, due));
            }
            // A viewer who comes late moves the session to the longer ladder, with its whole warning.
            if (!over && now >= due + 12_000) {
                throw new AssertionError("not reaped at %d, due at %d".formatted(now, due));
            }
        }
    }

    @Test
    void aSessionWhoseTimerDiedIsLookedAfter() {
        Session session = session();
        RecordingChannel channel = new RecordingChannel();
        session.join(channel, Role.OWNER, TestSessions.join("one", null));
        loop.loseTimers();
        loop.advance(Duration.ofSeconds(30));
        assertThat(session.state()).isInstanceOf(SessionState.Open.class);
        assertThat(loop.now().minus(session.tickedAt())).isGreaterThan(Duration.ofSeconds(10));

        session.mend();
        assertThat(session.tickedAt()).isEqualTo(loop.now());
        loop.advance(Duration.ofSeconds(3));

        assertThat(session.state()).isInstanceOf(SessionState.Ended.class);
        assertThat(channel.closed().reason()).isEqualTo(CloseReason.IDLE);
    }

    @Test
    void aSessionThatLetsGoTellsItsClientsToComeBackAndDoesNothingMore() {
        Session session = session();
        RecordingChannel channel = new RecordingChannel();
        session.join(channel, Role.OWNER, TestSessions.join("one", null));

        session.detach();
        session.detach();
        loop.advance(Duration.ofMinutes(10));

        assertThat(channel.closes()).isEqualTo(1);
        assertThat(channel.closed().reason()).isEqualTo(CloseReason.SERVER_STOPPING);
        assertThat(channel.closed().sessionOver()).isFalse();
        assertThat(ends).isZero();
        assertThat(kept).isEmpty();
    }

    private final class RecordedEnd implements SessionRecord {
        @Override
        public void entry(SessionStore.Entry entry) {}

        @Override
        public void files(Map<String, String> files) {}

        @Override
        public void hasEntries() {}

        @Override
        public void hasFiles(boolean now) {}

        @Override
        public void transcript(byte[] bytes, long end) {}

        @Override
        public void over(CloseReason reason, String message) {
            kept.add(reason);
        }

        @Override
        public boolean isWorthSaving() {
            return false;
        }
    }
}
