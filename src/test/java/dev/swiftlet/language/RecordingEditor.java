package dev.swiftlet.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swiftlet.protocol.LanguageStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An editor that remembers what it was sent.
final class RecordingEditor implements EditorChannel {
    final List<ObjectNode> messages = new ArrayList<>();
    final List<LanguageStatus> statuses = new ArrayList<>();
    long unsent;
    boolean paused;
    Why closed;

    @Override
    public void send(byte[] json) {
        messages.add(Json.read(json).orElseThrow());
    }

    @Override
    public void send(LanguageStatus status) {
        statuses.add(status);
    }

    @Override
    public long unsent() {
        return unsent;
    }

    @Override
    public void pauseInput(boolean now) {
        paused = now;
    }

    @Override
    public void close(Why why) {
        closed = why;
    }

    LanguageStatus.State state() {
        return statuses.getLast().state();
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
