package dev.swiftlet.session;

import dev.swiftlet.agent.AgentConnection;
import dev.swiftlet.agent.AgentFrame;
import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.protocol.ReplExit;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.sandbox.ReplSpec;
import dev.swiftlet.sandbox.WarmRepl;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.Toolchain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The REPL's process: starts it, keeps its output in the terminal's record, and holds input back
/// until it can be taken. Confined to the session's loop.
final class Repl implements AgentProcess.Listener, Terminal.Program {
    /// What a REPL tells its session.
    interface Listener {
        /// Output, already in the record.
        void printed(long offset, ByteBuffer bytes);

        void changed(ReplState now);

        /// @param cut whether the text is longer than what is here
        void accepted(int line, String text, boolean cut);

        /// All that a REPL had printed under an earlier server is in the record.
        void caughtUp();

        /// Input may be typed again.
        void inputDrained();

        void exited(ReplExit exit);
    }

    /// Between two REPLs on one terminal: end the line as an entry does (so that no prompt is thought to stand there),
    /// leave the alternate screen (47, since 1049 would move the cursor too), soft reset, and a thin line.
    private static final byte[] RESTART_MARK =
            "\u001b[2G\r\n\u001b[?47l\u001b[!p\u001b[0m\r\n\u001b[2m────────\u001b[0m\r\n"
                    .getBytes(StandardCharsets.UTF_8);

    private static final int SIGKILL = 9;

    private final Toolchain toolchain;
    private final TerminalOutput output;
    private final Listener listener;
    private final FirstPrompt firstPrompt;
    private final HeldInput held = new HeldInput();
    /// What the terminal's size became before the first prompt.
    private @Nullable TerminalSize sizeDue;
    private @Nullable AgentProcess process;
    /// Not released before the next one starts: until then a server that restarts finds its output and its exit.
    private @Nullable AgentProcess ended;
    private boolean prompted;
    private boolean holding;
    /// The process whose output until [#replayUntil] is being fetched again.
    private boolean replaying;
    private long replayUntil;
    private long replayFrom;
    private ReplState state = ReplState.STARTING;
    /// How many prompts had come when the listener was last told.
    private long promptsTold;
    /// How many in the sandbox were killed for memory before.
    private long oomKills;

    Repl(Toolchain toolchain, TerminalOutput output, Listener listener, FirstPrompt firstPrompt) {
        this.toolchain = toolchain;
        this.output = output;
        this.listener = listener;
        this.firstPrompt = firstPrompt;
    }

    void start(AgentConnection agent, TerminalSize size) {
        if (output.end() > 0) {
            append(RESTART_MARK);
        }
        forgetEnded();
        prompted = false;
        sizeDue = null;
        state = ReplState.STARTING;
        process = agent.start(ReplSpec.of(toolchain, size, output.end()), this);
        awaitPrompt();
    }

    /// Takes over a REPL that stands at its prompt, whose output is this terminal's already.
    void takeOver(WarmRepl warm, TerminalSize size) {
        prompted = true;
        AgentProcess taken = warm.handOver(this);
        if (state == ReplState.ENDED) {
            taken.release();
            return;
        }
        process = taken;
        resize(size);
        follow(output.isReady() ? ReplState.READY : ReplState.RUNNING);
    }

    /// Takes over the REPL that an earlier server started, and fetches what it printed that the record has not.
    ///
    /// @return false if there is none
    boolean adopt(AgentConnection agent) {
        Optional<AgentFrame.LiveChannel> newest = agent.channels().stream()
                .filter(channel -> channel.kind() == ProcessSpec.Kind.REPL)
                .max(Comparator.comparingLong(
                        channel -> channel.streams().getFirst().end()));
        if (newest.isEmpty()) {
            return false;
        }
        AgentFrame.LiveStream tty = newest.get().streams().getFirst();
        bridge(tty);
        replaying = true;
        replayFrom = tty.oldest();
        // More than a ring it cannot have kept.
        replayUntil = Math.min(tty.end(), Math.max(output.end(), tty.oldest()) + ProcessSpec.MAX_RING_BYTES);
        process = agent.resume(newest.get().channel(), Map.of(tty.stream(), output.end()), this);
        catchUp();
        return true;
    }

    /// Makes the record end where the agent's begins, or somewhere within.
    private void bridge(AgentFrame.LiveStream tty) {
        if (output.end() > 0 && output.end() + RESTART_MARK.length == tty.oldest()) {
            output.append(RESTART_MARK, 0, RESTART_MARK.length);
        }
        if (output.end() < tty.oldest() || output.end() > tty.end()) {
            output.skipTo(tty.oldest());
        }
    }

    /// @return whether the bytes were taken; false if the REPL has ended or holds too much
    boolean type(ByteBuffer bytes) {
        if (state == ReplState.ENDED) {
            return false;
        }
        if (!prompted || holding) {
            return held.type(bytes);
        }
        held.touched();
        send(bytes);
        return true;
    }

    /// Enters a text as one entry, when the REPL is ready for it.
    ///
    /// @return whether it was taken; false if the REPL has ended or too much waits already
    boolean submit(String text) {
        byte[] entry = ReplEntry.encode(text);
        if (entry.length == 0) {
            return true;
        }
        if (state == ReplState.ENDED || !held.submit(entry)) {
            return false;
        }
        releaseHeld();
        return true;
    }

