package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentConnection;
import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.Toolchain;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A REPL that was started for nobody in particular: keeps what it prints, and acknowledges it, until somebody takes it
/// over. Confined to its sandbox's loop, but for what says otherwise.
public final class WarmRepl {
    /// As much as a session keeps; it becomes the session's.
    private static final int SCROLLBACK_BYTES = 1 << 20;

    /// Before there is a visitor. At the prompt LLDB prints nothing when its TTY is resized, and goes on at the new
    /// width.
    private static final TerminalSize SIZE = TerminalSize.DEFAULT;

    private final TerminalOutput output = new TerminalOutput(SCROLLBACK_BYTES, 0);
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final AgentProcess process;
    private AgentProcess.@Nullable Listener taker;
    private @Nullable ProcessExit exit;
    private volatile boolean atPrompt;

    private WarmRepl(AgentConnection agent, Toolchain toolchain) {
        process = agent.start(ReplSpec.warm(toolchain, SIZE), new Keeper());
    }

    /// On the loop.
    static WarmRepl start(AgentConnection agent, Toolchain toolchain) {
        return new WarmRepl(agent, toolchain);
    }

    /// Done when it stands at its first prompt; failed when it ended before. Any thread.
    CompletionStage<Void> ready() {
        return ready.copy();
    }

    /// Whether it stands at its prompt now. Any thread.
    boolean isAtPrompt() {
        return atPrompt;
    }

    /// What it has printed so far, with its prompt.
    public TerminalOutput output() {
        return output;
    }

    /// Hands the process over, once. What it prints from now on is the listener's to record and to acknowledge. If it
    /// has ended meanwhile, the listener hears so before this returns.
    public AgentProcess handOver(AgentProcess.Listener listener) {
        if (taker != null) {
            throw new IllegalStateException("handed over already");
        }
        taker = listener;
        if (exit != null) {
            listener.exited(exit);
        }
        return process;
    }

    private void fail(String why) {
        atPrompt = false;
        ready.completeExceptionally(new IllegalStateException(why));
    }

    /// Hears the process for its whole life and passes on to whoever has taken it.
    private final class Keeper implements AgentProcess.Listener {
        @Override
        public void started() {}

        @Override
        public void output(int stream, long offset, ByteBuffer bytes) {
            if (taker != null) {
                taker.output(stream, offset, bytes);
                return;
            }
            output.append(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            process.acknowledge(0, output.end());
            atPrompt = output.isReady();
            if (atPrompt) {
                ready.complete(null);
            }
        }

        @Override
        public void inputAccepted(int line, String text, boolean cut) {
            if (taker != null) {
                taker.inputAccepted(line, text, cut);
            }
        }

        @Override
        public void inputDrained() {
            if (taker != null) {
                taker.inputDrained();
            }
        }

        @Override
        public void exited(ProcessExit how) {
            exit = how;
            fail("the REPL ended before its first prompt");
            if (taker != null) {
                taker.exited(how);
            }
        }

        @Override
        public void refused(String message) {
            fail("the REPL could not be started");
            if (taker != null) {
                taker.refused(message);
            }
        }
    }
}
