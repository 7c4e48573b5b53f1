package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.agent.TestLoop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static final String HANGS_UP = "";
    private static final String NO_CONTENT = "HTTP/1.1 204 So\r\nConnection: close\r\n\r\n";
    private static final int VISITORS = 40;

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
                // Silence is told from a busy machine.
                Duration.ofSeconds(2),
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

    @Test
    void anEngineThatHangsUpInTheMiddleOfACreationIsAskedOnceAndToldToRemoveIt() throws IOException {
        var requests = new ConcurrentLinkedQueue<String>();
        try (var _ = engine(request -> {
            requests.add(request);
            return Optional.of(
                    request.contains("/images/") ? IMAGE : request.startsWith("POST") ? HANGS_UP : NO_CONTENT);
        })) {
            fails(SandboxException.Kind.ENGINE_AWAY, this::create);
        }
        assertThat(requests).filteredOn(request -> request.contains("/create")).hasSize(1);
        assertThat(requests)
                .anyMatch(request -> request.startsWith("DELETE")
                        && request.contains(SandboxName.of("dead", "one").value()));
        assertThat(engine.orElseThrow().leasedUids()).isZero();
        assertThat(leftDirectories()).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsALeftoverAndMakesRoom() throws IOException {
        var creations = new AtomicInteger();
        var removed = new AtomicBoolean();
        try (var _ = engine(request -> {
            if (request.startsWith("DELETE")) {
                removed.set(true);
                return Optional.of(NO_CONTENT);
            }
            if (request.contains("/create")) {
                creations.incrementAndGet();
                return Optional.of(
                        removed.get()
                                ? ScriptedEngine.json(201, "{\"Id\":\"abc\"}")
                                : ScriptedEngine.json(409, "{\"message\":\"taken\"}"));
            }
            return Optional.of(request.contains("/images/") ? IMAGE : ScriptedEngine.json(500, "{\"message\":\"no\"}"));
        })) {
            fails(SandboxException.Kind.REFUSED, this::create);
        }
        assertThat(creations).hasValue(2);
        assertThat(leftDirectories()).isEmpty();
    }

    @Test
    void anEngineThatAnswersNothingIsAskedByNoMoreThanMayAskAtOnce() throws Exception {
        var asking = new AtomicInteger();
        try (var _ = engine(request -> {
                    asking.incrementAndGet();
                    return request.contains("/images/") ? Optional.of(IMAGE) : Optional.empty();
                });
                var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = System.nanoTime();
            var all = new ArrayList<Future<SandboxException.Kind>>();
            for (var i = 0; i < VISITORS; i++) {
                var name = "v" + i;
                all.add(visitors.submit(() -> kindOfFailure(name)));
            }
            for (var each : all) {
                assertThat(each.get()).isEqualTo(SandboxException.Kind.TIMEOUT);
            }
            var seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("measured %d visitors of a silent engine: told in %.1f s%n", VISITORS, seconds);
        }
        // One at a time: the rest were told without asking.
        assertThat(asking.get()).isLessThan(VISITORS);
        assertThat(engine.orElseThrow().leasedUids()).isZero();
        assertThat(leftDirectories()).isEmpty();
    }

    private SandboxException.Kind kindOfFailure(String name) {
        try {
            engine.orElseThrow().create(spec(name));
            throw new AssertionError("created");
        } catch (SandboxException e) {
            return e.kind();
        }
    }

    private ScriptedEngine engine(Function<String, Optional<String>> answers) throws IOException {
        return new ScriptedEngine(socket(), answers);
    }

    private Path socket() {
        return directory.resolve("docker.sock");
    }

    private void create() throws SandboxException {
        engine.orElseThrow().create(spec("one"));
    }

    private SandboxSpec spec(String id) {
        return new SandboxSpec(SandboxName.of("dead", id), "image", SandboxLimits.DEFAULT, loop.context());
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
