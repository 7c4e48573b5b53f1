package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.agent.ProcessSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The engine goes away, falls silent and comes back under live sandboxes.
@NullMarked
class EngineAwayIT {
    private final String instance = "e" + Long.toHexString(System.nanoTime());

    @RegisterExtension
    final LeakCheck leaks =
            new LeakCheck(() -> LeakCheck.ofInstance(DockerFixture.settings(instance, AgentTransport.SOCKET)));

    private final EngineProxy proxy;
    private final DockerFixture socket;
    private final DockerFixture stdio;

    EngineAwayIT() throws IOException {
        proxy = new EngineProxy(Path.of(System.getProperty("java.io.tmpdir"), instance + ".sock"));
        socket = new DockerFixture(settings(AgentTransport.SOCKET));
        stdio = new DockerFixture(settings(AgentTransport.STDIO));
    }

    private EngineSettings settings(AgentTransport transport) {
        var settings = DockerFixture.settings(instance, transport);
        return new EngineSettings(
                instance,
                proxy.uri(),
                settings.runtimeDir(),
                transport,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                4,
                30_000,
                1000);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        stdio.close();
        proxy.close();
    }

    @Test
    void terminalsGoOnWhileTheEngineIsAwayAndItIsMissedByNobodyWhenItIsBack() throws Exception {
        var sandbox = socket.engine().create(socket.spec());
        var repl = SandboxContract.repl(sandbox).await("1> ");

        proxy.goAway();
        repl.type("let x = 41 + 1\r").await("Int = 42");
        assertThatThrownBy(() -> socket.engine().ping())
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(SandboxException.Kind.ENGINE_AWAY));
        proxy.comeBack();

        socket.engine().ping();
        repl.type("x\r").await("Int = 42");
        socket.client().killContainerCmd(sandbox.name().value()).exec();
        assertThat(SandboxContract.get(sandbox.ended()).reason())
                .isIn(SandboxEnd.Reason.LOST, SandboxEnd.Reason.SIGNALLED);
    }

    @Test
    void aSandboxThatDiesWhileTheEngineIsAwayEndsSo() throws Exception {
        var sandbox = socket.engine().create(socket.spec());
        SandboxContract.repl(sandbox).await("1> ");

        proxy.goAway();
        socket.client().killContainerCmd(sandbox.name().value()).exec();

        assertThat(SandboxContract.get(sandbox.ended()).reason()).isEqualTo(SandboxEnd.Reason.ENGINE_AWAY);
        SandboxContract.get(sandbox.removed());
        proxy.comeBack();
        try (var sweeper = new OrphanSweeper(socket.engine(), Duration.ofMinutes(5), _ -> false)) {
            assertThat(sweeper.sweep()).isEqualTo(1);
        }
    }

    @Test
    void nothingRunsInAClosedSandboxWhileTheEngineHasItStillToRemove() throws Exception {
        for (var docker : List.of(socket, stdio)) {
            var sandbox = docker.engine().create(docker.spec());
            var name = sandbox.name().value();
            TestTerminal.start(sandbox, SandboxContract.process(ProcessSpec.Kind.RUN, "/usr/bin/yes"))
                    .awaitStart()
                    .awaitBytes(1L << 20);
            proxy.holdRemovals();

            var closed = System.nanoTime();
            sandbox.close();

            var code = docker.client()
                    .waitContainerCmd(name)
                    .start()
                    .awaitStatusCode(SandboxContract.PATIENCE_SECONDS, TimeUnit.SECONDS);
            System.out.printf(
                    "measured %s: dead %.0f ms after its close%n",
                    docker.settings().transport(), (System.nanoTime() - closed) / 1e6);
            assertThat(code).isZero();
            assertThat(docker.engine().list()).contains(sandbox.name());
            assertThat(SandboxContract.get(sandbox.ended()).reason()).isEqualTo(SandboxEnd.Reason.REMOVED);
            proxy.remove();
            SandboxContract.get(sandbox.removed());
            docker.engine().remove(sandbox.name());
            assertThat(docker.engine().list()).isEmpty();
        }
    }

    @Test
    void anAttachedStreamThatIsCutIsAttachedAgainAndLosesNoByte() throws Exception {
        var repl = SandboxContract.repl(stdio.engine().create(stdio.spec())).await("1> ");
        repl.type("let x = 41 + 1\r").await("Int = 42").await("2> ");

        for (var i = 0; i < 5; i++) {
            repl.type("x\r");
            proxy.cut();
            repl.await("Int = 42").await("> ");
        }

        assertThat(repl.ended()).isFalse();
    }

    @Test
    void anAttachedFloodThatIsCutHasNoGap() throws Exception {
        var sandbox = stdio.engine().create(stdio.spec());
        var count = TestTerminal.start(
                        sandbox, SandboxContract.process(ProcessSpec.Kind.RUN, "/usr/bin/seq", "1", "1000000"))
                .awaitStart();
        for (var i = 1; i <= 3; i++) {
            count.awaitBytes(i * 1_000_000L);
            proxy.cut();
        }

        assertThat(count.awaitExit().code()).hasValue(0);
        var lines = count.output().split("\r\n", -1);
        for (var i = 0; i < 1_000_000; i++) {
            assertThat(lines[i]).isEqualTo(Integer.toString(i + 1));
        }
    }

    @Test
    void aSandboxIsFoundMissingOnlyWhereTheEngineSaysSo() throws Exception {
        var sandbox = socket.engine().create(socket.spec());
        var other = socket.engine().create(socket.spec());
        var repl = SandboxContract.repl(sandbox).await("1> ");
        assertThat(socket.engine().reconcile()).isZero();

        proxy.goAway();
        assertThatThrownBy(() -> socket.engine().reconcile())
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(SandboxException.Kind.ENGINE_AWAY));
        proxy.comeBack();

        assertThat(socket.engine().reconcile()).isZero();
        repl.type("let x = 41 + 1\r").await("Int = 42");
        // No event of the end comes through, nor does anybody else ask.
        proxy.fallSilent();
        socket.client().removeContainerCmd(other.name().value()).withForce(true).exec();
        proxy.speak();
        socket.engine().reconcile();
        assertThat(SandboxContract.get(other.ended()).reason())
                .isIn(SandboxEnd.Reason.LOST, SandboxEnd.Reason.SIGNALLED, SandboxEnd.Reason.REMOVED);
        repl.type("x\r").await("Int = 42");
    }

    @Test
    void whatAnEngineMakesTooLateIsSweptAway() throws Exception {
        socket.engine().ping();
        socket.engine().resolveImage(DockerFixture.IMAGE);
        proxy.fallSilent();

        assertThatThrownBy(() -> socket.engine().create(socket.spec()))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(SandboxException.Kind.TIMEOUT));
        proxy.speak();

        try (var sweeper = new OrphanSweeper(socket.engine(), Duration.ofMinutes(5), _ -> false)) {
            sweeper.sweep();
        }
        assertThat(socket.engine().list()).isEmpty();
    }
}
