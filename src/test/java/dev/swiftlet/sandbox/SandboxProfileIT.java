package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A real container against the golden profile, field by field: what is not in the golden file is off.
@NullMarked
class SandboxProfileIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/sandbox/profile.json");

    private final EngineSettings settings =
            DockerFixture.settings("p" + Long.toHexString(System.nanoTime()), AgentTransport.SOCKET);

    @RegisterExtension
    final LeakCheck leaks = new LeakCheck(() -> LeakCheck.ofInstance(settings));

    private final DockerFixture docker = new DockerFixture(settings);

    @AfterEach
    void close() {
        docker.close();
    }

    @Test
    void theSocketsContainerIsTheGoldenOne() throws Exception {
        var sandbox = docker.engine().create(docker.spec());

        var profile = profile(sandbox.name());

        assertThat(profile.toPrettyString()).isEqualTo(golden().toPrettyString());
    }

    @Test
    void theStdioContainerDiffersInItsWayToTheAgentOnly() throws Exception {
        var stdio = DockerFixture.settings(settings.instance(), AgentTransport.STDIO);
        try (var engine = new DockerEngine(stdio, DockerFixture.SERVER_KEY)) {
            var sandbox = engine.create(docker.spec());

            var profile = profile(sandbox.name());

            var expected = golden();
            ((ObjectNode) expected.get("HostConfig")).remove("Binds");
            expected.remove("Mounts");
            ((ObjectNode) expected.get("Config")).put("OpenStdin", true);
            var names = (ArrayNode) expected.get("Config").get("Env");
            names.remove(texts(names).indexOf("SWIFTLET_AGENT_SOCKET"));
            engine.remove(sandbox.name());
            assertThat(profile).isEqualTo(expected);
        }
    }

    @Test
    void theImageIsPinnedAndLabelsSayWhoseItIs() throws Exception {
        var spec = docker.spec();
        var sandbox = docker.engine().create(spec);

        var container = InspectedContainer.read(sandbox.name().value());

        assertThat(container.get("Config").get("Image").asText()).startsWith("sha256:");
        var labels = container.get("Config").get("Labels");
        assertThat(labels.get("app").asText()).isEqualTo("swiftlet");
        assertThat(labels.get("instance").asText()).isEqualTo(settings.instance());
        assertThat(Instant.parse(labels.get("created").asText())).isBefore(Instant.now());
    }

    private ObjectNode profile(SandboxName name) throws IOException {
        var container = InspectedContainer.read(name.value());
        var uid = container.get("Config").get("User").asText().replaceAll(":.*", "");
        assertThat(Integer.parseInt(uid)).isBetween(settings.uidBase(), settings.uidBase() + settings.uidCount() - 1);
        assertThat(container.get("AppArmorProfile").asText()).isIn("", "docker-default");
        var profile = InspectedContainer.profile(container, name, uid);
        var host = (ObjectNode) profile.get("HostConfig");
        // Newer engines mask more.
        for (var masked : List.of("MaskedPaths", "ReadonlyPaths")) {
            var golden = golden().get("HostConfig").get(masked);
            assertThat(texts(host.get(masked))).containsAll(texts(golden));
            host.set(masked, golden);
        }
        return profile;
    }

    private static ObjectNode golden() throws IOException {
        return (ObjectNode) JSON.readTree(GOLDEN.toFile());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
