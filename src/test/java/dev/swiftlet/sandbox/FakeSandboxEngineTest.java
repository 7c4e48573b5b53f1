package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.agent.TestLoop;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The fake keeps the contract too, or tests that use it prove nothing.
@NullMarked
class FakeSandboxEngineTest extends SandboxContract {
    private final TestLoop loop = new TestLoop();
    private final FakeSandboxEngine engine = new FakeSandboxEngine();

    @AfterEach
    void close() {
        engine.close();
        loop.close();
    }

    @Test
    void aDroppedStreamLosesNoByte() throws SandboxException {
        var sandbox = (EchoSandbox) engine.create(spec());
        var repl = repl(sandbox).await("1> ");

        for (var i = 0; i < 20; i++) {
            repl.type("let x = 41 + 1\r");
            sandbox.dropStream();
        }

        for (var i = 0; i < 20; i++) {
            repl.await("Int = 42");
        }
    }

    @Test
    void anAgentThatBreaksItsProtocolEndsItsSandboxAndNoOther() throws Exception {
        var sandbox = (EchoSandbox) engine.create(spec());
        var bystander = repl(engine.create(spec())).await("1> ");

        sandbox.garble();

        assertThat(get(sandbox.ended()).reason()).isEqualTo(SandboxEnd.Reason.BROKEN);
        bystander.type("let x = 41 + 1\r").await("Int = 42");
    }

    @Test
    void anEngineThatIsAwayFailsEveryCallAndEndsNothing() throws SandboxException {
        var repl = repl(engine.create(spec())).await("1> ");

        engine.fail(SandboxException.Kind.ENGINE_AWAY);

        assertThatThrownBy(engine::ping).isInstanceOf(SandboxException.class);
        repl.type("let x = 41 + 1\r").await("Int = 42");
    }

    @Override
    SandboxEngine engine() {
        return engine;
    }

    @Override
    SandboxEngine restartedEngine() {
        return engine.restarted();
    }

    @Override
    TestLoop loop() {
        return loop;
    }

    @Override
    String instance() {
        return "fake";
    }

    @Override
    String image() {
        return "swiftlet/sandbox:6.0";
    }

    @Override
    String endlessOutput() {
        return "flood";
    }

    @Override
    String quit() {
        return "exit 0";
    }

    @Override
    Buffer fileIn(Sandbox sandbox, String path) {
        return ((EchoSandbox) sandbox).files().getOrDefault(path, Buffer.buffer("missing"));
    }
}
