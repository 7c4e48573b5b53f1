package dev.swiftlet.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swiftlet.run.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A run's events as JSON objects, each with a `type`.
final class EventJson {
    private EventJson() {}

    /// The event, but for what is printed, which is not text before it is whole.
    static Optional<ObjectNode> of(RunEvent event) {
        return switch (event) {
            case RunEvent.PhaseBegan began -> typed("phase", RunJson.object(began));
            case RunEvent.Diagnosed(var diagnostic) -> typed("diagnostic", RunJson.object(diagnostic));
            case RunEvent.Valued(var value) -> typed("value", RunJson.object(value));
            case RunEvent.Passed passed -> typed("passes", RunJson.object(passed));
            case RunEvent.Ended(var verdict) -> typed("exit", RunJson.object(verdict));
            case RunEvent.Stdout _, RunEvent.Stderr _ -> Optional.empty();
        };
    }

    /// As a text frame, for a run whose program is on a TTY.
    static String text(RunEvent event) {
        return new String(RunJson.bytes(of(event).orElseThrow()), StandardCharsets.UTF_8);
    }

    /// What was printed, as far as it is whole.
    static ObjectNode printed(String stream, String text) {
        return RunJson.object().put("type", stream).put("text", text);
    }

    private static Optional<ObjectNode> typed(String type, ObjectNode fields) {
        ObjectNode whole = RunJson.object().put("type", type);
        whole.setAll(fields);
        return Optional.of(whole);
    }
}
