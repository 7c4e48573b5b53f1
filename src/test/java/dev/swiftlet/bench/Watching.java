package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// One who types and many who watch; and one who reads so slowly that somebody has to keep what was printed.
final class Watching implements Scenario {
    private static final long LOOK_EVERY_NANOS = 50_000;
    private static final int KEYS_PER_SECOND = 10;
    private static final int SLOW_BYTES_PER_SECOND = 50_000;

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public String about() {
        return "a key until its echo with 50 and 200 viewers; the server's memory under a slow reader";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        Server server = stage.server(ServerSetup.SHIPPED.withoutPools());
        for (int viewers : stage.quick() ? new int[] {0, 20} : new int[] {0, 50, 200}) {
            viewers(stage, server, viewers);
        }
        slow(stage, server);
    }

    /// A viewer counts what it has got.
    private record Viewer(SessionLink link, AtomicLong received) {
        void watch() {
            try {
                while (true) {
                    received.addAndGet(link.read().remaining());
                }
            } catch (IOException e) {
                // The end of it.
            }
        }
    }

    private static void viewers(Stage stage, Server server, int count) throws IOException {
        Meter echo = stage.millis("the typist's echo, %d viewers".formatted(count));
        Meter last = stage.millis("the last viewer's, %d viewers".formatted(count));
        String session = server.createSession();
        List<Viewer> viewers = new ArrayList<>();
        try (Repl typist = new Repl(server.join(session, 0).endingIt(() -> server.endSession(session)))) {
            typist.awaitPrompt(1);
            for (int i = 0; i < count; i++) {
                Viewer viewer = new Viewer(server.join(session, 0), new AtomicLong());
                viewers.add(viewer);
                Thread.ofVirtual().start(viewer::watch);
            }
            // All have what there is, which is the same for all.
            stage.pause(1000);
            long next = System.nanoTime();
            for (int key = 0; key < stage.times(200, 20); key++) {
                if (key % 40 == 39) {
                    typist.clearLine();
                    stage.pause(200);
                    next = System.nanoTime();
                }
                Crowd.awaitTime(next);
                next += TimeUnit.SECONDS.toNanos(1) / KEYS_PER_SECOND;
                List<Long> before =
                        viewers.stream().map(viewer -> viewer.received().get()).toList();
                long began = System.nanoTime();
                echo.addMillis(Figure.OURS, typist.echo((char) ('a' + key % 26)));
                if (count > 0) {
                    awaitAll(viewers, before, began);
                    last.addMillis(Figure.OURS, System.nanoTime() - began);
                }
            }
        } finally {
            viewers.forEach(viewer -> viewer.link().close());
        }
        stage.show(echo);
        stage.show(last);
    }

    private static void awaitAll(List<Viewer> viewers, List<Long> before, long began) throws IOException {
        for (int i = 0; i < viewers.size(); i++) {
            while (viewers.get(i).received().get() == before.get(i)) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
                if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(30)) {
                    throw new IOException("a viewer gets nothing");
                }
            }
        }
    }

    private static void slow(Stage stage, Server server) throws IOException {
        int seconds = stage.times(60, 10);
        Meter heap = stage.meter("the heap's growth in %d s of a slow reader".formatted(seconds), "MiB", Better.LOWER)
                .goal(Goal.of(Statistic.MEDIAN, 0.3));
        Meter resident = stage.meter("the RSS's growth meanwhile", "MiB", Better.LOWER);
        String session = server.createSession();
        SlowLink slow =
                new SlowLink(server.join(session, 64 * 1024).endingIt(() -> server.endSession(session)), 10_000_000);
        try (Repl repl = new Repl(slow).awaitPrompt(1)) {
            repl.enter("import Glibc");
            repl.enter("let pad = String(repeating: \"x\", count: 8000)");
            // What a session has once in its life, its record of 1 MiB above all, is no growth.
            repl.enter("for _ in 0..<1000 { print(pad) }");
            slow.slowDown(SLOW_BYTES_PER_SECOND);
            repl.type("while true { print(pad) }\r");
            slow.readFor(stage.times(5, 2));
            for (int round = 0; round < stage.times(3, 1); round++) {
                double heapBefore = server.heapMiB();
                double residentBefore = Proc.residentMiB(server.pid());
                slow.readFor(seconds);
                resident.add(Figure.OURS, Proc.residentMiB(server.pid()) - residentBefore);
                heap.add(Figure.OURS, server.heapMiB() - heapBefore);
            }
            slow.interrupt();
        }
        stage.show(heap);
        stage.show(resident);
    }
}
