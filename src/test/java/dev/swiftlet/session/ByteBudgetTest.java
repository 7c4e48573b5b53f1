package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private static final Duration START = Duration.ofHours(1);

    private final ByteBudget budget = new ByteBudget(100, 1000, START);

    @Test
    void whatWasSavedUpIsSpentAtOnceAndTheRestPaidOff() {
        budget.spend(900, START);
        assertThat(budget.delay(START)).isZero();
        budget.spend(600, START);
        assertThat(budget.delay(START)).isGreaterThan(Duration.ofSeconds(5)).isLessThan(Duration.ofSeconds(6));
        assertThat(budget.delay(START.plusSeconds(6))).isZero();
    }

    @Test
    void savesNoMoreThanTheBurstAndOwesNoMore() {
        Duration later = START.plusSeconds(100_000);
        budget.spend(1_000_000, later);
        assertThat(budget.delay(later)).isLessThanOrEqualTo(Duration.ofMillis(10_001));
    }

    @Test
    void inTheLongRunItIsTheRate() {
        long spent = 0;
        for (Duration now = START; now.compareTo(START.plusSeconds(1000)) < 0; now = now.plusMillis(10)) {
            if (budget.delay(now).isZero()) {
                budget.spend(70, now);
                spent += 70;
            }
        }
        assertThat(spent).isBetween(100_000L, 101_100L);
    }
}
