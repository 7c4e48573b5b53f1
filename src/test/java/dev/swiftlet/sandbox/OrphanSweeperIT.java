package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NullMarked
class OrphanSweeperIT {
    private final EngineSettings settings =
            DockerFixture.settings("o" + Long.toHexString(System.nanoTime()), AgentTransport.SOCKET);

    @RegisterExtension
    final LeakCheck leaks = new LeakCheck(() -> LeakCheck.ofInstance(settings));

    private final DockerFixture docker = new DockerFixture(settings);

    @AfterEach
    void close() {
        docker.close();
    }

    @Test
    void whatACrashLeftIsRemoved() throws Exception {
        var orphan = docker.spec();
        docker.engine().create(orphan);
        docker.restart();
        var live = docker.engine().create(docker.spec());
        var stale = settings.runtimeDir()
                .resolve(SandboxName.of(settings.instance(), "stale").value());
        Files.createDirectory(stale);

        try (var sweeper = new OrphanSweeper(docker.engine(), Duration.ofMinutes(5), _ -> false)) {
            assertThat(sweeper.sweep()).isEqualTo(2);
            assertThat(sweeper.sweep()).isZero();
        }

        assertThat(docker.engine().list()).containsExactly(live.name());
        assertThat(stale).doesNotExist();
        SandboxContract.repl(live).await("1> ");
    }

    @Test
    void whatMayYetBeAdoptedIsKept() throws Exception {
        var spec = docker.spec();
        docker.engine().create(spec);
        docker.restart();

        try (var sweeper = new OrphanSweeper(docker.engine(), Duration.ofMinutes(5), spec.name()::equals)) {
            assertThat(sweeper.sweep()).isZero();
        }

        docker.engine().adopt(spec);
    }

    @Test
    void anotherInstanceIsNeverTouched() throws Exception {
        var sandbox = docker.engine().create(docker.spec());
        var others = DockerFixture.settings("x" + settings.instance(), AgentTransport.SOCKET);
        try (var other = new DockerEngine(others, DockerFixture.SERVER_KEY);
                var sweeper = new OrphanSweeper(other, Duration.ofMinutes(5), _ -> false)) {
            assertThat(sweeper.sweep()).isZero();
            assertThat(other.list()).isEmpty();
        }
        assertThat(docker.engine().list()).containsExactly(sandbox.name());
    }

    @Test
    void noRoundIsTheLastWhateverGoesWrongInIt() throws Exception {
        var rounds = new CountDownLatch(4);
        try (var sweeper = new OrphanSweeper(docker.engine(), Duration.ofMillis(10), _ -> false, () -> {
            rounds.countDown();
            switch ((int) rounds.getCount()) {
                case 3 -> throw new IllegalStateException("in a round");
                case 2 -> throw new StackOverflowError("in a round");
                // Somebody else's: only closing ends it.
                case 1 -> Thread.currentThread().interrupt();
                default -> {}
            }
            return 0;
        })) {
            sweeper.start();
            assertThat(rounds.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void itRunsByItself() throws Exception {
        var orphan = docker.spec();
        docker.engine().create(orphan);
        docker.restart();
        var removed = new CountDownLatch(1);
        var events = new EngineEvents(
                Containers.client(DockerFixture.DOCKER, 1),
                Containers.ownLabels(settings.instance()),
                new EngineEvents.Listener() {
                    @Override
                    public void opened() {}

                    @Override
                    public void happened(String container, String action, Map<String, String> attributes) {
                        if (action.equals("destroy")
                                && container.equals(orphan.name().value())) {
                            removed.countDown();
                        }
                    }
                });
        try (events;
                var sweeper = new OrphanSweeper(docker.engine(), Duration.ofSeconds(1), _ -> false)) {
            events.open();
            sweeper.start();
            assertThat(removed.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(docker.engine().list()).isEmpty();
    }
}
