package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullMarked
class DepletionsTest {
    private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ZERO);
    private final Depletions depletions = new Depletions("runs", now::get);
    private final Logger logger = Logger.getLogger(Depletions.class.getName());
    private final List<LogRecord> said = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    @Test
    void areSaidOnceAMinuteAndAllAreCounted() {
        depletions.add("Swift 6.0", true);
        depletions.add("Swift 6.0", true);
        assertThat(said).hasSize(1);

        now.set(Duration.ofMinutes(1));
        depletions.add("Swift 6.0", true);
        assertThat(said).hasSize(2);
        assertThat(depletions.count()).isEqualTo(3);
    }

    @Test
    void thoseOfAPoolThatIsFilledForTheFirstTimeAreNotSaid() {
        depletions.add("Swift 6.0", false);

        assertThat(said).isEmpty();
        assertThat(depletions.count()).isEqualTo(1);
    }
}
