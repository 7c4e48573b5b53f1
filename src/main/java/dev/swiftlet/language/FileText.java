package dev.swiftlet.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The text of one open file as its editor has it, in lines: what an editor tells is which characters of which lines it
/// replaced, thousands of times a minute, and none of them may cost as much as the whole text. A text that cannot be
/// followed is none until all of it is told again. Confined to the loop.
final class FileText {
    /// A longer line is no program's, and would be copied at each of its changes.
    static final int MOST_LINE_CHARS = 8 * 1024;

    /// What a line costs beside its characters.
    private static final int LINE_COST = 32;

    private final List<String> lines = new ArrayList<>();
    private long cost;

    FileText(String text) {
        replaceAll(text);
    }

    /// What it keeps of the server's memory, about: characters and lines.
    long cost() {
        return cost;
    }

    boolean isFollowed() {
        return !lines.isEmpty();
    }

    /// It is none now, until the whole of it is told.
    void forget() {
        lines.clear();
        cost = 0;
    }

    /// Takes over what `textDocument/didChange` says, in order.
    void change(JsonNode contentChanges) {
        for (JsonNode each : contentChanges) {
            if (!each.has("range")) {
                replaceAll(each.path("text").asText());
            } else if (isFollowed()) {
                replace(each.path("range"), each.path("text").asText());
            }
        }
    }

    byte[] bytes() {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private void replaceAll(String text) {
        forget();
        put(0, 0, text);
    }

    private void replace(JsonNode range, String text) {
        int first = line(range.path("start"));
        int last = line(range.path("end"));
        if (first < 0 || last < first) {
            forget();
            return;
        }
        String head = lines.get(first);
        String tail = lines.get(last);
        int from = character(range.path("start"), head.length());
        int to = character(range.path("end"), tail.length());
        if (from < 0 || to < 0 || (first == last && to < from)) {
            forget();
        } else {
            put(first, last + 1, head.substring(0, from) + text + tail.substring(to));
        }
    }

    /// Puts a text in the place of some lines.
    private void put(int from, int to, String text) {
        List<String> now = List.of(text.split("\n", -1));
        List<String> before = lines.subList(from, to);
        cost += cost(now) - cost(before);
        if (now.size() == 1 && before.size() == 1) {
            before.set(0, text);
        } else {
            before.clear();
            lines.addAll(from, now);
        }
        if (now.stream().anyMatch(line -> line.length() > MOST_LINE_CHARS)) {
            forget();
        }
    }

    /// As the protocol has it: beyond the end is at the end.
    private int line(JsonNode position) {
        return Math.min(position.path("line").asInt(-1), lines.size() - 1);
    }

    private int character(JsonNode position, int length) {
        boolean isBeyond = position.path("line").asInt() >= lines.size();
        return isBeyond ? length : Math.min(position.path("character").asInt(-1), length);
    }

    private static long cost(List<String> lines) {
        return lines.stream().mapToLong(line -> line.length() + LINE_COST).sum();
    }
}
