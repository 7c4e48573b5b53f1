package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long RATE = 1_000_000;

    private final Pace pace = new Pace(RATE);

    private static Duration at(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void aFastClientSetsThePace() {
        assertThat(pace.advance(at(0), 100_000, 200_000)).isTrue();
        assertThat(pace.acknowledged()).isEqualTo(100_000);
        assertThat(pace.advance(at(1), 100_001, 200_000)).isFalse();
        assertThat(pace.advance(at(2), 200_000, 200_000)).isTrue();
    }

    @Test
    void nobodyTakingIsTheRate() {
        long end = 10_000_000;
        for (int millis = 0; millis <= 1000; millis += 10) {
            pace.advance(at(millis), 0, end);
        }

        assertThat(pace.acknowledged()).isBetween(RATE - Pace.STEP, RATE);
    }

    @Test
    void aSlowClientDoesNotHoldTheProgram() {
        long waited = 0;
        long last = 0;
        for (int millis = 1; millis <= 10_000; millis++) {
            long end = pace.acknowledged() + 256 * 1024;
            waited = pace.advance(at(millis), 100L * millis, end) ? 0 : waited + 1;
            last = Math.max(last, waited);
        }

        assertThat(last).as("milliseconds without an acknowledgement").isLessThan(100);
        assertThat(pace.acknowledged()).isBetween(10 * RATE - Pace.STEP, 10 * RATE + 100);
    }

    @Test
    void askingOftenGrantsNoMoreAndNoLess() {
        for (long micros = 0; micros <= 1_000_000; micros += 10) {
            pace.advance(Duration.ofNanos(micros * 1000), 0, 10_000_000);
        }

        assertThat(pace.acknowledged()).isBetween(RATE - Pace.STEP, RATE);
    }

    @Test
    void aPauseIsNoCredit() {
        pace.advance(at(60_000), 0, 10_000_000);

        assertThat(pace.acknowledged()).isEqualTo(RATE / 5);
    }

    @Test
    void nothingIsGrantedThatIsNotPrinted() {
        pace.advance(at(100), 0, 70_000);

        assertThat(pace.acknowledged()).isEqualTo(70_000);
        assertThat(pace.isBehind(70_000)).isFalse();
        assertThat(pace.isBehind(70_000 + Pace.STEP)).isTrue();
    }

    @Test
    void anotherProcessBeginsWhereTheLastOneEnded() {
        pace.restart(500_000, at(0));

        assertThat(pace.advance(at(10), 0, 500_100)).isFalse();
        assertThat(pace.acknowledged()).isEqualTo(500_000);
    }
}
