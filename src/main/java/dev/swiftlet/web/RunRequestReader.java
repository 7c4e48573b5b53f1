package dev.swiftlet.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.swiftlet.run.CompilerOptions;
import dev.swiftlet.run.RunCeilings;
import dev.swiftlet.run.RunLimits;
import dev.swiftlet.run.RunMode;
import dev.swiftlet.run.RunRequest;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes of a stranger's bytes a request that can be run, or refuses them with the field and its rule. Any thread;
/// takes
/// a moment where there is much of it.
final class RunRequestReader {
    private static final Set<String> FIELDS = Set.of(
            "source", "files", "toolchain", "mode", "options", "arguments", "environment", "stdin", "limits", "cache");
    private static final Set<String> INTERACTIVE_FIELDS = Set.of(
            "source", "files", "toolchain", "mode", "options", "arguments", "environment", "limits", "cache", "size");
    private static final Set<String> OPTIONS =
            Set.of("optimization", "languageVersion", "warnings", "strictConcurrency", "upcomingFeatures");
    private static final Set<String> LIMITS =
            Set.of("compileSeconds", "runSeconds", "memoryMiB", "outputKiB", "processes");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final int MOST_CELLS = 100_000;
    private static final double MILLIS = 1000;
    private static final double KIB = 1024;
    private static final double MIB = 1024 * KIB;

    private final Toolchains toolchains;
    private final RunCeilings ceilings;
    private final SourceFields sources;

    RunRequestReader(Toolchains toolchains, RunCeilings ceilings) {
        this.toolchains = toolchains;
        this.ceilings = ceilings;
        this.sources = new SourceFields(ceilings);
    }

    /// @param body a JSON object
    RunRequest read(byte[] body) {
        return read(parse(text(body)));
    }

    /// A request that is nothing but a program's text; what else there is to say comes as a JSON object.
    ///
    /// @param more as the body would be, without sources
    RunRequest read(byte[] source, JsonNode more) {
        if (!(more.deepCopy() instanceof com.fasterxml.jackson.databind.node.ObjectNode whole)) {
            throw JsonFields.refused("body", "must be a JSON object");
        }
        return read(whole.put("source", text(source)));
    }

    /// A run beside a session's REPL: as another, but that its program is on a TTY of some size, reads what is typed
    /// there, and has its session's toolchain.
    Interactive readInteractive(byte[] body, Toolchain own) {
        JsonNode whole = parse(text(body));
        JsonFields fields = new JsonFields("", whole, INTERACTIVE_FIELDS);
        if (fields.text("toolchain").map(id -> !id.equals(own.id())).orElse(false)) {
            throw JsonFields.refused("toolchain", "must be the session's, %s, or left out".formatted(own.id()));
        }
        return new Interactive(request(fields, own, ""), size(fields));
    }

    /// A run on a TTY.
    record Interactive(RunRequest request, TerminalSize size) {}

    private static TerminalSize size(JsonFields whole) {
        JsonNode found = whole.find("size")
                .orElseThrow(() -> JsonFields.refused("size", "must be there: {\"cols\": 80, \"rows\": 24}"));
        JsonFields fields = new JsonFields("size", found, Set.of("cols", "rows"));
        return new TerminalSize(cells(fields, "cols"), cells(fields, "rows"));
    }

    /// Out of range it is clamped, as on the socket.
    private static int cells(JsonFields size, String name) {
        if (!size.has(name)) {
            throw JsonFields.refused(size.at(name), "must be there");
        }
        return (int) size.number(name, 0, 1, MOST_CELLS, true);
    }

    /// What is to be formatted: a text, and with which toolchain.
    Formatting readFormatting(byte[] body) {
        JsonFields fields = new JsonFields("", parse(text(body)), Set.of("source", "toolchain"));
        return new Formatting(sources.read(fields).getFirst().text(), toolchain(fields));
    }

    /// As [#readFormatting(byte[])], of a text alone.
    Formatting readFormatting(byte[] source, Optional<String> toolchain) {
        var whole = StrictJson.MAPPER.createObjectNode().put("source", text(source));
        toolchain.ifPresent(id -> whole.put("toolchain", id));
        JsonFields fields = new JsonFields("", whole, Set.of("source", "toolchain"));
        return new Formatting(sources.read(fields).getFirst().text(), toolchain(fields));
    }

    /// What is to be formatted.
    record Formatting(String text, Toolchain toolchain) {}

    private RunRequest read(JsonNode whole) {
        JsonFields fields = new JsonFields("", whole, FIELDS);
        return request(fields, toolchain(fields), stdin(fields));
    }

    private RunRequest request(JsonFields fields, Toolchain toolchain, String stdin) {
        return new RunRequest(
                sources.read(fields),
                toolchain,
                fields.choice("mode", RunMode.RUN, RunMode.class),
                options(fields, toolchain),
                arguments(fields),
                environment(fields),
                stdin,
                limits(fields),
                fields.truth("cache", true));
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
        if (word.indexOf('\0') >= 0) {
            throw JsonFields.refused(field, "must not have the character NUL");
        }
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
            throw new ProblemException(
                    Problem.Kind.TOO_LARGE, "stdin", "stdin may have %d bytes.".formatted(ceilings.stdinBytes()));
        }
        return stdin;
    }

    private RunLimits limits(JsonFields whole) {
        RunLimits usual = ceilings.usual();
        Optional<JsonNode> found = whole.find("limits");
        if (found.isEmpty()) {
            return usual;
        }
        JsonFields fields = new JsonFields("limits", found.get(), LIMITS);
        RunLimits least = RunCeilings.LEAST;
        RunLimits most = ceilings.most();
        return new RunLimits(
                seconds(fields, "compileSeconds", usual.compileTime(), least.compileTime(), most.compileTime()),
                seconds(fields, "runSeconds", usual.runTime(), least.runTime(), most.runTime()),
                bytes(fields, "memoryMiB", usual.memoryBytes(), least.memoryBytes(), most.memoryBytes(), MIB),
                bytes(fields, "outputKiB", usual.outputBytes(), least.outputBytes(), most.outputBytes(), KIB),
                (int) fields.number("processes", usual.processes(), least.processes(), most.processes(), true));
    }

    private static Duration seconds(JsonFields fields, String name, Duration usual, Duration least, Duration most) {
        double seconds = fields.number(
                name, usual.toMillis() / MILLIS, least.toMillis() / MILLIS, most.toMillis() / MILLIS, false);
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }

    private static long bytes(JsonFields fields, String name, long usual, long least, long most, double unit) {
        return fields.has(name)
                ? (long) (fields.number(name, 0, Math.ceil(least / unit), Math.floor(most / unit), true) * unit)
                : usual;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(
                    Problem.Kind.BAD_REQUEST, "body", "The body is not UTF-8. Save the file in that encoding.");
        }
    }

    private static JsonNode parse(String body) {
        try {
            return StrictJson.TREES.readTree(body);
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            throw new ProblemException(
                    Problem.Kind.BAD_REQUEST,
                    "body",
                    "The body is not JSON as this call takes it%s: wrong there, a key twice, or nested too deeply."
                            .formatted(
                                    where == null
                                            ? ""
                                            : " (line %d, column %d)"
                                                    .formatted(where.getLineNr(), where.getColumnNr())));
        }
    }
}
