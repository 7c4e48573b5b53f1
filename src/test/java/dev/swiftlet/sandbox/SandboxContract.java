package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.agent.TestLoop;
import dev.swiftlet.terminal.TerminalSize;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// What every engine promises, whatever its sandboxes are made of.
@NullMarked
abstract class SandboxContract {
    static final long PATIENCE_SECONDS = 120;
    static final int WINDOW = 262_144;

    abstract SandboxEngine engine();

    /// The same containers under another engine, as after a restart of the server.
    abstract SandboxEngine restartedEngine();

    abstract TestLoop loop();

    abstract String instance();

    abstract String image();

    /// Entries of the REPL.
    abstract String endlessOutput();

    abstract String quit();

    @Test
    void aReplAnswersAndReportsWhatItTook() throws SandboxException {
        var sandbox = engine().create(spec());

        var repl = repl(sandbox).await("1> ").type("let x = 41 + 1\r");

        repl.await("Int = 42").await("2> ");
        assertThat(repl.awaitAccepted(1)).contains("let x = 41 + 1");
    }

    @Test
    void aProgramThatEndsIsReported() throws SandboxException {
        var repl = repl(engine().create(spec())).await("1> ");

        repl.type(quit() + "\r");

        assertThat(repl.awaitExit().code()).hasValue(0);
    }

    @Test
    void aProgramThatIsKilledIsReported() throws SandboxException {
        var repl = repl(engine().create(spec())).await("1> ");

        repl.signal(9);

        assertThat(repl.awaitExit().signal()).hasValue(9);
    }

    @Test
    void aProgramThatIsNotThereIsRefused() throws SandboxException {
        var sandbox = engine().create(spec());

        var terminal = TestTerminal.start(sandbox, process(ProcessSpec.Kind.RUN, "/no/such/program"));

        assertThat(terminal.awaitRefusal()).contains("No such file");
    }

    @Test
    void outputWaitsForItsAcknowledgementAndThenGoesOn() throws SandboxException {
        var repl = repl(engine().create(spec())).await("1> ");
        repl.acknowledging(false);
        repl.type(endlessOutput() + "\r");
        repl.awaitBytes(WINDOW / 2);
        var held = repl.bytes();
        assertThat(held).isLessThan(WINDOW + 100_000);

        repl.acknowledging(true);

        repl.awaitBytes(4L * WINDOW);
        repl.interrupt();
        repl.await("interrupted");
    }

    @Test
    void anInterruptStopsTheLoopAndKeepsTheVariables() throws SandboxException {
        var repl = repl(engine().create(spec()))
                .await("1> ")
                .type("let x = 41 + 1\r")
                .await("2> ");
        repl.type(endlessOutput() + "\r");
        repl.awaitBytes(WINDOW);

        repl.interrupt();

        repl.await("interrupted").await("> ").type("x\r").await("Int = 42");
    }

    @Test
    void usageIsTold() throws Exception {
        var sandbox = engine().create(spec());
        repl(sandbox).await("1> ");

        var usage = await(() -> sandbox.agent().usage());

        assertThat(usage.memoryBytes()).isPositive();
        assertThat(usage.processes()).isPositive();
    }

    @Test
    void filesArriveWhole() throws Exception {
        var sandbox = engine().create(spec());
        var content = Buffer.buffer("let answer = 42 // 答案\n".repeat(5_000));

        await(() -> sandbox.agent().putFile("/tmp/main.swift", content));
        await(() -> sandbox.agent().putFile("/run/swiftlet-run/empty.swift", Buffer.buffer()));

        assertThat(fileIn(sandbox, "/tmp/main.swift")).isEqualTo(content);
        assertThat(fileIn(sandbox, "/run/swiftlet-run/empty.swift")).isEqualTo(Buffer.buffer());
    }

    /// Reads it back.
    abstract Buffer fileIn(Sandbox sandbox, String path);

    @Test
    void closingRemovesIt() throws Exception {
        var sandbox = engine().create(spec());
        repl(sandbox).await("1> ");

        sandbox.close();
        sandbox.close();

        assertThat(get(sandbox.ended()).reason()).isEqualTo(SandboxEnd.Reason.REMOVED);
        get(sandbox.removed());
        assertThat(engine().list()).isEmpty();
    }

