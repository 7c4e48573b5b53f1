package dev.swiftlet.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swiftlet.run.RunEvent;
import dev.swiftlet.run.Verdict;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One JSON object when all is over: the verdict, and with it what was said, printed and logged. As large as the run's
/// limits allow.
final class JsonAnswer implements RunAnswer {
    private final ArrayNode diagnostics = RunJson.object().arrayNode();
    private final ArrayNode values = RunJson.object().arrayNode();
    private final ArrayNode passes = RunJson.object().arrayNode();
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public boolean isStreamed() {
        return false;
    }

    @Override
    public Buffer tell(RunEvent event) {
        switch (event) {
            case RunEvent.PhaseBegan _ -> {
                // The verdict lists them.
            }
            case RunEvent.Diagnosed(var diagnostic) -> diagnostics.add(RunJson.object(diagnostic));
            case RunEvent.Stdout(var bytes) -> keep(bytes, stdout);
            case RunEvent.Stderr(var bytes) -> keep(bytes, stderr);
            case RunEvent.Valued(var value) -> values.add(RunJson.object(value));
            case RunEvent.Passed passed -> passes.add(RunJson.object(passed));
            case RunEvent.Ended(var verdict) -> {
                return Buffer.buffer(RunJson.bytes(whole(verdict))).appendString("\n");
            }
        }
        return Buffer.buffer();
    }

    private ObjectNode whole(Verdict verdict) {
        ObjectNode whole = RunJson.object(verdict);
        whole.put("stdout", stdout.toString(StandardCharsets.UTF_8));
        whole.put("stderr", stderr.toString(StandardCharsets.UTF_8));
        whole.set("diagnostics", diagnostics);
        whole.set("values", values);
        whole.set("passes", passes);
        return whole;
    }

    private static void keep(ByteBuffer bytes, ByteArrayOutputStream into) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        into.writeBytes(copy);
    }
}
