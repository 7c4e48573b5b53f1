package dev.swiftlet.bench.figures;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// Results as one page that needs nothing from anywhere: no script, no font, no library; plots are SVG. Its own policy
/// forbids all but its own style.
public final class HtmlReport {
    private static final String STYLE = """
            :root { color-scheme: light dark; --text: #1d1d1f; --soft: #6e6e73; --line: #d2d2d7; --back: #ffffff;
              --ours: #d94f00; --other: #5b7fa6; --met: #1a7f37; --missed: #b3261e; }
            @media (prefers-color-scheme: dark) { :root { --text: #f5f5f7; --soft: #a1a1a6; --line: #424245;
              --back: #161617; --ours: #ff8a3d; --other: #8fb3dd; --met: #57c273; --missed: #ff7b72; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back);
              max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
            h3 { margin: 1.6rem 0 0.2rem; font-size: 1rem; }
            .soft { color: var(--soft); } .met { color: var(--met); } .missed { color: var(--missed); font-weight: 600; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            td, th { padding: 0.1rem 0.8rem 0.1rem 0; text-align: right; font-weight: normal; }
            th { color: var(--soft); } td:first-child, th:first-child { text-align: left; }
            svg { display: block; width: 100%; height: auto; margin: 0.3rem 0; } svg text { fill: var(--text); font-size: 12px; }
            .axis { stroke: var(--line); } .tick { fill: var(--soft); }
            .ours { stroke: var(--ours); fill: var(--ours); } .other { stroke: var(--other); fill: var(--other); }
            .goal { stroke: var(--met); stroke-dasharray: 4 3; } .trend { fill: none; stroke: var(--ours); }
            """;

    private final Results results;
    private final List<Results> earlier;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(Results results, List<Results> earlier) {
        this.results = results;
        this.earlier = earlier;
    }

    /// @param earlier runs on the same machine, oldest first; how a figure went over them is drawn beside it
    public static String of(Results results, List<Results> earlier) {
        HtmlReport report = new HtmlReport(
                results,
                earlier.stream().filter(run -> run.quick() == results.quick()).toList());
        report.write();
        return report.html.toString();
    }

    private void write() {
        Machine machine = results.machine();
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
                .append(hash())
                .append("'\"><meta name=\"viewport\" content=\"width=device-width\"><title>Swiftlet: figures of ")
                .append(escape(results.at()))
                .append("</title><style>")
                .append(STYLE)
                .append(
                        "</style></head><body>\n<h1>Swiftlet, measured</h1>\n<p class=\"soft\">%s, commit %s, %s run of %d s. %d x %s, %d MiB, Linux %s, Docker engine %s, Java %s.</p>\n"
                                .formatted(
                                        escape(results.at()),
                                        escape(results.commit()),
                                        results.quick() ? "a quick" : "a full",
                                        results.seconds(),
                                        machine.cores(),
                                        escape(machine.processor()),
                                        machine.memoryMiB(),
                                        escape(machine.kernel()),
                                        escape(machine.engine()),
                                        escape(machine.java())))
                .append(
                        "<p>Boxes hold the middle half of all samples, with the median as a line in them; whiskers reach from the lowest to the 95th percentile, the dot is the 99th. Dashed: the goal.</p>\n");
        String scenario = "";
        for (Figure figure : results.figures()) {
            if (!figure.scenario().equals(scenario)) {
                scenario = figure.scenario();
                html.append("<h2>").append(escape(scenario)).append("</h2>\n");
            }
            figure(figure);
        }
        if (!results.notes().isEmpty()) {
            html.append("<h2>Notes</h2>\n<ul>\n");
            results.notes()
                    .forEach(note -> html.append("<li>").append(escape(note)).append("</li>\n"));
            html.append("</ul>\n");
        }
        html.append("</body></html>\n");
    }

    private void figure(Figure figure) {
        html.append("<h3>%s <span class=\"soft\">%s, %s is better</span></h3>\n"
                .formatted(
                        escape(figure.name()),
                        escape(figure.unit()),
                        figure.better() == Better.LOWER ? "lower" : "higher"));
        html.append(Plot.of(figure)).append(Trend.of(figure, earlier));
        html.append(
                "<table><tr><th></th><th>median</th><th>IQR</th><th>p95</th><th>p99</th><th>n</th><th>to Swiftlet</th></tr>\n");
        figure.subjects()
                .forEach((name, summary) -> html.append(
                        "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%d</td><td>%s</td></tr>\n"
                                .formatted(
                                        escape(name),
                                        Numbers.of(summary.median()),
                                        Numbers.of(summary.iqr()),
                                        Numbers.of(summary.p95()),
                                        Numbers.of(summary.p99()),
                                        summary.count(),
                                        name.equals(Figure.OURS)
                                                ? ""
                                                : figure.ratio(name, Figure.OURS).stream()
                                                        .mapToObj(ratio -> Numbers.of(ratio) + "x")
                                                        .findFirst()
                                                        .orElse(""))));
        html.append("</table>\n");
        figure.goals()
                .forEach(goal -> html.append("<p class=\"%s\">%s%s: %s</p>\n"
                        .formatted(
                                switch (goal.verdict(figure.subjects(), figure.better())) {
                                    case MET -> "met";
                                    case MISSED -> "missed";
                                    case OPEN -> "soft";
                                },
                                goal.subject().equals(Figure.OURS) ? "" : escape(goal.subject()) + ": ",
                                escape(goal.text(figure.better(), figure.unit())),
                                escape(goal.standing(figure)))));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
