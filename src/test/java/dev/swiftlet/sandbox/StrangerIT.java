package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.agent.ProcessSpec;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A stranger in the sandbox, with the agent's user id and a REPL, against the agent: the session stays honest.
@NullMarked
class StrangerIT {
    private final EngineSettings settings =
            DockerFixture.settings("a" + Long.toHexString(System.nanoTime()), AgentTransport.SOCKET);

    @RegisterExtension
    final LeakCheck leaks = new LeakCheck(() -> LeakCheck.ofInstance(settings));

    private final DockerFixture docker = new DockerFixture(settings);

    @AfterEach
    void close() {
        docker.close();
    }

    @Test
    void aSecondConnectionGetsNothing() throws SandboxException {
        var repl = strangersRepl();

        repl.type(entry(Stranger.CONNECT_AND_READ));

        // Closed without a byte.
        repl.await("stranger got 0 bytes");
        stillHonest(repl);
    }

    @Test
    void whoeverConnectsFirstAfterARestartGetsNothing() throws Exception {
        var spec = docker.spec();
        var repl = SandboxContract.repl(docker.engine().create(spec)).await("1> ");
        repl.type(entry(Stranger.PRELUDE))
                .await("2> ")
                .type(entry("let x = 41 + 1"))
                .await("Int = 42");
        // Tries to connect again and again, and says what it was ever given: it is there before the agent is.
        repl.type(entry(Stranger.CONNECT_FOR_EVER)).await("trying");

        for (var restarts = 0; restarts < 5; restarts++) {
            var sandbox = docker.restart().adopt(spec);
            repl = TestTerminal.resume(sandbox);
            repl.await("trying");
        }

        repl.interrupt();
        repl.await("interrupted").await("> ");
        repl.ask(entry("print(\"stranger ever got \\(got) bytes\")"), "stranger ever got 0 bytes");
        stillHonest(repl);
    }

    @Test
    void aFlatOutLieAboutTheProofIsNotBelieved() throws Exception {
        var spec = docker.spec();
        var repl = SandboxContract.repl(docker.engine().create(spec)).await("1> ");
        repl.type(entry(Stranger.PRELUDE))
                .await("2> ")
                .type(entry("let x = 41 + 1"))
                .await("Int = 42");
        repl.type(entry(Stranger.LIE_FOR_EVER)).await("lying");

        var sandbox = docker.restart().adopt(spec);
        repl = TestTerminal.resume(sandbox);

        repl.await("lying");
        repl.interrupt();
        repl.await("interrupted").await("> ");
        stillHonest(repl);
    }

    @Test
    void theAgentCannotBeKilledReadOrTraced() throws SandboxException {
        var repl = strangersRepl();

        repl.type(entry("for s: Int32 in [9, 11, 15, 19, 6] { kill(1, s) }; print(\"kil\" + \"led\")"))
                .await("killed");
        for (var path : new String[] {"/proc/1/mem", "/proc/1/environ", "/proc/1/fd/0", "/proc/1/maps"}) {
            repl.type(entry("print(\"opened\", open(\"" + path + "\", O_RDONLY), \".\")"))
                    .await("opened -1 .");
        }
        repl.type(entry(Stranger.TRACE)).await("traced -1 .");

        stillHonest(repl);
    }

    @Test
    void theKeyIsNowhereInTheSandbox() throws SandboxException {
        var repl = strangersRepl();

        repl.type(entry(Stranger.ENVIRONMENT)).await("environment read");

        assertThat(repl.output()).doesNotContain("SWIFTLET_AGENT_KEY=").doesNotContain("SWIFTLET_AGENT_SOCKET=");
        stillHonest(repl);
    }

    @Test
    void aFullDiskStopsTheStrangerAndNotTheAgent() throws SandboxException {
        var sandbox = docker.engine().create(docker.spec());

        shell(sandbox, "for f in a b c d; do cat /dev/zero > /tmp/$f; done; df /tmp; echo fu''ll")
                .await("100%")
                .await("full")
                .awaitExit();

        shell(sandbox, "rm /tmp/*; echo em''ptied").await("emptied").awaitExit();
        var repl = SandboxContract.repl(sandbox).await("1> ");
        repl.type(entry("let x = 41 + 1")).await("Int = 42");
        stillHonest(repl);
    }

