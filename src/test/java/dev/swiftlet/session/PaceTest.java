package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace(1_000_000);

    private static Duration at(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void controllingClientSetsThePace() {
        assertThat(pace.attended(at(0), 100_000, 200_000)).isTrue();
        assertThat(pace.acknowledged()).isEqualTo(100_000);
        assertThat(pace.attended(at(1), 100_001, 200_000)).isFalse();
    }

    @Test
    void nobodyWatchingMeansACappedRate() {
        pace.restart(0, at(0));

        pace.unattended(at(100), 10_000_000);
        assertThat(pace.acknowledged()).isEqualTo(100_000);
        pace.unattended(at(200), 150_000);
        assertThat(pace.acknowledged()).isEqualTo(150_000);
    }

    @Test
    void clientThatTakesNothingForLongLosesThePace() {
        pace.attended(at(0), 100_000, 400_000);

        assertThat(pace.attended(at(9_999), 100_000, 400_000)).isFalse();
        assertThat(pace.attended(at(10_100), 100_000, 400_000)).isTrue();
        assertThat(pace.acknowledged()).isGreaterThan(100_000).isLessThanOrEqualTo(400_000);
    }

    @Test
    void clientThatHasEverythingIsNotLate() {
        pace.attended(at(0), 100_000, 100_000);
        pace.attended(at(60_000), 100_000, 100_000);

        assertThat(pace.attended(at(60_001), 100_000, 164_000)).isFalse();
    }
}
