package dev.swiftlet.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/// Writes down what a process's listener hears, one line each.
@NullMarked
public final class RecordingListener implements AgentProcess.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    /// The next line, which must begin so.
    public String await(String prefix) {
        try {
            var line = heard.poll(60, TimeUnit.SECONDS);
            if (line == null || !line.startsWith(prefix)) {
                throw new AssertionError("expected " + prefix + ", heard " + line);
            }
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Whether nothing more was heard so far.
    public boolean silent() {
        return heard.isEmpty();
    }

    @Override
    public void started() {
        heard.add("started");
    }

    @Override
    public void output(int stream, long offset, ByteBuffer bytes) {
        heard.add("output " + stream + " " + offset + " " + StandardCharsets.UTF_8.decode(bytes));
    }

    @Override
    public void inputAccepted(int line, String text, boolean cut) {
        heard.add("accepted " + line + " " + text + (cut ? "…" : ""));
    }

    @Override
    public void inputDrained() {
        heard.add("drained");
    }

    @Override
    public void exited(ProcessExit exit) {
        heard.add("exited " + (exit.code().isPresent() ? exit.code().getAsInt() : "signal"));
    }

    @Override
    public void refused(String message) {
        heard.add("refused " + message);
    }
}
