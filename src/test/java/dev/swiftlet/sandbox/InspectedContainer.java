package dev.swiftlet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/// The engine's own words about a container, without the library in between, and what of them is the same for each
/// sandbox.
@NullMarked
final class InspectedContainer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InspectedContainer() {}

    static JsonNode read(String name) throws IOException {
        var request = "GET /v" + Containers.API_VERSION + "/containers/" + name
                + "/json HTTP/1.0\r\nHost: docker\r\nConnection: close\r\n\r\n";
        var answer = new ByteArrayOutputStream();
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(DockerFixture.DOCKER.getPath()))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            Channels.newInputStream(channel).transferTo(answer);
        }
        var text = answer.toString(StandardCharsets.UTF_8);
        return JSON.readTree(text.substring(text.indexOf("\r\n\r\n")));
    }

    /// All of HostConfig and what matters of the rest. What is off, empty or not set is left out:
    /// engines differ in how they say that. Names that are one sandbox's own are replaced.
    static ObjectNode profile(JsonNode container, SandboxName name, String uid) {
        var profile = JsonNodeFactory.instance.objectNode();
        profile.set("Config", config(container.get("Config")));
        var host = (ObjectNode) container.get("HostConfig").deepCopy();
        // How the engine works, not what the sandbox may.
        host.remove(List.of("CgroupnsMode", "Runtime", "ConsoleSize"));
        profile.set("HostConfig", host);
        profile.set("Mounts", container.get("Mounts"));
        profile.set("Networks", container.get("NetworkSettings").get("Networks"));
        var text = profile.toString()
                .replace(uid, "UID")
                .replaceAll("[^\"]*/" + name.value(), "DIRECTORY")
                .replaceAll("\"(NetworkID|EndpointID|SandboxID)\":\"[0-9a-f]*\"", "\"$1\":\"\"");
        try {
            return (ObjectNode) pruned(JSON.readTree(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode config(JsonNode config) {
        var kept = (ObjectNode) config.deepCopy();
        kept.remove(List.of("Hostname", "Image"));
        var names = JsonNodeFactory.instance.arrayNode();
        config.get("Env").forEach(entry -> names.add(entry.asText().replaceAll("=.*", "")));
        kept.set("Env", sorted(names));
        var labels = JsonNodeFactory.instance.arrayNode();
        config.get("Labels").fieldNames().forEachRemaining(label -> {
            // Those with a dot are the image's.
            if (label.indexOf('.') < 0) {
                labels.add(label);
            }
        });
        kept.set("Labels", sorted(labels));
        return kept;
    }

    private static ArrayNode sorted(ArrayNode names) {
        var sorted = JsonNodeFactory.instance.arrayNode();
        names.valueStream().map(JsonNode::asText).sorted().forEach(sorted::add);
        return sorted;
    }

    private static JsonNode pruned(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var kept = JsonNodeFactory.instance.objectNode();
            object.propertyStream().sorted(Map.Entry.comparingByKey()).forEach(field -> {
                var value = pruned(field.getValue());
                if (!off(value)) {
                    kept.set(field.getKey(), value);
                }
            });
            return kept;
        }
        if (node instanceof ArrayNode array) {
            var kept = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> kept.add(pruned(item)));
            return kept;
        }
        return node;
    }

    private static boolean off(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isBoolean() && !value.asBoolean())
                || (value.isNumber() && value.asLong() == 0);
    }
}
