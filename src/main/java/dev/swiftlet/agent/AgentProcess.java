package dev.swiftlet.agent;

import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One process in a sandbox: a channel of its [AgentConnection]. Confined to the connection's
/// context. Goes on while the agent's stream is lost: what is asked meanwhile is done when the
/// stream is back, and what was printed meanwhile comes then.
public final class AgentProcess {
    private static final Logger LOG = Logger.getLogger(AgentProcess.class);

    private enum State {
        /// START is not answered.
        NEW,
        RUNNING,
        /// Exited or refused.
        OVER
    }

    private final AgentConnection connection;
    private final int channel;
    private final ProcessSpec.Mode mode;
    private final @Nullable ProcessSpec spec;
    private final Listener listener;
    private final InputQueue input = new InputQueue();
    private final ControlsDue controls = new ControlsDue();
    private final Map<Integer, OutputCursor> output = new TreeMap<>();
    private State state;
    private boolean startSent;
    private boolean adopted;
    private boolean inputWasFull;
    private boolean ended;
    private boolean released;

    /// A process to be started.
    AgentProcess(AgentConnection connection, int channel, ProcessSpec spec, Listener listener) {
        this.connection = connection;
        this.channel = channel;
        this.mode = spec.mode();
        this.spec = spec;
        this.listener = listener;
        this.state = State.NEW;
        for (var stream : spec.mode() == ProcessSpec.Mode.TTY ? List.of(0) : List.of(1, 2)) {
            output.put(stream, new OutputCursor(spec.firstOffset()));
        }
    }

    /// A process that an earlier server started.
    AgentProcess(
            AgentConnection connection, AgentFrame.LiveChannel live, Map<Integer, Long> offsets, Listener listener) {
        this.connection = connection;
        this.channel = live.channel();
        this.mode = live.mode();
        this.spec = null;
        this.adopted = true;
        this.listener = listener;
        this.state = State.RUNNING;
        for (var stream : live.streams()) {
            var first = Math.min(offsets.getOrDefault(stream.stream(), 0L), stream.end());
            output.put(stream.stream(), new OutputCursor(first));
        }
    }

    /// Its number within the sandbox, 1 to 65,535. A server that restarts finds the process by it.
    public int channel() {
        return channel;
    }

    /// Queues bytes for the TTY or stdin, in order. The caller stops while [#inputQueueFull()]; one that does not is
    /// refused at 1 MiB. Without effect when the process is over.
    ///
    /// @throws IllegalStateException beyond that bound
    public void input(ByteBuffer bytes) {
        if (state != State.OVER && !ended) {
            input.add(ByteViews.of(bytes));
            flush();
        }
    }

    /// Whether more than 64 KiB of input are queued: the caller pauses its source until [Listener#inputDrained()].
    public boolean inputQueueFull() {
        return input.full();
    }

    /// After all input before it: closes stdin, or types the TTY's end-of-file character.
    public void endOfInput() {
        if (state != State.OVER && !ended) {
            ended = mode == ProcessSpec.Mode.PIPES;
            input.addEnd();
            flush();
        }
    }

    /// Of the TTY; without effect with pipes.
    public void resize(TerminalSize newSize) {
        if (mode == ProcessSpec.Mode.TTY && state != State.OVER) {
            controls.resize(newSize);
            flush();
        }
    }

    /// Sends a signal to the TTY's foreground process group, or with pipes to the program's own.
    ///
    /// @param signal 1 to 31; 9 ends the whole process tree
    public void signal(int signal) {
        if (signal < 1 || signal > 31) {
            throw new IllegalArgumentException("not a signal: " + signal);
        }
        controls.signal(signal);
        flush();
    }

    /// Stops the evaluation or the program as Ctrl-C should; queued input is thrown away.
    public void interrupt() {
        input.clear();
        controls.interrupt();
        flush();
    }

    /// Everything of the stream before the offset was taken: 256 KiB more may come.
    public void acknowledge(int stream, long offset) {
        var cursor = output.get(stream);
        if (cursor == null) {
            throw new IllegalArgumentException("no such stream: " + stream);
        }
        cursor.acknowledge(offset);
        if (cursor.acknowledgementDue()) {
            flush();
        }
    }

    /// Forgets the process: at once when it is over, else as soon as it is. Its listener hears no
    /// more, and what it still prints is thrown away. It does not end the process.
    public void release() {
        if (!released) {
            released = true;
            output.forEach((stream, cursor) -> acknowledge(stream, cursor.next()));
            connection.releaseIfOver(this);
        }
    }

    boolean running() {
        return state == State.RUNNING;
    }

    boolean over() {
        return state == State.OVER;
    }

    boolean released() {
        return released;
    }

