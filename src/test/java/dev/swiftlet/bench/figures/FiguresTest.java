package dev.swiftlet.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The arithmetic of the benchmark, with numbers worked out by hand.
class FiguresTest {
    private static final Machine MACHINE = new Machine("a processor <fast>", 2, 1024, "6.1", "20.10", "25");

    @Test
    void aSummaryOfElevenSamples() {
        Summary summary = series(10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9).summary();

        assertThat(summary.count()).isEqualTo(11);
        assertThat(summary.min()).isZero();
        assertThat(summary.median()).isEqualTo(5);
        assertThat(summary.iqr()).isEqualTo(5);
        assertThat(summary.p95()).isEqualTo(9.5);
        assertThat(summary.p99()).isEqualTo(9.9);
        assertThat(summary.max()).isEqualTo(10);
        assertThat(summary.curve()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0);
    }

    @Test
    void betweenTwoSamplesQuantilesLieBetweenThem() {
        Summary summary = series(1, 2).summary();

        assertThat(summary.median()).isEqualTo(1.5);
        assertThat(summary.iqr()).isEqualTo(0.5);
        assertThat(summary.p95()).isEqualTo(1.95);
    }

    @Test
    void oneSampleIsAllOfIt() {
        Summary summary = series(0.12347).summary();

        assertThat(summary.median()).isEqualTo(0.1235);
        assertThat(summary.p99()).isEqualTo(0.1235);
        assertThat(summary.iqr()).isZero();
    }

    @Test
    void manySamplesKeepACurveOfFixedSize() {
        Series series = new Series();
        IntStream.rangeClosed(0, 1000).forEach(series::add);

        assertThat(series.summary().curve()).hasSize(101).startsWith(0.0, 10.0).endsWith(1000.0);
    }

