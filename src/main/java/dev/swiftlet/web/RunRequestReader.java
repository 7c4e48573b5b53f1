package dev.swiftlet.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swiftlet.run.CompilerOptions;
import dev.swiftlet.run.RunCeilings;
import dev.swiftlet.run.RunMode;
import dev.swiftlet.run.RunRequest;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes of a stranger's bytes a request that can be run, or refuses them with the field and its
/// rule. Any thread; takes a moment where there is much of it.
final class RunRequestReader {
    private static final Set<String> FIELDS = Set.of(
            "source", "files", "toolchain", "mode", "options", "arguments", "environment", "stdin", "limits", "cache");
    private static final Set<String> OPTIONS =
            Set.of("optimization", "languageVersion", "warnings", "strictConcurrency", "upcomingFeatures");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    private final Toolchains toolchains;
    private final RunCeilings ceilings;
    private final SourceFields sources;
    private final LimitFields limits;

    RunRequestReader(Toolchains toolchains, RunCeilings ceilings) {
        this.toolchains = toolchains;
        this.ceilings = ceilings;
        this.sources = new SourceFields(ceilings);
        this.limits = new LimitFields(ceilings);
    }

    /// @param body a JSON object
    RunRequest read(byte[] body) {
        return read(JsonBody.read(body));
    }

    /// A request that is nothing but a program's text; what else there is to say comes as a JSON object.
    ///
    /// @param more as the body would be, without sources
    RunRequest read(byte[] source, ObjectNode more) {
        return read(more.put("source", JsonBody.text(source)));
    }

    /// A run beside a session's REPL: as another, but that its program is on a TTY of some size, reads what is typed
    /// there, and has its session's toolchain.
    Interactive readInteractive(byte[] body, Toolchain own) {
        JsonNode whole = JsonBody.read(body);
        InteractiveFields.refuseMeaningless(whole);
        JsonFields fields = new JsonFields("", whole, InteractiveFields.FIELDS);
        InteractiveFields.refuseOther(fields, own);
        return new Interactive(request(fields, own, "", false), InteractiveFields.size(fields));
    }

    /// A run on a TTY.
    record Interactive(RunRequest request, TerminalSize size) {}

    /// What is to be formatted: a text, and with which toolchain.
    Formatting readFormatting(byte[] body) {
        return formatting(JsonBody.read(body));
    }

    /// As [#readFormatting(byte[])], of a text alone.
    ///
    /// @param more as the body would be, without the text
    Formatting readFormatting(byte[] source, ObjectNode more) {
        return formatting(more.put("source", JsonBody.text(source)));
    }

    private Formatting formatting(JsonNode whole) {
        JsonFields fields = new JsonFields("", whole, Set.of("source", "toolchain"));
        return new Formatting(sources.readOne(fields), toolchain(fields));
    }

    /// What is to be formatted.
    record Formatting(String text, Toolchain toolchain) {}

    private RunRequest read(JsonNode whole) {
        JsonFields fields = new JsonFields("", whole, FIELDS);
        return request(fields, toolchain(fields), stdin(fields), fields.truth("cache", true));
    }

    private RunRequest request(JsonFields fields, Toolchain toolchain, String stdin, boolean cacheable) {
        return new RunRequest(
                sources.read(fields),
                toolchain,
                fields.choice("mode", RunMode.RUN, RunMode.class),
                options(fields, toolchain),
                arguments(fields),
                environment(fields),
                stdin,
                limits.read(fields),
                cacheable);
    }

    private Toolchain toolchain(JsonFields fields) {
        return fields.text("toolchain")
                .map(id -> toolchains
                        .find(id)
                        .orElseThrow(() -> new ProblemException(
                                Problem.Kind.UNKNOWN_TOOLCHAIN,
                                "toolchain",
                                "There is no such toolchain here. There are: %s. GET /api/toolchains tells more of them."
                                        .formatted(String.join(
                                                ", ",
                                                toolchains.list().stream()
                                                        .map(Toolchain::id)
                                                        .toList())))))
                .orElseGet(toolchains::getDefault);
    }

