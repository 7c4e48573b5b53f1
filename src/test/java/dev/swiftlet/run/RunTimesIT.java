package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.sandbox.RunFixture;
import dev.swiftlet.web.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How long runs take from the request to the verdict, and how many there are in a second. Asserts no time.
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunTimesIT {
    private static final int TIMES = Integer.getInteger("swiftlet.runs.times", 7);
    private static final String HELLO = "print(\"hello\")";
    private static final String FOUNDATION = "import Foundation\nprint(Date().timeIntervalSince1970 > 0)";

    private final RunFixture fixture = new RunFixture(2, new RunReaders((_, _) -> List.of(), _ -> Optional.empty()), 4);

    @BeforeAll
    void warm() throws Exception {
        ready();
        time(Requests.of(FOUNDATION));
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    private void ready() throws Exception {
        Eventually.holds("two stand ready", () -> fixture.pool().ready(RunFixture.SWIFT) >= 2);
    }

    private long time(Requests request) throws Exception {
        HeardRun heard = new HeardRun();
        long began = System.nanoTime();
        Verdict verdict = fixture.runs()
                .start(request.request(), heard)
                .verdict()
                .toCompletableFuture()
                .get(300, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.SUCCESS);
        return (System.nanoTime() - began) / 1_000_000;
    }

    private void measure(String what, Requests request) throws Exception {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            ready();
            times.add(time(request));
        }
        times.sort(null);
        System.out.printf(
                "measured %s: p50 %d ms, least %d, most %d, of %d%n",
                what, times.get(TIMES / 2), times.getFirst(), times.getLast(), TIMES);
    }

    @Test
    void oneAfterTheOther() throws Exception {
        measure("hello", Requests.of(HELLO));
        measure("Foundation", Requests.of(FOUNDATION));
        measure("hello with results", Requests.of(HELLO).mode(RunMode.RESULTS));
        measure("hello checked", Requests.of(HELLO).mode(RunMode.CHECK));
    }

    @Test
    void manyAtOnce() throws Exception {
        ready();
        int count = 4 * TIMES;
        long began = System.nanoTime();
        List<HeardRun> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HeardRun heard = new HeardRun();
            var _ = fixture.runs().start(Requests.of(HELLO).request(), heard);
            all.add(heard);
        }
        for (HeardRun heard : all) {
            assertThat(heard.verdict().outcome()).isEqualTo(RunOutcome.SUCCESS);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "measured %d runs at once, four carried out together: %.1f a second%n", count, count / seconds);
    }
}
