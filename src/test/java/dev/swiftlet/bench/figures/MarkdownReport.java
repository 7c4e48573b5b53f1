package dev.swiftlet.bench.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Results as tables of a page in `docs`.
public final class MarkdownReport {
    private static final String BEGIN = "<!-- figures: written by ./swiftlet bench --keep -->";
    private static final String END = "<!-- end of figures -->";
    private static final Pattern SECTION = Pattern.compile("(?ms)^### ([^\n]*)\n.*?(?=^### |\\z)");

    private MarkdownReport() {}

    /// Puts the tables where the page has its place for them; those of scenarios that were not measured this time stay.
    ///
    /// @throws IllegalArgumentException where it has none
    public static String into(String page, Results results) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no place for figures: " + BEGIN + " … " + END);
        }
        Map<String, String> sections = sectionsOf(page.substring(begin + BEGIN.length(), end));
        sections.putAll(sectionsOf(results));
        return page.substring(0, begin + BEGIN.length())
                + "\n`median (IQR) p95 / p99`, and the ratio to Swiftlet's median.\n\n"
                + String.join("\n", sections.values())
                + page.substring(end);
    }

    private static Map<String, String> sectionsOf(String tables) {
        return SECTION.matcher(tables)
                .results()
                .collect(Collectors.toMap(
                        section -> section.group(1),
                        section -> section.group().stripTrailing() + "\n",
                        (_, later) -> later,
                        LinkedHashMap::new));
    }

    /// Also of scenarios of which there are only notes: what failed must not leave older figures as if they were new.
    private static Map<String, String> sectionsOf(Results results) {
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        results.figures()
                .forEach(figure -> figures.computeIfAbsent(figure.scenario(), _ -> new ArrayList<>())
                        .add(figure));
        results.notes().stream()
                .filter(note -> note.contains(": "))
                .forEach(note -> figures.putIfAbsent(note.substring(0, note.indexOf(": ")), List.of()));
        Map<String, String> sections = new LinkedHashMap<>();
        figures.forEach((scenario, its) -> sections.put(scenario, section(scenario, its, results)));
        return sections;
    }

    private static String section(String scenario, List<Figure> figures, Results results) {
        return "### %s\n\n%s\n\n| what | | | goal |\n| --- | --- | --- | --- |\n%s%s"
                .formatted(
                        scenario,
                        origin(results),
                        figures.stream().map(MarkdownReport::row).collect(Collectors.joining()),
                        results.notes().stream()
                                .filter(note -> note.startsWith(scenario + ": "))
                                .map(note -> "\n* " + note.substring(scenario.length() + 2) + "\n")
                                .collect(Collectors.joining()));
    }

    private static String origin(Results results) {
        Machine machine = results.machine();
        return "%s, commit %s%s: %d x %s, %d MiB, Linux %s, engine %s, Java %s."
                .formatted(
                        results.at().substring(0, 10),
                        results.commit(),
                        results.quick() ? ", quick" : "",
                        machine.cores(),
                        machine.processor(),
                        machine.memoryMiB(),
                        machine.kernel(),
                        machine.engine(),
                        machine.java());
    }

    private static String row(Figure figure) {
        Summary own = figure.subjects().get(Figure.OURS);
        String others = figure.subjects().entrySet().stream()
                .filter(subject -> !subject.getKey().equals(Figure.OURS))
                .map(subject -> subject.getKey() + " " + cell(subject.getValue())
                        + figure.ratio(subject.getKey(), Figure.OURS).stream()
                                .mapToObj(ratio -> " = " + Numbers.of(ratio) + "x")
                                .findFirst()
                                .orElse(""))
                .collect(Collectors.joining("<br>"));
        String goals = figure.goals().stream()
                .map(goal -> goal.text(figure.better(), figure.unit()) + ": " + goal.standing(figure))
                .collect(Collectors.joining("<br>"));
        return "| %s, %s | %s | %s | %s |\n"
                .formatted(figure.name(), figure.unit(), own == null ? "" : "**" + cell(own) + "**", others, goals);
    }

    private static String cell(Summary summary) {
        return summary.count() == 1
                ? Numbers.of(summary.median())
                : "%s (%s) %s / %s"
                        .formatted(
                                Numbers.of(summary.median()),
                                Numbers.of(summary.iqr()),
                                Numbers.of(summary.p95()),
                                Numbers.of(summary.p99()));
    }
}