    /// Sends whatever is due and the stream has room for.
    void flush() {
        var link = connection.link();
        if (link == null || (state == State.OVER)) {
            return;
        }
        if (!startSent && spec != null && state == State.NEW) {
            startSent = true;
            link.send(new AgentFrame.Start(channel, spec));
        }
        flushControl(link);
        while (!link.full()) {
            var frame = input.next(channel);
            if (frame == null) {
                break;
            }
            link.send(frame);
        }
        if (inputWasFull && !input.full()) {
            inputWasFull = false;
            heard("inputDrained", listener::inputDrained);
        }
        inputWasFull = input.full();
    }

    private void flushControl(AgentLink link) {
        if (link.full()) {
            return;
        }
        controls.take(channel).forEach(link::send);
        output.forEach((stream, cursor) -> {
            if (cursor.acknowledgementDue()) {
                link.send(new AgentFrame.Acknowledge(channel, stream, cursor.acknowledgement()));
            }
        });
    }

    /// The agent has said hello on a new stream.
    ///
    /// @param live what it said of this channel, or null when it does not know it
    void connected(AgentLink link, AgentFrame.@Nullable LiveChannel live) throws MalformedFrameException {
        if (state == State.OVER) {
            return;
        }
        if (live == null) {
            if (state == State.RUNNING) {
                throw new MalformedFrameException("the agent has forgotten channel " + channel);
            }
            startSent = false;
            flush();
            return;
        }
        if (adopted) {
            adopted = false;
            input.adopted(live.inputReceived(), live.inputWritten());
        } else {
            input.reconnected(live.inputReceived(), live.inputWritten());
        }
        for (var stream : live.streams()) {
            var cursor = output.get(stream.stream());
            if (cursor == null) {
                throw new MalformedFrameException("channel " + channel + " has other streams than before");
            }
            link.send(new AgentFrame.Resume(channel, stream.stream(), cursor.resumeAt(stream)));
        }
        controls.reconnected();
        if (ended) {
            input.addEnd();
        }
        startedOnce();
        flush();
    }

    void started() {
        startedOnce();
    }

    private void startedOnce() {
        if (state == State.NEW) {
            state = State.RUNNING;
            heard("started", listener::started);
        }
    }

    void output(AgentFrame.Output frame) throws MalformedFrameException {
        var cursor = output.get(frame.stream());
        if (cursor == null || state == State.OVER) {
            throw new MalformedFrameException("output of a stream that is not there");
        }
        cursor.take(frame.offset(), frame.bytes().length());
        startedOnce();
        if (released) {
            acknowledge(frame.stream(), cursor.next());
        } else {
            heard("output", () -> listener.output(frame.stream(), frame.offset(), ByteViews.of(frame.bytes())));
        }
    }

    void inputWritten(long total) throws MalformedFrameException {
        input.written(total);
        flush();
    }

    void inputAccepted(AgentFrame.InputAccepted frame) {
        var line = (int) Math.min(frame.line(), Integer.MAX_VALUE);
        heard("inputAccepted", () -> listener.inputAccepted(line, frame.text(), frame.cut()));
    }

    void exited(ProcessExit exit) {
        if (state != State.OVER) {
            startedOnce();
            state = State.OVER;
            input.clear();
            heard("exited", () -> listener.exited(exit));
        }
        connection.releaseIfOver(this);
    }

    void refused(String message) {
        if (state != State.OVER) {
            state = State.OVER;
            input.clear();
            heard("refused", () -> listener.refused(message));
        }
    }

    /// Without having asked the agent.
    void refusedLater(String message) {
        state = State.OVER;
        connection.context().runOnContext(_ -> heard("refused", () -> listener.refused(message)));
    }

    /// A listener that throws must not take the agent's stream along.
    private void heard(String what, Runnable call) {
        if (released) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "channel %d: the listener failed at %s", channel, what);
        }
    }

    /// What happens to a process. Called on the connection's context; must not block.
    public interface Listener {
        /// It runs.
        void started();

        /// Output, in order. The offset is of the first byte: it leaps only where bytes were lost for good because the
        /// agent no longer has them. The bytes are a view: whoever keeps them copies.
        ///
        /// @param stream 0 the TTY, 1 stdout, 2 stderr
        void output(int stream, long offset, ByteBuffer bytes);

        /// The REPL took an entry. Untrusted text: the sandbox says so.
        ///
        /// @param line the number that LLDB gives to its first line
        /// @param cut whether the text is longer than what is here
        void inputAccepted(int line, String text, boolean cut);

        /// The input queue is no longer full.
        void inputDrained();

        /// It ended, with all of its descendants; after the last output. Nothing more comes.
        void exited(ProcessExit exit);

        /// It could not be started. Nothing more comes. When a stream was lost just then, `started` may have come
        /// before.
        void refused(String message);
    }
}
