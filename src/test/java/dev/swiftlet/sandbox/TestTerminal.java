package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.ByteViews;
import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A process of a sandbox and all that it printed, for a test's thread: type, and wait for what comes. Acknowledges
/// everything unless told not to.
@NullMarked
public final class TestTerminal implements AgentProcess.Listener {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration ASKING = Duration.ofSeconds(10);

    private final Sandbox sandbox;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<String> accepted = new ArrayList<>();
    private @Nullable AgentProcess process;
    private @Nullable ProcessExit exit;
    private @Nullable String refusal;
    private boolean started;
    private boolean acknowledging = true;
    private boolean keeping = true;
    private long firstOffset = -1;
    private long nextOffset;
    private long frames;
    private int seen;

    private TestTerminal(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    public static TestTerminal start(Sandbox sandbox, ProcessSpec spec) {
        var terminal = new TestTerminal(sandbox);
        terminal.on(() -> terminal.process = sandbox.agent().start(spec, terminal));
        return terminal;
    }

    /// Takes over the only channel that an earlier server left, with all the agent has kept of its output.
    public static TestTerminal resume(Sandbox sandbox) {
        var terminal = new TestTerminal(sandbox);
        terminal.started = true;
        terminal.on(() -> {
            var channel = sandbox.agent().channels().getFirst().channel();
            terminal.process = sandbox.agent().resume(channel, Map.of(), terminal);
        });
        return terminal;
    }

    public TestTerminal type(String text) {
        on(() -> process().input(ByteViews.of(Buffer.buffer(text))));
        return this;
    }

    public void endOfInput() {
        on(() -> process().endOfInput());
    }

    public void interrupt() {
        on(() -> process().interrupt());
    }

    public void signal(int signal) {
        on(() -> process().signal(signal));
    }

    public void resize(TerminalSize size) {
        on(() -> process().resize(size));
    }

    public void release() {
        on(() -> process().release());
    }

    /// From now on, or not any more.
    public void acknowledging(boolean wanted) {
        on(() -> {
            acknowledging = wanted;
            if (wanted) {
                process().acknowledge(0, nextOffset);
            }
        });
    }

    /// Counts from now on and forgets.
    public synchronized void keepNothing() {
        keeping = false;
    }

    /// Waits until this comes, behind all that was waited for before.
    public TestTerminal await(String text) {
        var found = awaitThat(() -> output().indexOf(text, seen) >= 0 || exit != null || refusal != null);
        var at = output().indexOf(text, seen);
        if (!found || at < 0) {
            throw new AssertionError("waited for «%s», got «%s», exit %s, refusal %s"
                    .formatted(text, output().substring(Math.min(seen, output().length())), exit, refusal));
        }
        synchronized (this) {
            seen = at + text.length();
        }
        return this;
    }

    /// Types until this comes: a Ctrl-C that is still on its way throws away what is typed before it.
    public TestTerminal ask(String text, String answer) {
        for (var i = 0; i < 10; i++) {
            type(text);
            if (awaitThat(ASKING, () -> output().indexOf(answer, seen) >= 0 || exit != null)) {
                break;
            }
        }
        return await(answer);
    }

    public ProcessExit awaitExit() {
        awaitThat(() -> exit != null);
        return Optional.ofNullable(exit).orElseThrow(() -> new AssertionError("no exit, but «" + output() + "»"));
    }

    public String awaitRefusal() {
        awaitThat(() -> refusal != null);
        return Optional.ofNullable(refusal).orElseThrow(() -> new AssertionError("no refusal"));
    }

    public TestTerminal awaitStart() {
        if (!awaitThat(() -> started)) {
            throw new AssertionError("not started: " + refusal);
        }
        return this;
    }

    public String awaitAccepted(int count) {
        awaitThat(() -> accepted.size() >= count);
        return accepted.get(count - 1);
    }

    /// Until so much has come.
    public void awaitBytes(long count) {
        if (!awaitThat(() -> nextOffset - Math.max(0, firstOffset) >= count)) {
            throw new AssertionError("only " + bytes() + " bytes came");
        }
    }

    public synchronized long bytes() {
        return nextOffset - Math.max(0, firstOffset);
    }

    public synchronized double bytesPerFrame() {
        return (double) bytes() / frames;
    }

    public synchronized long firstOffset() {
        return firstOffset;
    }

    public synchronized String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    public synchronized boolean ended() {
        return exit != null;
    }

    @Override
    public synchronized void started() {
        started = true;
        notifyAll();
    }

    @Override
    public synchronized void output(int stream, long offset, ByteBuffer bytes) {
        if (firstOffset < 0) {
            firstOffset = offset;
        }
        if (stream == 0 && nextOffset != 0 && offset != nextOffset) {
            throw new AssertionError("a gap at " + nextOffset + ": " + offset);
        }
        frames++;
        nextOffset = offset + bytes.remaining();
        if (keeping) {
            output.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
        if (acknowledging) {
            process().acknowledge(stream, nextOffset);
        }
        notifyAll();
    }

    @Override
    public synchronized void inputAccepted(int line, String text, boolean cut) {
        accepted.add(text);
        notifyAll();
    }

    @Override
    public void inputDrained() {}

    @Override
    public synchronized void exited(ProcessExit newExit) {
        exit = newExit;
        notifyAll();
    }

    @Override
    public synchronized void refused(String message) {
        refusal = message;
        notifyAll();
    }

    private AgentProcess process() {
        return Optional.ofNullable(process).orElseThrow();
    }

    private void on(Runnable action) {
        try {
            OnContext.await(sandbox.agent().context(), PATIENCE, () -> {
                action.run();
                return Future.succeededFuture();
            });
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean awaitThat(BooleanSupplier condition) {
        return awaitThat(PATIENCE, condition);
    }

    private synchronized boolean awaitThat(Duration patience, BooleanSupplier condition) {
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                var left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
