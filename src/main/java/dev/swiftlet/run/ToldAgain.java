package dev.swiftlet.run;

import dev.swiftlet.agent.EventLoop;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/// A run that is not carried out, since what an identical one told will do.
final class ToldAgain implements Run {
    private static final Logger LOG = Logger.getLogger(ToldAgain.class);

    private final EventLoop loop;
    private final RunListener listener;
    private final Iterator<RunEvent> events;
    private final Verdict end;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private volatile boolean paused;

    /// @param events all of them; the last one is its verdict
    ToldAgain(EventLoop loop, RunListener listener, List<RunEvent> events, Verdict end) {
        this.loop = loop;
        this.listener = listener;
        this.events = events.iterator();
        this.end = end;
    }

    /// What it ends with.
    static Verdict verdict(List<RunEvent> events) {
        if (events.getLast() instanceof RunEvent.Ended ended) {
            return ended.verdict();
        }
        throw new IllegalStateException("a recording without an end");
    }

    void begin() {
        loop.execute(this::next);
    }

    /// It is over in moments anyway.
    @Override
    public void cancel() {
        resume();
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        loop.execute(this::next);
    }

    @Override
    public CompletionStage<Verdict> verdict() {
        return verdict.copy();
    }

    private void next() {
        if (paused || !events.hasNext()) {
            return;
        }
        RunEvent event = fresh(events.next());
        if (!events.hasNext()) {
            verdict.complete(end);
        }
        try {
            listener.event(event);
        } catch (RuntimeException e) {
            LOG.error("the listener of a run failed", e);
        }
        loop.execute(this::next);
    }

    /// Whoever reads a view moves in it.
    private static RunEvent fresh(RunEvent event) {
        return switch (event) {
            case RunEvent.Stdout(var bytes) -> new RunEvent.Stdout(bytes.duplicate());
            case RunEvent.Stderr(var bytes) -> new RunEvent.Stderr(bytes.duplicate());
            case RunEvent.PhaseBegan _, RunEvent.Diagnosed _, RunEvent.Valued _, RunEvent.Passed _, RunEvent.Ended _ ->
                event;
        };
    }
}