    @Test
    void removingByNameRemovesWhatLivesAndMindsNothingElse() throws Exception {
        var sandbox = engine().create(spec());

        engine().remove(sandbox.name());
        engine().remove(sandbox.name());

        assertThat(get(sandbox.ended()).reason()).isEqualTo(SandboxEnd.Reason.REMOVED);
        assertThat(engine().list()).isEmpty();
    }

    @Test
    void aNameIsUsedOnce() throws SandboxException {
        var spec = spec();
        var first = engine().create(spec);

        assertThatThrownBy(() -> engine().create(spec))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(SandboxException.Kind.REFUSED));

        repl(first).await("1> ");
        assertThat(engine().list()).containsExactly(first.name());
    }

    @Test
    void aMissingImageIsSaidToBeMissingAndLeavesNothing() throws SandboxException {
        var spec = new SandboxSpec(name(), "swiftlet/missing:none", SandboxLimits.DEFAULT, loop().context());

        assertThatThrownBy(() -> engine().create(spec))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(SandboxException.Kind.IMAGE_MISSING));
        assertThat(engine().list()).isEmpty();
    }

    @Test
    void severalAtOnceDoNotMix() throws Exception {
        var sandboxes = new ArrayList<Sandbox>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var created = threads.invokeAll(List.<Callable<Sandbox>>of(
                    () -> engine().create(spec()), () -> engine().create(spec()), () -> engine().create(spec())));
            for (var future : created) {
                sandboxes.add(future.get());
            }
        }

        var repls =
                sandboxes.stream().map(sandbox -> repl(sandbox).await("1> ")).toList();
        repls.getFirst().type("let x = 41 + 1\r").await("Int = 42");
        repls.getLast().type(quit() + "\r").awaitExit();

        repls.getFirst().type("x\r").await("Int = 42");
        assertThat(repls.get(1).ended()).isFalse();
    }

    @Test
    void aRestartedServerGoesOnWhereTheLastStopped() throws Exception {
        var spec = spec();
        var first = engine().create(spec);
        var before = repl(first).await("1> ").type("let x = 41 + 1\r").await("2> ");

        var restarted = restartedEngine();
        assertThat(restarted.list()).containsExactly(spec.name());
        var sandbox = restarted.adopt(spec);
        var after = TestTerminal.resume(sandbox);

        after.await("1> ").await("Int = 42").await("2> ");
        assertThat(after.firstOffset()).isZero();
        assertThat(after.output()).startsWith(before.output());
        after.type("x\r").await("Int = 42");
        sandbox.close();
        get(sandbox.removed());
        assertThat(restarted.list()).isEmpty();
    }

    @Test
    void anEngineThatIsThereSaysSo() throws SandboxException {
        engine().ping();
        assertThat(engine().resolveImage(image())).startsWith("sha256:");
    }

    SandboxName name() {
        return SandboxName.of(instance(), UUID.randomUUID().toString().replace("-", ""));
    }

    SandboxSpec spec() {
        return new SandboxSpec(name(), image(), SandboxLimits.DEFAULT, loop().context());
    }

    static TestTerminal repl(Sandbox sandbox) {
        return TestTerminal.start(
                        sandbox,
                        process(
                                ProcessSpec.Kind.REPL,
                                "/usr/lib/swiftlet/lldb",
                                "--no-lldbinit",
                                "-Q",
                                "-O",
                                "settings set target.disable-aslr false",
                                "--repl="))
                .awaitStart();
    }

    static ProcessSpec process(ProcessSpec.Kind kind, String... arguments) {
        return new ProcessSpec(
                kind,
                ProcessSpec.Mode.TTY,
                TerminalSize.DEFAULT,
                ProcessSpec.MAX_RING_BYTES,
                0,
                500,
                Map.of(),
                "/tmp",
                List.of(arguments),
                Map.of("HOME", "/tmp", "LANG", "C.UTF-8", "TERM", "xterm-256color", "PATH", "/usr/bin:/bin"));
    }

    <T> T await(Callable<Future<T>> action) throws Exception {
        return get(loop().call(action).toCompletionStage());
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
