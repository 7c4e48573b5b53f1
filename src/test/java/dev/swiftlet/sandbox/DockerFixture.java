package dev.swiftlet.sandbox;

import com.github.dockerjava.api.DockerClient;
import dev.swiftlet.agent.TestLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/// An engine on the real Docker, with an instance and a directory of its own: tests beside a
/// running server, or beside each other, never meet.
@NullMarked
final class DockerFixture implements AutoCloseable {
    static final String IMAGE =
            Optional.ofNullable(System.getenv("SWIFTLET_SANDBOX_IMAGE")).orElse("swiftlet/sandbox:6.0");
    static final URI DOCKER =
            URI.create(Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock"));
    static final byte[] SERVER_KEY = "a server's key, for tests only!!!".getBytes(StandardCharsets.UTF_8);

    private final EngineSettings settings;
    private final TestLoop loop = new TestLoop();
    private final DockerClient client = Containers.client(DOCKER, 4);
    private final List<DockerEngine> engines = new ArrayList<>();

    DockerFixture(AgentTransport transport) {
        this(settings("t" + UUID.randomUUID().toString().substring(0, 8), transport));
    }

    DockerFixture(EngineSettings settings) {
        this.settings = settings;
        restart();
    }

    static EngineSettings settings(String instance, AgentTransport transport) {
        return new EngineSettings(
                instance,
                DOCKER,
                Path.of(System.getProperty("java.io.tmpdir"), "swiftlet-" + instance),
                transport,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                4,
                30_000,
                1000);
    }

    EngineSettings settings() {
        return settings;
    }

    TestLoop loop() {
        return loop;
    }

    DockerEngine engine() {
        return engines.getLast();
    }

    /// Closes the engine and gives another with the same instance and key.
    DockerEngine restart() {
        if (!engines.isEmpty()) {
            engine().close();
        }
        engines.add(new DockerEngine(settings, SERVER_KEY));
        return engine();
    }

    /// Another way to the engine: what happens behind our back.
    DockerClient client() {
        return client;
    }

    SandboxSpec spec() {
        return spec(IMAGE);
    }

    SandboxSpec spec(String image) {
        var name =
                SandboxName.of(settings.instance(), UUID.randomUUID().toString().replace("-", ""));
        return new SandboxSpec(name, image, SandboxLimits.DEFAULT, loop.context());
    }

    /// Whatever a test leaves is removed; what the engine's own clean-up leaves is not, so that the leak check sees it.
    @Override
    public void close() {
        try {
            for (var name : engine().list()) {
                if (engine().knows(name)) {
                    engine().remove(name);
                }
            }
        } catch (SandboxException e) {
            throw new AssertionError(e);
        } finally {
            engine().close();
            loop.close();
            closeClient();
            deleteIfEmpty(settings.runtimeDir());
        }
    }

    private void closeClient() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteIfEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
