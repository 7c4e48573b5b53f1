package dev.swiftlet.bench;

import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import dev.swiftlet.bench.figures.TextReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What scenarios have in common: the server, the engine, and where they write what they found. One thread uses it; any
/// may close it, at any moment, which ends what runs.
final class Stage implements AutoCloseable {
    static final String RAW = "raw attach";
    static final String PLAIN = "plain REPL";
    static final String PEER = "node-pty";

    private static final long REMOVED_WITHIN_MS = 2000;

    private final Server.Place place;
    private final Containers containers;
    private final Containers peerContainers;
    private final Peer.Place peerPlace;
    private final boolean quick;
    private final List<Meter> meters = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Meter left;
    private String scenario = "";
    private Server server;
    private Peer peer;
    private boolean closed;

    Stage(Server.Place place, Containers containers, Containers peerContainers, Peer.Place peerPlace, boolean quick) {
        this.place = place;
        this.containers = containers;
        this.peerContainers = peerContainers;
        this.peerPlace = peerPlace;
        this.quick = quick;
        this.left = new Meter(
                        "after it all", "containers alive 2 s after their server's end", "containers", Better.LOWER)
                .goal(Goal.of(Statistic.MOST, 0));
    }

    void begin(Scenario next) {
        scenario = next.name();
        removePeers();
    }

    Meter meter(String name, String unit, Better better) {
        Meter meter = new Meter(scenario, name, unit, better);
        synchronized (meters) {
            meters.add(meter);
        }
        return meter;
    }

    Meter millis(String name) {
        return meter(name, "ms", Better.LOWER);
    }

    /// How often, or for how long, in a full run and in a quick one.
    int times(int full, int inQuick) {
        return quick ? inQuick : full;
    }

    boolean quick() {
        return quick;
    }

    /// The server as wanted: the one that runs, or another one after that has ended.
    Server server(ServerSetup setup) throws IOException {
        Server running = running();
        if (running == null || !running.setup().equals(setup)) {
            stopServer();
            say("starting a server");
            Server started = Server.start(place, setup);
            synchronized (this) {
                server = started;
                if (closed) {
                    started.close();
                    throw new IOException("stopped");
                }
            }
            running = started;
        }
        say("waiting for its pools");
        running.awaitPools();
        return running;
    }

    /// Ends the server that runs, if any, and counts what it leaves behind.
    void stopServer() throws IOException {
        Server running;
        synchronized (this) {
            running = server;
            server = null;
        }
        if (running == null) {
            return;
        }
        running.close();
        pause(REMOVED_WITHIN_MS);
        left.add(
                Figure.OURS,
                containers.engine().labelled("instance=" + place.instance()).size());
    }

    Server.Place place() {
        return place;
    }

    Containers containers() {
        return containers;
    }

    /// The peer, where it could be installed; else null, and a note says so.
    Peer peer() throws IOException {
        if (peer == null && peerPlace.isThere()) {
            say("starting the peer");
            peer = Peer.start(peerPlace, peerContainers);
        }
        return peer;
    }

    /// Removes the containers that the peer has, also those that it no longer knows of: a
    /// `docker` command that is killed leaves its container.
    void removePeers() {
        peerContainers.close();
    }

    /// The ids of the containers that the peer has.
    List<String> peers() throws IOException {
        return peerContainers.all();
    }

    /// What the reader has to know about the figures of this scenario.
    void note(String text) {
        synchronized (meters) {
            notes.add(scenario + ": " + text);
        }
        say("note: " + text);
    }

    void say(String what) {
        System.err.println("  [" + scenario + "] " + what);
    }

    /// One line of what was found, for who looks on.
    void show(Meter meter) {
        if (!meter.isEmpty()) {
            say(TextReport.line(meter.figure()));
        }
    }

    void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    List<Figure> figures() {
        synchronized (meters) {
            List<Figure> figures = new ArrayList<>();
            for (Meter meter : meters) {
                if (!meter.isEmpty()) {
                    figures.add(meter.figure());
                }
            }
            if (!left.isEmpty()) {
                figures.add(left.figure());
            }
            return figures;
        }
    }

    List<String> notes() {
        synchronized (meters) {
            return List.copyOf(notes);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            stopServer();
        } catch (IOException e) {
            System.err.println("while stopping the server: " + e.getMessage());
        }
        if (peer != null) {
            peer.close();
        }
        peerContainers.close();
        containers.close();
    }

    private synchronized Server running() throws IOException {
        if (closed) {
            throw new IOException("stopped");
        }
        return server;
    }
}
