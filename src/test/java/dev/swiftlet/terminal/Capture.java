package dev.swiftlet.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What went through the TTY of a real REPL, from `src/test/resources/terminal/`. Its lines: `out` bytes, `in` bytes,
/// `signal`, `expect` whether the REPL was then ready, `#` what was being done. Bytes that are not printable ASCII
/// are `\xHH`.
record Capture(String name, List<Step> steps) {
    static final List<String> NAMES = List.of("basics", "completion", "editing", "interrupt", "multiline", "screen");

    sealed interface Step {}

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares steps.
    record Out(byte[] bytes) implements Step {}

    record Expect(boolean ready, String after) implements Step {}

    static Capture read(String name) {
        List<Step> steps = new ArrayList<>();
        String last = "";
        for (String line : lines(name)) {
            if (line.startsWith("out ")) {
                steps.add(new Out(unescape(line.substring(4))));
            } else if (line.startsWith("expect ")) {
                steps.add(new Expect(line.equals("expect ready"), last));
            } else {
                last = line;
            }
        }
        return new Capture(name, List.copyOf(steps));
    }

    /// All output of all captures, one after the other.
    static byte[] allOutput() {
        var bytes = new ByteArrayOutputStream();
        NAMES.forEach(name -> bytes.writeBytes(read(name).output()));
        return bytes.toByteArray();
    }

    byte[] output() {
        var bytes = new ByteArrayOutputStream();
        for (Step step : steps) {
            if (step instanceof Out out) {
                bytes.writeBytes(out.bytes());
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> lines(String name) {
        try (var in = Objects.requireNonNull(Capture.class.getResourceAsStream("/terminal/" + name + ".txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] unescape(String text) {
        var bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) != '\\') {
                bytes.write(text.charAt(i++));
            } else if (text.charAt(i + 1) == 'x') {
                bytes.write(Integer.parseInt(text, i + 2, i + 4, 16));
                i += 4;
            } else {
                bytes.write('\\');
                i += 2;
            }
        }
        return bytes.toByteArray();
    }
}