    private static CompilerOptions options(JsonFields whole, Toolchain toolchain) {
        CompilerOptions usual = CompilerOptions.DEFAULT;
        Optional<JsonNode> found = whole.find("options");
        if (found.isEmpty()) {
            return usual;
        }
        JsonFields fields = new JsonFields("options", found.get(), OPTIONS);
        return new CompilerOptions(
                fields.choice("optimization", usual.optimization(), CompilerOptions.Optimization.class),
                languageVersion(fields, toolchain),
                fields.choice("warnings", usual.warnings(), CompilerOptions.Warnings.class),
                fields.choice("strictConcurrency", usual.strictConcurrency(), CompilerOptions.StrictConcurrency.class),
                features(fields, toolchain));
    }

    private static CompilerOptions.LanguageVersion languageVersion(JsonFields fields, Toolchain toolchain) {
        Optional<String> wanted = fields.text("languageVersion");
        if (wanted.isEmpty()) {
            return CompilerOptions.DEFAULT.languageVersion();
        }
        if (!toolchain.languageVersions().contains(wanted.get())) {
            throw JsonFields.refused(
                    fields.at("languageVersion"),
                    "must be one of %s with %s"
                            .formatted(String.join(", ", toolchain.languageVersions()), toolchain.label()));
        }
        return CompilerOptions.LanguageVersion.valueOf("V" + wanted.get());
    }

    private static List<String> features(JsonFields fields, Toolchain toolchain) {
        List<String> wanted = fields.texts("upcomingFeatures", 32);
        if (new HashSet<>(wanted).size() < wanted.size()) {
            throw JsonFields.refused(fields.at("upcomingFeatures"), "must not name a feature twice");
        }
        if (!toolchain.upcomingFeatures().containsAll(wanted)) {
            throw JsonFields.refused(
                    fields.at("upcomingFeatures"),
                    "must be of those that %s has: %s"
                            .formatted(toolchain.label(), String.join(", ", toolchain.upcomingFeatures())));
        }
        return wanted;
    }

    private static List<String> arguments(JsonFields fields) {
        List<String> arguments = fields.texts("arguments", RunCeilings.WORDS);
        long bytes = 0;
        for (int i = 0; i < arguments.size(); i++) {
            bytes += wordBytes(arguments.get(i), "arguments[" + i + "]");
        }
        tooLong(bytes, "arguments");
        return arguments;
    }

    private static Map<String, String> environment(JsonFields fields) {
        Map<String, String> environment = fields.textsByName("environment", RunCeilings.WORDS);
        long bytes = 0;
        for (Map.Entry<String, String> each : environment.entrySet()) {
            String field = "environment." + each.getKey();
            if (!VARIABLE.matcher(each.getKey()).matches()) {
                throw JsonFields.refused(field, "must have a name of letters, digits and _, not a digit first");
            }
            bytes += each.getKey().length() + wordBytes(each.getValue(), field);
        }
        tooLong(bytes, "environment");
        return environment;
    }

    private static int wordBytes(String word, String field) {
        SourceFields.refuseNul(word, field);
        return SourceFields.utf8Length(word, field);
    }

    /// Half for each: together they are what one process can be started with.
    private static void tooLong(long bytes, String field) {
        if (bytes > RunCeilings.WORD_BYTES / 2) {
            throw JsonFields.refused(
                    field, "must have at most %d bytes together".formatted(RunCeilings.WORD_BYTES / 2));
        }
    }

    private String stdin(JsonFields fields) {
        String stdin = fields.text("stdin").orElse("");
        if (SourceFields.utf8Length(stdin, "stdin") > ceilings.stdinBytes()) {
            throw JsonFields.tooLarge("stdin", "it may have %d bytes".formatted(ceilings.stdinBytes()));
        }
        return stdin;
    }
}