    @Test
    void whatIsNoNumberIsNoSample() {
        assertThatThrownBy(() -> series(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Series().summary()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void goalsAreMetMissedOrOpen() {
        Figure echo = echo();

        assertThat(echo.ratio(Figure.OURS, "raw attach")).hasValue(0.5);
        assertThat(verdict(echo, Goal.ratio(Statistic.MEDIAN, 0.5, "raw attach")))
                .isEqualTo(Goal.Verdict.MET);
        assertThat(verdict(echo, Goal.ratio(Statistic.MEDIAN, 0.49, "raw attach")))
                .isEqualTo(Goal.Verdict.MISSED);
        assertThat(verdict(echo, Goal.ratio(Statistic.MEDIAN, 9, "ttyd"))).isEqualTo(Goal.Verdict.OPEN);
        assertThat(verdict(echo, Goal.of(Statistic.MOST, 3))).isEqualTo(Goal.Verdict.MET);
        assertThat(verdict(echo, Goal.of(Statistic.MOST, 2.9))).isEqualTo(Goal.Verdict.MISSED);
        assertThat(verdict(echo, Goal.difference(Statistic.MEDIAN, -2, "raw attach")))
                .isEqualTo(Goal.Verdict.MET);
    }

    @Test
    void whereMoreIsBetterTheLimitIsTheLeast() {
        Map<String, Summary> flood = Map.of(
                Figure.OURS, series(60).summary(), "raw attach", series(40).summary());

        assertThat(Goal.ratio(Statistic.MEDIAN, 1.3, "raw attach").verdict(flood, Better.HIGHER))
                .isEqualTo(Goal.Verdict.MET);
        assertThat(Goal.ratio(Statistic.MEDIAN, 1.6, "raw attach").verdict(flood, Better.HIGHER))
                .isEqualTo(Goal.Verdict.MISSED);
    }

    @Test
    void theTableSaysWhatWasFound() {
        String table = TextReport.of(results());

        assertThat(table)
                .contains("== echo")
                .contains("a key [ms]")
                .containsPattern("Swiftlet +2\\.00 +1\\.00 +2\\.90 +2\\.98 +3")
                .containsPattern("raw attach +4\\.00 .* 2\\.00x")
                .contains("goal: median <= 0.8x raw attach: met (0.500x)")
                .contains("goal: p99 <= 1 ms: MISSED (2.98)")
                .contains("* echo: 10 sessions at most")
                .contains("Goals: 1 met, 1 missed, 0 not measured. A quick run");
    }

    @Test
    void aLineSaysTheMedians() {
        assertThat(TextReport.line(echo())).isEqualTo("a key [ms]: Swiftlet 2.00, raw attach 4.00");
    }

    @Test
    void jsonComesBackAsItWas() {
        assertThat(Results.fromJson(results().toJson())).isEqualTo(results());
        assertThatThrownBy(() -> Results.fromJson("{\"version\":")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Results.fromJson(results().toJson().replace("\"version\":1", "\"version\":0")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void historyLeavesOutWhatWasCut(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("deep/history.jsonl");
        History history = new History(file);
        assertThat(history.read()).isEmpty();

        history.append(results());
        Files.writeString(file, Files.readString(file) + "{\"version\":1,\"at\n");
        history.append(results());

        assertThat(history.read()).containsExactly(results(), results());
    }

    @Test
    void thePageNeedsNothingFromAnywhere() {
        String page = HtmlReport.of(results(), List.of(results(), results()));

        assertThat(page)
                .contains("default-src 'none'; style-src 'sha256-")
                .contains("<svg")
                .contains("last 2 runs")
                .contains("a processor &lt;fast&gt;")
                .doesNotContain("<script")
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("style=")
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void aPlotOfNothingButZeros() {
        Figure none = new Figure(
                "idle",
                "containers left",
                "",
                Better.LOWER,
                Map.of(Figure.OURS, series(0).summary()),
                List.of());

        assertThat(Plot.of(none)).contains("<svg").doesNotContain("NaN");
    }

    @Test
    void theTablesGoWhereThePageHasTheirPlace() {
        String page = """
                before
                <!-- figures: written by ./swiftlet bench --keep -->
                old
                ### echo

                stale
                ### flood

                | stays |
                <!-- end of figures -->
                after
                """;

        String written = MarkdownReport.into(page, results());

        assertThat(written)
                .startsWith("before\n")
                .endsWith("<!-- end of figures -->\nafter\n")
                .doesNotContain("old")
                .doesNotContain("stale")
                .contains("### echo")
                .containsOnlyOnce("### flood\n\n| stays |\n")
                .contains("\n* 10 sessions at most\n")
                .containsPattern("### open\n\n[^#]*\\* stopped by a failure\n")
                .contains("| a key, ms | **2.00 (1.00) 2.90 / 2.98** | raw attach 4.00");
        assertThat(MarkdownReport.into(written, results())).isEqualTo(written);
        assertThatThrownBy(() -> MarkdownReport.into("nothing", results()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Goal.Verdict verdict(Figure figure, Goal goal) {
        return goal.verdict(figure.subjects(), figure.better());
    }

    private static Figure echo() {
        Map<String, Summary> subjects = new LinkedHashMap<>();
        subjects.put(Figure.OURS, series(1, 2, 3).summary());
        subjects.put("raw attach", series(4, 4, 4).summary());
        return new Figure(
                "echo",
                "a key",
                "ms",
                Better.LOWER,
                subjects,
                List.of(Goal.ratio(Statistic.MEDIAN, 0.8, "raw attach"), Goal.of(Statistic.P99, 1)));
    }

    private static Results results() {
        return new Results(
                Results.VERSION,
                "2026-11-23T04:00:00Z",
                "abcdef0",
                "sandbox:6.0",
                true,
                12,
                MACHINE,
                List.of(echo()),
                List.of("echo: 10 sessions at most", "open: stopped by a failure"));
    }

    private static Series series(double... samples) {
        Series series = new Series();
        for (double sample : samples) {
            series.add(sample);
        }
        return series;
    }
}
