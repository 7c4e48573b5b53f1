package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final FailingStore store = new FailingStore();

    private Retention retention(Duration every) {
        return new Retention(store, Duration.ofDays(30), every, InstantSource.fixed(NOW));
    }

    @Test
    void purgesAtTheStart() throws Exception {
        try (Retention retention = retention(Duration.ofHours(1))) {
            store.hold();
            retention.start();
            store.awaitCalls(1);
        }
        store.letGo();
    }

    @Test
    void goesOnWhateverTheStoreDoes() throws Exception {
        store.goAway();
        try (Retention retention = retention(Duration.ofMillis(1))) {
            retention.start();
            store.awaitCalls(3);
            store.comeBack();
            store.awaitCalls(3);
        }
        assertThat(store.kept()).isNotEmpty().allMatch(call -> call.equals("purge 2026-10-23T10:00:00Z"));
    }
}
