package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// From the start of the server's process to its first page.
final class Starting implements Scenario {
    private static final String WITH_CACHE = "Swiftlet, AOT cache";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "the server's start and memory, plain and with a cache of the JDK";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        Meter seconds = stage.meter("from its start to the first page", "s", Better.LOWER)
                .goal(Goal.of(Statistic.MEDIAN, 2).by(WITH_CACHE));
        Meter memory = stage.meter("RSS then", "MiB", Better.LOWER);
        ServerSetup plain = ServerSetup.SHIPPED.withoutPools();
        Path cache = stage.place().state().resolve("server.aot").toAbsolutePath();
        train(stage, plain.withJava("-XX:AOTCacheOutput=" + cache));
        ServerSetup cached = plain.withJava("-XX:AOTCache=" + cache);
        for (int round = 0; round < stage.times(8, 2); round++) {
            start(stage, plain, Figure.OURS, seconds, memory);
            if (Files.exists(cache)) {
                start(stage, cached, WITH_CACHE, seconds, memory);
            }
        }
        stage.stopServer();
        Files.deleteIfExists(cache);
        stage.show(seconds);
        stage.show(memory);
    }

    private static void train(Stage stage, ServerSetup setup) throws IOException {
        Server server = stage.server(setup);
        stage.say("training the cache");
        Terminals.ours(server).repl().close();
        server.post("/api/runs", "{\"source\": \"print(1)\"}").expect(200);
        stage.stopServer();
        if (!Files.exists(stage.place().state().resolve("server.aot"))) {
            stage.note("no AOT cache came to be: a JDK 25 or later is needed");
        }
    }

    private static void start(Stage stage, ServerSetup setup, String subject, Meter seconds, Meter memory)
            throws IOException {
        stage.stopServer();
        Server server = stage.server(setup);
        seconds.add(subject, server.secondsToAnswer());
        memory.add(subject, Proc.residentMiB(server.pid()));
    }
}
