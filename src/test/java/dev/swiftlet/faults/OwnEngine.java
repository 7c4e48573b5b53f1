package dev.swiftlet.faults;

import dev.swiftlet.web.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Docker engine of a test's own, beside the one that everybody uses, to freeze, stop and start at will. It needs
/// root. Its images lie in `.swiftlet/own-engine` and stay there: the first run takes a minute, the next ones seconds.
/// Closing it removes its containers.
@SuppressWarnings("try") // a test that is interrupted is over
final class OwnEngine implements AutoCloseable {
    private static final String SOURCE =
            Optional.ofNullable(System.getenv("SWIFTLET_SANDBOX_IMAGE")).orElse("swiftlet/sandbox:6.0");
    private static final Path DATA = Path.of(".swiftlet/own-engine").toAbsolutePath();
    private static final Path PID = DATA.resolve("pid");
    private static final int STOP_PATIENCE_SECONDS = 120;

    /// What a REPL never opens. Without it the image is a quarter.
    private static final List<String> LEFT_OUT = List.of(
            "./proc",
            "./sys",
            "./dev",
            "./usr/share/*",
            "./usr/lib/gcc",
            "*/swift_static",
            "*/lib/swift/embedded",
            "*/FrameworkABIBaseline",
            "*/libsourcekitdInProc.so",
            "*/lib_InternalSwiftScan.so",
            "*/libLTO.so*",
            "*/bin/clang*",
            "*/bin/lld",
            "*/bin/swift-*",
            "*/bin/sourcekit-lsp",
            "*/bin/docc",
            "*/bin/llvm-*");

    private final Path directory;
    private final boolean liveRestore;
    private final String image;
    private Process process;

    /// Starts one.
    ///
    /// @param liveRestore whether its containers survive it
    OwnEngine(boolean liveRestore) throws Exception {
        this.liveRestore = liveRestore;
        // Short: the path of a unix socket has 107 characters at most.
        this.directory = Files.createTempDirectory("own");
        String id =
                PackagedServer.docker("inspect", "--format", "{{.Id}}", SOURCE).getFirst();
        this.image = "swiftlet/sandbox:" + id.substring("sha256:".length(), "sha256:".length() + 12);
        Files.createDirectories(DATA);
        stopLeftover();
        start();
        fill();
    }

    /// Whether this machine and this user may have one.
    static boolean isPossible() {
        boolean installed = Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin")
                .anyMatch(path -> Files.isExecutable(Path.of(path, "dockerd")));
        boolean possible = installed && "root".equals(System.getProperty("user.name"));
        if (!possible) {
            Measured.say("nothing with a dockerd of our own: that takes Linux, root and dockerd");
        }
        return possible;
    }

    URI uri() {
        return URI.create("unix://" + directory.resolve("d.sock"));
    }

    /// The sandbox image under the name it has here.
    String image() {
        return image;
    }

    /// Starts it (again) and waits until it answers.
    void start() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "dockerd",
                "--data-root=" + DATA.resolve("data"),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + PID,
                "--host=" + uri(),
                "--bridge=none",
                "--iptables=false",
                "--ip6tables=false"));
        if (liveRestore) {
            command.add("--live-restore");
        }
        long began = System.nanoTime();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        Eventually.holds("an engine of our own answers", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("dockerd ended (it needs root): " + Files.readString(log()));
            }
            return answers();
        });
        Measured.say("own dockerd: up in %.1f s".formatted(Measured.secondsSince(began)));
    }

    /// As its service manager stops it.
    void stop() throws InterruptedException {
        long began = System.nanoTime();
        process.destroy();
        if (!process.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("dockerd does not stop");
        }
        Measured.say("own dockerd: stopped in %.1f s".formatted(Measured.secondsSince(began)));
    }

    /// `kill -9`: its containers live on at least until it starts again.
    void kill() throws InterruptedException, IOException {
        process.destroyForcibly();
        if (!process.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("dockerd does not end");
        }
        // Its containerd dies with it, and where PID 1 does not reap, its zombie would count as running.
        Files.deleteIfExists(directory.resolve("exec/containerd/containerd.pid"));
    }

    /// It no longer runs, and nobody is told: what connects, waits.
    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    /// All containers, running or not.
    List<String> containers() throws IOException, InterruptedException {
        return docker("ps", "-aq");
    }

    List<String> docker(String... arguments) throws IOException, InterruptedException {
        return PackagedServer.docker(Stream.concat(Stream.of("-H", uri().toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Override
    public void close() {
        try {
            cleanUp();
        } catch (Exception e) {
            throw new AssertionError("an engine of our own does not end: " + directory, e);
        }
    }

    private void cleanUp() throws Exception {
        if (!process.isAlive()) {
            start();
        }
        thaw();
        List<String> left = containers();
        if (!left.isEmpty()) {
            docker(Stream.concat(Stream.of("rm", "-f"), left.stream()).toArray(String[]::new));
        }
        stop();
        // With live-restore its directory stays mounted on itself, and nobody could remove it.
        new ProcessBuilder("umount", DATA.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Puts the image in, unless it is there, in the place of older ones.
    private void fill() throws Exception {
        List<String> images = docker("images", "--format", "{{.Repository}}:{{.Tag}}");
        if (images.contains(image)) {
            return;
        }
        for (String old : images) {
            docker("rmi", old);
        }
        long began = System.nanoTime();
        List<String> tar = new ArrayList<>(
                List.of("docker", "run", "--rm", "--network=none", "--user=0", "--entrypoint=tar", SOURCE, "-C", "/"));
        LEFT_OUT.forEach(path -> tar.add("--exclude=" + path));
        tar.addAll(List.of("-c", "."));
        List<String> load = List.of(
                "docker",
                "-H",
                uri().toString(),
                "import",
                "--change=ENTRYPOINT [\"/usr/lib/swiftlet/agent\"]",
                "--change=ENV HOME=/tmp LANG=C.UTF-8 TERM=xterm-256color",
                "--change=WORKDIR /tmp",
                "-",
                image);
        List<Process> pipe = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder(tar).redirectError(log().toFile()),
                new ProcessBuilder(load).redirectErrorStream(true).redirectOutput(log().toFile())));
        for (Process part : pipe) {
            if (part.waitFor() != 0) {
                throw new AssertionError("the image cannot be copied: " + Files.readString(log()));
            }
        }
        Measured.say("own dockerd: image copied in %.0f s, %s"
                .formatted(
                        Measured.secondsSince(began),
                        docker("images", "--format", "{{.Size}}", image).getFirst()));
    }

    /// Tests that were killed leave theirs running.
    private static void stopLeftover() throws Exception {
        if (Files.exists(PID)) {
            Optional<ProcessHandle> left = ProcessHandle.of(
                            Long.parseLong(Files.readString(PID).strip()))
                    .filter(process -> process.info().command().orElse("").endsWith("dockerd"));
            if (left.isPresent()) {
                kill("-CONT", left.get().pid());
                left.get().destroy();
                left.get().onExit().get(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            Files.deleteIfExists(PID);
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        return new ProcessBuilder("docker", "-H", uri().toString(), "version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private void signal(String which) throws Exception {
        kill(which, process.pid());
    }

    private static void kill(String which, long pid) throws Exception {
        if (new ProcessBuilder("kill", which, Long.toString(pid))
                        .inheritIO()
                        .start()
                        .waitFor()
                != 0) {
            throw new AssertionError("no such dockerd");
        }
    }

    private Path log() {
        return directory.resolve("log");
    }
}
