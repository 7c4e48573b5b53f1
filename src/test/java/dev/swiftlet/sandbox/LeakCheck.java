package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// After each test: no container with the test's instance label, no socket directory, no held
/// permit, and no more threads and sockets in this process than before. What ends in the
/// background has a while to do so.
@NullMarked
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// The virtual machine's, the test runner's, and what is kept for the next user.
    private static final List<String> EXPECTED_THREADS = List.of(
            "VirtualThread-",
            "MasterPoller",
            "Read-Poller",
            "Write-Poller",
            "ForkJoinPool",
            "Common-Cleaner",
            "Cleaner-",
            "process reaper",
            "surefire",
            "junit",
            "JNA",
            "Attach Listener",
            "vert.x-internal-blocking",
            "vertx-blocked-thread-checker",
            "globalEventExecutor",
            "threadDeathWatcher",
            "executor-thread",
            "tc-",
            "idle-connection-evictor");

    /// The virtual machine opens one for itself when it first closes another.
    private static final long JVM_SOCKETS = 1;

    private final Supplier<List<String>> leftovers;
    private Set<Thread> threads = Set.of();
    private long sockets;

    /// @param leftovers names what is still there and should not be
    public LeakCheck(Supplier<List<String>> leftovers) {
        this.leftovers = leftovers;
    }

    /// What is left of an instance on the Docker engine and on this machine.
    static List<String> ofInstance(EngineSettings settings) {
        try (var containers = new Containers(settings.instance(), settings.dockerHost(), Duration.ofMinutes(1))) {
            var left = containers.list().stream().map(name -> "container " + name);
            var directories = SocketDirectory.list(settings.runtimeDir(), settings.instance()).stream()
                    .map(name -> "directory " + name);
            return Stream.concat(left, directories).toList();
        } catch (SandboxException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        threads = Thread.getAllStackTraces().keySet();
        sockets = sockets();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !(strayThreads().isEmpty() && sockets() <= mostSockets())) {
            Thread.sleep(20);
        }
        assertThat(leftovers.get()).as("left behind").isEmpty();
        assertThat(strayThreads()).as("stray threads").isEmpty();
        assertThat(sockets()).as("open sockets").isLessThanOrEqualTo(mostSockets());
    }

    private long mostSockets() {
        return Math.max(sockets, JVM_SOCKETS);
    }

    private List<String> strayThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !threads.contains(thread))
                .map(Thread::getName)
                .filter(name -> EXPECTED_THREADS.stream().noneMatch(name::startsWith))
                .toList();
    }

    private static long sockets() {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(LeakCheck::target)
                    .filter(target -> target.startsWith("socket:"))
                    .collect(Collectors.counting());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
