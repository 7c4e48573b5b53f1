package dev.swiftlet.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swiftlet.run.RunEvent;
import io.vertx.core.buffer.Buffer;

/// A run as events, each one JSON object in one line with a `type`.
final class EventsAnswer implements RunAnswer {
    private final Framing framing;
    private final Utf8Text stdout = new Utf8Text();
    private final Utf8Text stderr = new Utf8Text();

    /// What is around each object.
    enum Framing {
        /// A line each.
        LINES("application/x-ndjson"),
        /// As `EventSource` takes them.
        SERVER_SENT("text/event-stream");

        private final String mediaType;

        Framing(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    EventsAnswer(Framing framing) {
        this.framing = framing;
    }

    @Override
    public String mediaType() {
        return framing.mediaType;
    }

    @Override
    public boolean isStreamed() {
        return true;
    }

    @Override
    public Buffer tell(RunEvent event) {
        return switch (event) {
            case RunEvent.Stdout(var bytes) -> printed("stdout", stdout.add(bytes.duplicate()));
            case RunEvent.Stderr(var bytes) -> printed("stderr", stderr.add(bytes.duplicate()));
            case RunEvent.Ended _ ->
                printed("stdout", stdout.end())
                        .appendBuffer(printed("stderr", stderr.end()))
                        .appendBuffer(whole(event));
            case RunEvent.PhaseBegan _, RunEvent.Diagnosed _, RunEvent.Valued _, RunEvent.Passed _ -> whole(event);
        };
    }

    private Buffer printed(String stream, String text) {
        return text.isEmpty() ? Buffer.buffer() : framed(EventJson.printed(stream, text));
    }

    private Buffer whole(RunEvent event) {
        return framed(EventJson.of(event).orElseThrow());
    }

    private Buffer framed(ObjectNode whole) {
        byte[] object = RunJson.bytes(whole);
        return switch (framing) {
            case LINES -> Buffer.buffer(object).appendString("\n");
            case SERVER_SENT ->
                Buffer.buffer("event: ")
                        .appendString(whole.get("type").asText())
                        .appendString("\ndata: ")
                        .appendBytes(object)
                        .appendString("\n\n");
        };
    }
}
