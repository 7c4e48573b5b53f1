package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.agent.TestLoop;
import dev.swiftlet.terminal.TerminalSize;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The contract on Docker, and what only an engine of containers can be asked.
@NullMarked
abstract class DockerSandboxContract extends SandboxContract {
    private final EngineSettings settings =
            DockerFixture.settings("t" + Long.toHexString(System.nanoTime()), transport());

    @RegisterExtension
    final LeakCheck leaks = new LeakCheck(() -> LeakCheck.ofInstance(settings));

    private final DockerFixture docker = new DockerFixture(settings);

    abstract AgentTransport transport();

    @AfterEach
    void close() {
        docker.close();
    }

    @Test
    void killedFromOutsideItIsLost() throws Exception {
        var sandbox = engine().create(spec());

        docker.client().killContainerCmd(sandbox.name().value()).exec();

        assertThat(get(sandbox.ended()).reason()).isEqualTo(SandboxEnd.Reason.LOST);
        get(sandbox.removed());
        assertThat(engine().list()).isEmpty();
    }

    @Test
    void removedFromOutsideItIsLost() throws Exception {
        var sandbox = engine().create(spec());

        docker.client()
                .removeContainerCmd(sandbox.name().value())
                .withForce(true)
                .exec();

        assertThat(get(sandbox.ended()).reason()).isEqualTo(SandboxEnd.Reason.LOST);
    }

    @Test
    void anImageWithoutAnAgentLeavesNothing() throws SandboxException {
        assertThatThrownBy(() -> engine().create(docker.spec("debian:trixie-slim")))
                .isInstanceOf(SandboxException.class);

        assertThat(engine().list()).isEmpty();
        assertThat(docker.engine().leasedUids()).isZero();
    }

    @Test
    void aStoppedContainerIsNotAdopted() throws Exception {
        var spec = spec();
        var sandbox = engine().create(spec);
        docker.restart();
        docker.client().killContainerCmd(sandbox.name().value()).exec();

        assertThatThrownBy(() -> engine().adopt(spec)).isInstanceOf(SandboxException.class);

        engine().remove(spec.name());
    }

    @Test
    void aReplThatIsKilledForMemorySaysSo() throws Exception {
        var sandbox = engine().create(spec());
        var kills = new LinkedBlockingQueue<Long>();
        loop().run(() -> sandbox.agent().outOfMemoryHandler(kills::add));
        var repl = repl(sandbox).await("1> ");

        repl.type("var a = [[UInt8]](); while true { a.append([UInt8](repeating: 1, count: 16_777_216)) }\r");

        assertThat(kills.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isPositive();
        assertThat(get(sandbox.agent().usage().toCompletionStage()).oomKills()).isPositive();
    }

    @Test
    void foundationFitsIntoTheLimits() throws SandboxException {
        var repl = repl(engine().create(spec())).await("1> ");

        repl.type("import Foundation\r")
                .await("2> ")
                .type("print(\"y\" + \"ear\", Date().timeIntervalSince1970 > 0)\r");

        repl.await("year true");
    }

    @Test
    void keysAreEchoedQuickly() throws SandboxException {
        var created = System.nanoTime();
        var sandbox = engine().create(spec());
        var createMillis = (System.nanoTime() - created) / 1e6;
        var cat = TestTerminal.start(sandbox, process(ProcessSpec.Kind.RUN, "/usr/bin/cat"))
                .awaitStart();
        var millis = new double[500];
        for (var i = 0; i < millis.length; i++) {
            var before = System.nanoTime();
            cat.type("k").await("k");
            millis[i] = (System.nanoTime() - before) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%n%s: create to hello %.0f ms; a key's echo p50 %.3f ms, p99 %.3f ms%n",
                transport(), createMillis, millis[250], millis[495]);
        assertThat(millis[250]).isLessThan(100);
    }

    @Test
    void floodsAreMeasured() throws SandboxException {
        var sandbox = engine().create(spec());
        var yes = TestTerminal.start(sandbox, process(ProcessSpec.Kind.RUN, "/usr/bin/yes", "y".repeat(100)))
                .awaitStart();
        yes.keepNothing();
        yes.awaitBytes(10L << 20);
        var before = System.nanoTime();
        yes.awaitBytes(110L << 20);
        var seconds = (System.nanoTime() - before) / 1e9;
        System.out.printf(
                "%n%s: flood %.0f MB/s, %.0f bytes a frame%n", transport(), 104.86 / seconds, yes.bytesPerFrame());
        yes.signal(9);
        assertThat(yes.awaitExit().signal()).hasValue(9);
    }

    @Override
    SandboxEngine engine() {
        return docker.engine();
    }

    @Override
    SandboxEngine restartedEngine() {
        return docker.restart();
    }

    @Override
    TestLoop loop() {
        return docker.loop();
    }

    @Override
    String instance() {
        return settings.instance();
    }

    @Override
    String image() {
        return DockerFixture.IMAGE;
    }

    @Override
    String endlessOutput() {
        return "while true { print(\"y y y y y y y y y y y y y y y y y y y y y y y y y y y y\") }";
    }

    @Override
    String quit() {
        return ":quit";
    }

    @Override
    Buffer fileIn(Sandbox sandbox, String path) {
        var spec = new ProcessSpec(
                ProcessSpec.Kind.RUN,
                ProcessSpec.Mode.PIPES,
                TerminalSize.DEFAULT,
                ProcessSpec.MAX_RING_BYTES,
                0,
                1000,
                Map.of(),
                "/tmp",
                List.of("/usr/bin/cat", path),
                Map.of());
        var cat = TestTerminal.start(sandbox, spec);
        assertThat(cat.awaitExit().code()).hasValue(0);
        return Buffer.buffer(cat.output());
    }
}
