package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private final WaitingLine<String> line = new WaitingLine<>(3);

    private static Duration at(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void whoComesFirstIsFirst() {
        line.enter("ann");
        line.enter("bob");
        line.enter("eve");

        assertThat(line.first()).contains("ann");
        assertThat(line.place("eve")).hasValue(3);
        assertThat(line.all()).containsExactly("ann", "bob", "eve");
    }

    @Test
    void whoLeavesLetsTheOthersMoveUp() {
        line.enter("ann");
        line.enter("bob");
        line.enter("eve");

        assertThat(line.leave("bob")).isTrue();
        assertThat(line.leave("bob")).isFalse();

        assertThat(line.place("eve")).hasValue(2);
        assertThat(line.place("bob")).isEmpty();
    }

    @Test
    void itIsBounded() {
        line.enter("ann");
        line.enter("bob");
        line.enter("eve");

        assertThat(line.enter("tom")).isFalse();
        assertThat(line.size()).isEqualTo(3);
        line.leave("ann");
        assertThat(line.enter("tom")).isTrue();
        assertThat(line.place("tom")).hasValue(3);
    }

    @Test
    void theEstimateFollowsHowFastPlacesComeFree() {
        assertThat(line.estimate(1, at(0))).isNull();
        line.returned(at(0));
        assertThat(line.estimate(1, at(5))).isNull();
        line.returned(at(10));
        line.returned(at(20));
        line.returned(at(30));

        assertThat(line.estimate(1, at(40))).isEqualTo(at(10));
        assertThat(line.estimate(3, at(40))).isEqualTo(at(30));
        assertThat(line.estimate(1, at(80))).as("nobody has gone since").isEqualTo(at(20));
    }

    @Test
    void whatWasLongAgoTellsNothing() {
        line.returned(at(0));
        line.returned(at(1));
        assertThat(line.estimate(1, at(3600))).isNull();
    }
}
