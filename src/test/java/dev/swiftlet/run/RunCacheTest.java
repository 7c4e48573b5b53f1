package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NullMarked
class RunCacheTest {
    private static final long MOST = 80_000;

    private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ofHours(1));
    private final RunCache cache = new RunCache(MOST, Duration.ofMinutes(10), now::get);

    private static Verdict verdict(RunOutcome outcome) {
        return new Verdict(
                outcome, Phase.RUN, 0, null, null, List.of(), Verdict.Dropped.NOTHING, false, "swiftc", null, null);
    }

    private void keep(String key, int bytes) {
        Recording recording = cache.recording();
        recording.add(new RunEvent.Stdout(ByteBuffer.wrap(new byte[bytes])));
        Verdict verdict = verdict(RunOutcome.SUCCESS);
        recording.add(new RunEvent.Ended(verdict.fromCache()));
        cache.offer(key, recording, verdict);
    }

    @Test
    void whatWasToldIsFoundForAWhile() {
        keep("a", 10);

        assertThat(cache.find("a").orElseThrow()).hasSize(2);
        assertThat(cache.find("b")).isEmpty();
        now.updateAndGet(time -> time.plusMinutes(10));
        assertThat(cache.find("a")).isEmpty();
    }

    @Test
    void theLeastRecentlyWantedGoesFirst() {
        for (int i = 0; i < 8; i++) {
            keep("" + i, 9_000);
            var _ = cache.find("0");
        }
        keep("more", 9_000);

        assertThat(cache.find("0")).isPresent();
        assertThat(cache.find("1")).isEmpty();
        assertThat(cache.bytes()).isBetween(MOST / 2, MOST);
    }

    @Test
    void whatIsLongIsNotKept() {
        keep("long", (int) MOST / 8 + 1);

        assertThat(cache.find("long")).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void keepingItAgainCountsOnce() {
        keep("a", 1000);
        long once = cache.bytes();
        keep("a", 1000);

        assertThat(cache.bytes()).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource(
            value = RunOutcome.class,
            names = {"SUCCESS", "COMPILE_ERROR", "RUNTIME_ERROR"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatAnotherTimeMayEndOtherwiseIsNotKept(RunOutcome outcome) {
        Recording recording = cache.recording();
        recording.add(new RunEvent.Ended(verdict(outcome)));
        cache.offer("a", recording, verdict(outcome));

        assertThat(cache.find("a")).isEmpty();
    }

    @Test
    void aRecordingKeepsItsOwnBytes() {
        Recording recording = cache.recording();
        byte[] bytes = "first".getBytes(StandardCharsets.UTF_8);
        recording.add(new RunEvent.Stdout(ByteBuffer.wrap(bytes)));
        bytes[0] = 'X';

        RunEvent.Stdout kept = (RunEvent.Stdout) recording.whole().orElseThrow().getFirst();
        assertThat(StandardCharsets.UTF_8.decode(kept.bytes().duplicate()).toString())
                .isEqualTo("first");
    }

    @Test
    void everyPartOfARequestCounts() {
        Requests usual = Requests.of("print(1)");

        assertThat(List.of(
                                usual,
                                Requests.of("print(2)"),
                                Requests.of(new SourceFile("a.swift", "print(1)")),
                                usual.mode(RunMode.CHECK),
                                usual.arguments("a"),
                                usual.arguments("a", ""),
                                usual.environment(Map.of("A", "b")),
                                usual.stdin("a"),
                                usual.memory(1 << 28),
                                usual.runTime(Duration.ofSeconds(1)))
                        .stream()
                        .map(each -> RunCache.key(each.request(), "image")))
                .doesNotHaveDuplicates();
        assertThat(RunCache.key(usual.request(), "image"))
                .isEqualTo(RunCache.key(usual.request(), "image"))
                .isNotEqualTo(RunCache.key(usual.request(), "another image"));
    }
}
