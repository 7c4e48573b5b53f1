package dev.swiftlet.run;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/// Everything that a run told.
@NullMarked
final class HeardRun implements RunListener {
    private static final long PATIENCE_SECONDS = 300;

    private final List<RunEvent> events = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private volatile Runnable onOutput = () -> {};

    @Override
    public void event(RunEvent event) {
        switch (event) {
            case RunEvent.Stdout(var bytes) -> {
                add(stdout, bytes);
                onOutput.run();
            }
            case RunEvent.Stderr(var bytes) -> add(stderr, bytes);
            case RunEvent.Ended(var how) -> {
                events.add(event);
                verdict.complete(how);
            }
            case RunEvent.PhaseBegan _, RunEvent.Diagnosed _, RunEvent.Valued _, RunEvent.Passed _ -> events.add(event);
        }
    }

    HeardRun onOutput(Runnable action) {
        onOutput = action;
        return this;
    }

    Verdict verdict() throws Exception {
        return verdict.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    List<RunEvent> events() {
        return events;
    }

    String stdout() {
        synchronized (stdout) {
            return stdout.toString(StandardCharsets.UTF_8);
        }
    }

    String stderr() {
        synchronized (stderr) {
            return stderr.toString(StandardCharsets.UTF_8);
        }
    }

    private static void add(ByteArrayOutputStream to, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        synchronized (to) {
            to.writeBytes(copy);
        }
    }
}
