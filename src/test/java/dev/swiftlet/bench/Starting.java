package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;

/// From the start of the server's process to its first page.
final class Starting implements Scenario {
    private static final String PLAIN = "Swiftlet, no AOT cache";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "the server's start and memory, with the JDK's cache and plain";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        Meter seconds = stage.meter("from its start to the first page", "s", Better.LOWER)
                .goal(Goal.of(Statistic.MEDIAN, 2));
        Meter memory = stage.meter("RSS then", "MiB", Better.LOWER);
        if (!Server.hasCache(stage.place())) {
            stage.note("this application has no AOT cache: both are plain");
        }
        ServerSetup shipped = ServerSetup.SHIPPED.withoutPools();
        for (int round = 0; round < stage.times(8, 2); round++) {
            start(stage, shipped, Figure.OURS, seconds, memory);
            start(stage, shipped.withoutQuickStart(), PLAIN, seconds, memory);
        }
        stage.show(seconds);
        stage.show(memory);
    }

    private static void start(Stage stage, ServerSetup setup, String subject, Meter seconds, Meter memory)
            throws IOException {
        stage.stopServer();
        Server server = stage.server(setup);
        seconds.add(subject, server.secondsToAnswer());
        memory.add(subject, Proc.residentMiB(server.pid()));
    }
}