    /// From now on what people type and submit waits until [#release]; only what is entered here goes to the REPL.
    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        releaseHeld();
    }

    /// Enters a text as one entry, at once. The caller knows that the REPL is at its prompt.
    void enter(String text) {
        held.entered(output.prompts());
        send(ByteBuffer.wrap(ReplEntry.encode(text)));
    }

    /// Nobody waits for its prompt any more.
    void letGo() {
        firstPrompt.forget();
    }

    boolean isInputFull() {
        return process != null && process.inputQueueFull();
    }

    /// Before its first prompt there is nothing to interrupt but what was typed ahead.
    void interrupt() {
        held.clear();
        if (process != null && !isStarting()) {
            process.interrupt();
        }
    }

    /// LLDB takes memory in its handlers of SIGWINCH and SIGINT, on the thread that starts it. A signal that finds that
    /// thread at the same leaves it waiting for itself for ever: one of 150 starts with a new size. So none is sent
    /// before the first prompt; from then on that thread only waits.
    @Override
    public void resize(TerminalSize size) {
        if (process == null) {
            return;
        }
        if (isStarting()) {
            sizeDue = size;
        } else {
            process.resize(size);
        }
    }

    private boolean isStarting() {
        return !prompted && !replaying;
    }

    @Override
    public void acknowledge(long offset) {
        if (process != null) {
            process.acknowledge(0, offset);
        }
    }

    @Override
    public void started() {}

    @Override
    public void output(int stream, long offset, ByteBuffer bytes) {
        if (offset > output.end()) {
            output.skipTo(offset);
        }
        record(bytes);
        if (replaying) {
            acknowledge(output.end());
            catchUp();
            return;
        }
        listener.printed(offset, bytes);
        follow(output.isReady() ? ReplState.READY : ReplState.RUNNING);
    }

    @Override
    public void inputAccepted(int line, String text, boolean cut) {
        listener.accepted(line, text, cut);
    }

    @Override
    public void inputDrained() {
        listener.inputDrained();
    }

    @Override
    public void exited(ProcessExit exit) {
        ended(new ReplExit(
                exit.code().isPresent() ? exit.code().getAsInt() : null,
                exit.signal().isPresent() ? exit.signal().getAsInt() : null,
                exit.oomKills() > oomKills,
                false,
                null));
        oomKills = exit.oomKills();
    }

    /// So many of the sandbox's processes were killed for memory that are no concern of the next exit.
    void killedBeside(long kills) {
        oomKills = Math.max(oomKills, kills);
    }

    @Override
    public void refused(String message) {
        append(("\r\n" + message + "\r\n").getBytes(StandardCharsets.UTF_8));
        ended(new ReplExit(null, null, false, false, null));
    }

    private void ended(ReplExit exit) {
        firstPrompt.forget();
        ended = process;
        process = null;
        held.clear();
        if (replaying) {
            replaying = false;
            listener.caughtUp();
        }
        state = ReplState.ENDED;
        listener.exited(exit);
    }

    private void awaitPrompt() {
        AgentProcess starting = process;
        firstPrompt.await(() -> {
            if (starting != null && process == starting && !prompted) {
                giveUp(starting);
            }
        });
    }

    /// It hangs, or what was heard of it was lost: whichever, it is not waited for, nor heard any more.
    private void giveUp(AgentProcess hanging) {
        hanging.signal(SIGKILL);
        hanging.release();
        process = null;
        ended(ReplExit.NO_PROMPT);
    }

    private void forgetEnded() {
        if (ended != null) {
            ended.release();
            ended = null;
        }
    }

    /// The prompt tells where it stands. Without one in all that is kept, it starts if that is all there ever was.
    private void catchUp() {
        if (!replaying || output.end() < replayUntil) {
            return;
        }
        replaying = false;
        boolean whole = replayUntil - replayFrom < ProcessSpec.MAX_RING_BYTES;
        prompted = output.prompts() > 0 || !whole;
        listener.caughtUp();
        if (prompted) {
            follow(output.isReady() ? ReplState.READY : ReplState.RUNNING);
        } else {
            awaitPrompt();
        }
    }

    private void record(ByteBuffer bytes) {
        output.append(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    private void append(byte[] bytes) {
        long offset = output.end();
        output.append(bytes, 0, bytes.length);
        listener.printed(offset, ByteBuffer.wrap(bytes));
    }

    private void follow(ReplState now) {
        if (now == ReplState.READY) {
            prompted();
        } else if (!prompted) {
            return;
        }
        boolean evaluated = now == ReplState.READY && state == ReplState.READY && output.prompts() > promptsTold;
        if (evaluated) {
            // All within one piece of output: whoever waits for an evaluation's end hears of it all the same.
            listener.changed(ReplState.RUNNING);
        }
        promptsTold = output.prompts();
        if (now != state || evaluated) {
            state = now;
            listener.changed(now);
        }
        releaseHeld();
    }

    private void prompted() {
        prompted = true;
        firstPrompt.forget();
        if (sizeDue != null) {
            resize(sizeDue);
            sizeDue = null;
        }
    }

    private void releaseHeld() {
        byte[] next = state == ReplState.READY && !holding ? held.release(output.prompts()) : null;
        if (next != null) {
            send(ByteBuffer.wrap(next));
        }
    }

    private void send(ByteBuffer bytes) {
        if (process != null) {
            process.input(bytes);
        }
    }
}
