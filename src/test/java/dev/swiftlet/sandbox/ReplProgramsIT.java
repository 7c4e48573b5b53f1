package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.ToolchainConfig;
import dev.swiftlet.toolchain.Toolchains;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What programs do to the terminal that they share with LLDB: they print into it directly, and are in its background.
@NullMarked
class ReplProgramsIT {
    private static final int LONG_LINE = 3_000_000;

    private final EngineSettings settings =
            DockerFixture.settings("p" + Long.toHexString(System.nanoTime()), AgentTransport.SOCKET);

    @RegisterExtension
    final LeakCheck leaks = new LeakCheck(() -> LeakCheck.ofInstance(settings));

    private final DockerFixture docker = new DockerFixture(settings);
    private TestTerminal repl;

    ReplProgramsIT() throws SandboxException {
        repl = TestTerminal.start(docker.engine().create(docker.spec()), replSpec())
                .awaitStart();
    }

    @BeforeEach
    void awaitPrompt() {
        repl.await("1> ");
        enter("import Foundation", "2> ");
        enter("let x = 41", "x: Int = 41");
    }

    @AfterEach
    void close() {
        docker.close();
    }

    @Test
    void whoeverChangesTheTerminalIsNotStopped() {
        enter("var t = termios(); print(\"g\" + \"ot\", tcgetattr(1, &t))", "got 0");
        enter("t.c_lflag &= ~tcflag_t(ECHO | ICANON); print(\"s\" + \"et\", tcsetattr(1, TCSANOW, &t))", "set 0");
        isWell();
        // Nor does the next prompt suffer from it.
        enter("t.c_oflag &= ~tcflag_t(OPOST); print(\"s\" + \"et\", tcsetattr(1, TCSANOW, &t))", "set 0");
        enter("print(\"lines\".uppercased() + \"\\nend\")", "LINES\r\nend");
        enter("t.c_lflag |= tcflag_t(TOSTOP); tcsetattr(1, TCSANOW, &t); print(\"still\".uppercased())", "STILL");
        isWell();
    }

    @Test
    void nobodyReadsWhatIsForTheNextPrompt() {
        enter(
                "let tty = open(\"/dev/tty\", O_RDWR); var c: UInt8 = 0; print(\"r\" + \"ead\", read(tty, &c, 1))",
                "read -1");
        isWell();
    }

    @Test
    void threadsStandStillWhileALineIsEdited() {
        enter("Thread.detachNewThread { while true { print(\"ti\" + \"ck\"); usleep(1000) } }", "> ");
        repl.type("let ha");
        repl.await("let ha");
        var before = repl.output();
        // What comes next is the echo and nothing else.
        repl.type("lf = 21\r").await("half: Int = 21");
        assertThat(repl.output().substring(before.length())).startsWith("lf = 21");
        enter("usleep(100_000)", "tick");
        isWell();
    }

    @Test
    void whyAProgramEndsIsSaid() {
        enter("fatalError(\"my own \" + \"words\")", "Fatal error: my own words");
        repl.await("interrupted").await("> ");
        enter("precondition(x > 50, \"more \" + \"words\")", "Precondition failed: more words");
        repl.await("interrupted").await("> ");
        enter("[1, 2][x]", "Index out of range");
        repl.await("interrupted").await("> ");
        enter("let none: Int? = nil; none!", "Unexpectedly found nil");
        repl.await("interrupted").await("> ");
        // Arithmetic that overflows is a bare trap: Swift says nothing.
        enter("Int.max + x", "interrupted");
        repl.await("> ");
        isWell();
    }

    @Test
    void theOtherOutputComesToo() {
        enter("fputs(\"by \" + \"stderr\\n\", stderr)", "by stderr");
        enter("FileHandle.standardError.write(Data((\"by \" + \"handle\\n\").utf8))", "by handle");
        isWell();
    }

    @Test
    void aLineMayBeVeryLong() {
        enter("print(String(repeating: \"y\", count: " + LONG_LINE + ") + \"end\".uppercased())", "yEND");
        assertThat(repl.bytes()).isGreaterThan(LONG_LINE);
        isWell();
    }

    @Test
    void whoeverClosesItsOutputLosesNothingElse() {
        enter("close(1)", "= 0");
        enter("print(\"unh\" + \"eard\"); let y = x + 1", "y: Int = 42");
        enter("close(2)", "= 0");
        enter("close(0)", "= 0");
        enter("let line = readLine()", "nil");
        enter("x + y", "Int = 83");
        assertThat(repl.output()).doesNotContain("unheard");
    }

    @Test
    void whoeverWaitsForALineIsInterrupted() {
        // The TTY echoes once the program has spoken: until then it may be in the modes of LLDB's line editor.
        enter("print(\"wait\" + \"ing\"); readLine()", "waiting\r\n");
        repl.type("for nobody\r").await("for nobody\r\n");
        repl.interrupt();
        repl.await("> ");
        isWell();
    }

    @Test
    void anExitEndsTheRepl() {
        enter("exit(3)", "no longer alive");
        assertThat(repl.awaitExit().code()).hasValue(0);
    }

    private void enter(String swift, String answer) {
        repl.type(swift + "\r").await(answer);
    }

    private void isWell() {
        repl.ask("print(\"x is\", x + 1)\r", "x is 42").await("> ");
    }

    private static ProcessSpec replSpec() {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ToolchainConfig.class)
                .withDefaultValue("swiftlet.toolchains.entries.\"swift-6.0\".label", "Swift")
                .withDefaultValue("swiftlet.toolchains.entries.\"swift-6.0\".image", DockerFixture.IMAGE)
                .build()
                .getConfigMapping(ToolchainConfig.class);
        return ReplSpec.of(Toolchains.of(config).getDefault(), TerminalSize.DEFAULT, 0);
    }
}
