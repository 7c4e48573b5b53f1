package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PoolSizeTest {
    private final PoolSize size = new PoolSize(2, 8);

    private static Duration at(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void isTheFloorWhileNobodyComes() {
        assertThat(size.target(at(0))).isEqualTo(2);
        assertThat(size.target(at(100_000))).isEqualTo(2);
    }

    @Test
    void visitorsWhoComeByChanceDoNotRaiseIt() {
        for (int i = 0; i < 100; i++) {
            size.wanted(at(i * 6L));
            assertThat(size.target(at(i * 6L))).isEqualTo(2);
        }
    }

    @Test
    void aClassRaisesItWithinSecondsToTheCeilingAndNoFurther() {
        for (int i = 0; i < 3; i++) {
            size.wanted(at(i));
        }
        assertThat(size.target(at(3))).isEqualTo(5);
        for (int i = 0; i < 30; i++) {
            size.wanted(at(4));
        }
        assertThat(size.target(at(4))).isEqualTo(8);
    }

    @Test
    void itSinksByOneAMinuteBackToTheFloor() {
        for (int i = 0; i < 30; i++) {
            size.wanted(at(10));
        }
        assertThat(size.target(at(10 + 59))).isEqualTo(8);
        assertThat(size.target(at(10 + 60))).isEqualTo(7);
        assertThat(size.target(at(10 + 6 * 60))).isEqualTo(2);
        assertThat(size.target(at(10 + 60 * 60))).isEqualTo(2);
    }

    @Test
    void stragglersDoNotLowerIt() {
        for (int i = 0; i < 30; i++) {
            size.wanted(at(10));
        }
        for (int i = 0; i < 3; i++) {
            size.wanted(at(40));
        }
        assertThat(size.target(at(40))).isEqualTo(8);
    }
}
