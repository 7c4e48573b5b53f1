package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.agent.TestLoop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Engines that are away, silent or mad: every call ends, in time and with a sentence, and nothing is left.
@NullMarked
class DockerEngineFailureTest {
    private static final String IMAGE = ScriptedEngine.json(200, "{\"Id\":\"sha256:abc\"}");

    @TempDir
    Path directory = Path.of("set by the runner");

    @RegisterExtension
    final LeakCheck leaks = new LeakCheck(this::leftDirectories);

    private final TestLoop loop = new TestLoop();
    private Optional<DockerEngine> engine = Optional.empty();

    @BeforeEach
    void connect() {
        var settings = new EngineSettings(
                "dead",
                URI.create("unix://" + socket()),
                directory.resolve("run"),
                AgentTransport.SOCKET,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                1,
                20_000,
                10);
        engine = Optional.of(new DockerEngine(settings, new byte[32]));
    }

    @AfterEach
    void close() {
        engine.orElseThrow().close();
        loop.close();
    }

    @Test
    void nobodyThere() {
        fails(SandboxException.Kind.ENGINE_AWAY, () -> engine.orElseThrow().ping());
        fails(SandboxException.Kind.ENGINE_AWAY, () -> engine.orElseThrow().list());
        fails(SandboxException.Kind.ENGINE_AWAY, this::create);
        assertThat(engine.orElseThrow().leasedUids()).isZero();
    }

    @Test
    void aSilentEngine() throws IOException {
        try (var _ = engine(_ -> Optional.empty())) {
            fails(SandboxException.Kind.TIMEOUT, () -> engine.orElseThrow().ping());
            fails(SandboxException.Kind.TIMEOUT, this::create);
        }
    }

    @Test
    void anEngineThatFallsSilentInTheMiddleOfACreation() throws IOException {
        try (var _ = engine(request -> request.contains("/images/") ? Optional.of(IMAGE) : Optional.empty())) {
            fails(SandboxException.Kind.TIMEOUT, this::create);
        }
        assertThat(engine.orElseThrow().leasedUids()).isZero();
        assertThat(leftDirectories()).isEmpty();
    }

    @Test
    void anEngineThatRefuses() throws IOException {
        try (var _ = engine(request ->
                Optional.of(request.contains("/images/") ? IMAGE : ScriptedEngine.json(500, "{\"message\":\"no\"}")))) {
            fails(SandboxException.Kind.REFUSED, this::create);
        }
        assertThat(leftDirectories()).isEmpty();
    }

    @Test
    void anEngineThatTalksNonsense() throws IOException {
        for (var nonsense : List.of("hello?", ScriptedEngine.json(200, "{\"Id\":"), "HTTP/1.1 200 OK\r\n\r\n<html>")) {
            try (var _ = engine(_ -> Optional.of(nonsense))) {
                assertThatThrownBy(this::create).as(nonsense).isInstanceOf(SandboxException.class);
                assertThatThrownBy(() -> engine.orElseThrow().list()).isInstanceOf(SandboxException.class);
            }
        }
    }

    @Test
    void anEngineThatHasNoSuchImage() throws IOException {
        try (var _ = engine(_ -> Optional.of(ScriptedEngine.json(404, "{\"message\":\"no\"}")))) {
            fails(SandboxException.Kind.IMAGE_MISSING, this::create);
        }
    }

    @Test
    void comesBackWithoutARestart() throws IOException, SandboxException {
        fails(SandboxException.Kind.ENGINE_AWAY, () -> engine.orElseThrow().ping());

        try (var _ = engine(_ -> Optional.of(ScriptedEngine.json(200, "OK")))) {
            engine.orElseThrow().ping();
        }
    }

    private ScriptedEngine engine(Function<String, Optional<String>> answers) throws IOException {
        return new ScriptedEngine(socket(), answers);
    }

    private Path socket() {
        return directory.resolve("docker.sock");
    }

    private void create() throws SandboxException {
        var spec = new SandboxSpec(
                SandboxName.of("dead", "one"), "image", "session", SandboxLimits.DEFAULT, loop.context());
        engine.orElseThrow().create(spec);
    }

    private static void fails(SandboxException.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SandboxException.class, failure -> {
            assertThat(failure.kind()).as("%s", failure).isEqualTo(kind);
            assertThat(failure.getMessage()).startsWith("The ").doesNotContain("/");
        });
    }

    private List<String> leftDirectories() {
        return Files.exists(directory)
                ? SocketDirectory.list(directory.resolve("run"), "dead").stream()
                        .map(SandboxName::value)
                        .toList()
                : List.of();
    }
}