    private static TestTerminal shell(Sandbox sandbox, String command) {
        return TestTerminal.start(sandbox, SandboxContract.process(ProcessSpec.Kind.RUN, "/bin/sh", "-c", command));
    }

    @Test
    void theSocketsDirectoryCannotBeChanged() throws SandboxException {
        var repl = strangersRepl();

        repl.type(entry("print(\"made\", open(\"/run/swiftlet/x\", O_CREAT | O_WRONLY, 0o600), \".\")"))
                .await("made -1 .");
        repl.type(entry("print(\"unlinked\", unlink(\"/run/swiftlet/agent.sock\"), \".\")"))
                .await("unlinked -1 .");
        repl.type(entry("print(\"listed\", opendir(\"/run/swiftlet\") == nil, \".\")"))
                .await("listed true .");

        stillHonest(repl);
    }

    @Test
    void aRingThatNobodyEmptiesStopsItsProgramOnly() throws SandboxException {
        var sandbox = docker.engine().create(docker.spec());
        var held = TestTerminal.start(
                        sandbox, SandboxContract.process(ProcessSpec.Kind.RUN, "/usr/bin/yes", "y".repeat(100)))
                .awaitStart();
        held.acknowledging(false);
        held.awaitBytes(SandboxContract.WINDOW);

        var repl = SandboxContract.repl(sandbox).await("1> ");
        repl.type(entry("let x = 41 + 1")).await("Int = 42");

        assertThat(held.bytes()).isLessThan(3L * SandboxContract.WINDOW);
        stillHonest(repl);
    }

    private TestTerminal strangersRepl() throws SandboxException {
        var repl = SandboxContract.repl(docker.engine().create(docker.spec())).await("1> ");
        repl.type(entry(Stranger.PRELUDE)).await("2> ");
        return repl.type(entry("let x = 41 + 1")).await("Int = 42");
    }

    private static void stillHonest(TestTerminal repl) {
        repl.ask(entry("print(\"x is\", x)"), "x is 42");
    }

    /// One line: what is typed is echoed, so what is waited for must not be in it as it will be printed.
    private static String entry(String swift) {
        return swift.replaceAll("\\s*\\n\\s*", " ") + "\r";
    }

    /// The stranger's Swift.
    private static final class Stranger {
        static final String PRELUDE = """
                import Glibc;
                func connectToAgent() -> Int32 {
                  let fd = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0);
                  var address = sockaddr_un();
                  address.sun_family = sa_family_t(AF_UNIX);
                  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: "/run/swiftlet/agent.sock".utf8) };
                  let size = socklen_t(MemoryLayout<sockaddr_un>.size);
                  let done = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(fd, $0, size) } };
                  if done != 0 { close(fd); return -1 };
                  return fd };
                var got = 0;
                """;
        static final String CONNECT_AND_READ = """
                do { let fd = connectToAgent(); var bytes = [UInt8](repeating: 0, count: 4096);
                print("stranger", "got", read(fd, &bytes, 4096), "bytes") }
                """;
        static final String CONNECT_FOR_EVER = """
                while true { let fd = connectToAgent(); print("try" + "ing");
                if fd >= 0 { var bytes = [UInt8](repeating: 0, count: 4096);
                let n = read(fd, &bytes, 4096); if n > 0 { got += n }; close(fd) }; usleep(2000) }
                """;
        static final String LIE_FOR_EVER = """
                while true { let fd = connectToAgent(); print("ly" + "ing");
                if fd >= 0 { var lie = [UInt8](repeating: 0x41, count: 4096);
                write(fd, &lie, 4096); var bytes = [UInt8](repeating: 0, count: 4096);
                let n = read(fd, &bytes, 4096); if n > 0 { got += n; write(fd, &bytes, n) }; close(fd) }; usleep(2000) }
                """;
        static final String TRACE = """
                do { let handle = dlopen(nil, RTLD_NOW); typealias Trace = @convention(c) (Int, Int, Int, Int) -> Int;
                let trace = unsafeBitCast(dlsym(handle, "ptrace"), to: Trace.self);
                print("traced", trace(16, 1, 0, 0), ".") }
                """;
        static final String ENVIRONMENT = """
                do { var i = 0; while let entry = environ[i] { print(String(cString: entry)); i += 1 };
                print("environment" + " read") }
                """;
    }
}
