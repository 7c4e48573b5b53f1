package dev.swiftlet.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes containers and sandboxes agree again and again: removes the sandboxes of this instance
/// that nobody knows, and their directories (what a crash or an engine that answered too late
/// left behind), and tells those whose container is gone. Runs on a virtual thread of its own
/// from [#start()] until it is closed, whatever goes wrong in it.
public final class OrphanSweeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OrphanSweeper.class);

    private final DockerEngine engine;
    private final Duration every;
    private final Predicate<SandboxName> kept;
    private final IntSupplier others;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    /// Sweeps nothing yet.
    ///
    /// @param kept besides the engine's live sandboxes, those to leave alone: a starting server may yet adopt them
    public OrphanSweeper(DockerEngine engine, Duration every, Predicate<SandboxName> kept) {
        this(engine, every, kept, () -> 0);
    }

    /// The same, with something else to look after in each round.
    ///
    /// @param others says how much it had to mend
    public OrphanSweeper(DockerEngine engine, Duration every, Predicate<SandboxName> kept, IntSupplier others) {
        this.others = others;
        this.engine = engine;
        this.every = every;
        this.kept = kept;
    }

    /// Sweeps now and then again and again. Idempotent.
    public synchronized void start() {
        if (thread == null) {
            thread = startThread();
        }
    }

    /// Whatever ends the thread, the next begins.
    private Thread startThread() {
        return Thread.ofVirtual()
                .name("orphan-sweeper")
                .uncaughtExceptionHandler((_, _) -> restart())
                .start(this::run);
    }

    private synchronized void restart() {
        if (closed.getCount() > 0) {
            thread = startThread();
        }
    }

    /// One round, now. Blocks.
    private void round() {
        int mended = 0;
        mended += counted("looking after sessions", others::getAsInt);
        mended += counted("looking for lost containers", engine::reconcile);
        mended += counted("sweeping", this::sweep);
        if (mended > 0) {
            LOG.infof("reconciled: %d mended", mended);
        }
    }

    private interface Chore {
        int mend() throws SandboxException;
    }

    private static int counted(String what, Chore chore) {
        try {
            return chore.mend();
        } catch (Throwable e) { // the rounds go on
            LOG.warnf("%s failed, the next round tries again: %s", what, e);
            return 0;
        }
    }

    /// Removes what nobody knows. Blocks.
    ///
    /// @return how many containers and directories were removed
    public int sweep() throws SandboxException {
        var swept = 0;
        // Listed before they are compared: what is listed and not known then has nobody, since a sandbox is known
        // before its container is made.
        for (var name : engine.list()) {
            if (orphaned(name)) {
                LOG.infof("removing sandbox %s, which nobody owns", name);
                engine.remove(name);
                swept++;
            }
        }
        var runtimeDir = engine.settings().runtimeDir();
        for (var name : SocketDirectory.list(runtimeDir, engine.settings().instance())) {
            if (orphaned(name) && deleted(SocketDirectory.of(runtimeDir, name))) {
                swept++;
            }
        }
        return swept;
    }

    /// Waits for the round that runs, if any.
    @Override
    public synchronized void close() {
        closed.countDown();
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean orphaned(SandboxName name) {
        return !engine.knows(name) && !kept.test(name);
    }

    private void run() {
        do {
            round();
        } while (!isClosedWithin(every));
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false; // somebody else's, in a round: only closing ends this
        }
    }

    private static boolean deleted(SocketDirectory directory) {
        try {
            directory.delete();
            return true;
        } catch (IOException e) {
            LOG.warnf("a sandbox's directory could not be removed: %s", e.getMessage());
            return false;
        }
    }
}
