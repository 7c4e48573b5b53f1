package dev.swiftlet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The benchmark's own parts, each once: they measure something, and nothing is left of them.
class BenchIT {
    private static final String IMAGE = System.getenv().getOrDefault("SWIFTLET_SANDBOX_IMAGE", "swiftlet/sandbox:6.0");

    @Test
    void measuresOursBesideTheFloorAndLeavesNothing(@TempDir Path state) throws Exception {
        String instance =
                "b" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Engine engine = new Engine(Path.of("/var/run/docker.sock"));
        Stage stage = stage(engine, state, instance);
        Meter echo = stage.millis("a key");
        Meter evaluation = stage.millis("1+1");
        Meter run = stage.millis("hello");
        try (stage) {
            Server server = stage.server(ServerSetup.SHIPPED.withoutPools());
            for (Terminals terminals : List.of(Terminals.ours(server), Terminals.raw(stage.containers()))) {
                try (Repl repl = terminals.repl()) {
                    evaluation.addMillis(terminals.name(), repl.enter("1+1"));
                    echo.addMillis(terminals.name(), repl.echo('x'));
                    repl.clearLine();
                }
            }
            try (WarmShell shell = new WarmShell(stage.containers())) {
                run.addMillis("warm container", shell.run("print(\"hello\")", "hello\n"));
            }
            assertThat(server.heapMiB()).isPositive();
            assertThat(Proc.residentMiB(server.pid())).isGreaterThan(server.heapMiB());
        }

        assertThat(stage.figures()).extracting(Figure::name).startsWith("a key", "1+1", "hello");
        assertThat(stage.figures()).extracting(Figure::better).containsOnly(Better.LOWER);
        assertThat(echo.figure().subjects()).containsOnlyKeys(Figure.OURS, Stage.RAW);
        assertThat(engine.labelled("instance=" + instance)).isEmpty();
        assertThat(engine.labelled("instance=" + instance + "floor")).isEmpty();
    }

    @Test
    void measuresAnInnerPartBesideACopy(@TempDir Path state) throws Exception {
        long start = System.nanoTime();
        try (Stage stage = stage(new Engine(Path.of("/var/run/docker.sock")), state, "b0")) {
            Inner.measure(stage, Inner.FLOOD);

            assertThat(stage.figures())
                    .extracting(Figure::name)
                    .containsExactly(Inner.FLOOD.name(), Inner.FLOOD.name() + ", allocated");
            assertThat(stage.figures())
                    .allSatisfy(figure -> assertThat(figure.subjects()).containsOnlyKeys(Figure.OURS, Inner.COPY));
        }
        System.out.printf("measured: an inner part with JMH in %d ms%n", (System.nanoTime() - start) / 1_000_000);
    }

    private static Stage stage(Engine engine, Path state, String instance) {
        return new Stage(
                new Server.Place(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Path.of("target/quarkus-app"),
                        state,
                        instance),
                new Containers(engine, IMAGE, instance + "floor"),
                new Containers(engine, IMAGE, instance + "peer"),
                new Peer.Place(state.resolve("peer")),
                true);
    }
}
