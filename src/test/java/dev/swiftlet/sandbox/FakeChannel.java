package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentFrame;
import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// One channel of a [FakeAgent]: its program, its ring, its windows. Confined to the agent's context.
@NullMarked
final class FakeChannel implements FakeProgram.Tty {
    private final FakeAgent agent;
    private final int number;
    private final ProcessSpec spec;
    private final FakeProgram program;
    private final int stream;
    private final Buffer written = Buffer.buffer();
    private final long first;
    private TerminalSize size;
    private long due;
    private long end;
    private long acknowledged;
    private long sent;
    private long received;
    private long errors;
    private boolean resumed = true;
    private boolean exitSent;
    private @Nullable String floodLine;
    private @Nullable ProcessExit exit;

    FakeChannel(FakeAgent agent, int number, ProcessSpec spec, FakeProgram program) {
        this.agent = agent;
        this.number = number;
        this.spec = spec;
        this.program = program;
        this.stream = spec.mode() == ProcessSpec.Mode.TTY ? 0 : 1;
        this.first = spec.firstOffset();
        this.size = spec.size();
        due = first;
        end = first;
        acknowledged = first;
        sent = first;
    }

    void start() {
        program.started(this);
    }

    void input(Buffer bytes) {
        received += bytes.length();
        if (exit == null) {
            program.input(this, bytes.getBytes());
        }
        agent.send(new AgentFrame.InputWritten(number, received));
    }

    /// Not counted, as the protocol says.
    void endOfInput() {
        if (exit == null) {
            program.input(this, new byte[] {4});
        }
    }

    void interrupt() {
        if (exit == null) {
            program.interrupted(this);
        }
    }

    void signal(int signal) {
        if (signal == 2) {
            interrupt();
        } else if (exit == null && signal != 28) {
            killed(signal);
        }
    }

    void resize(TerminalSize newSize) {
        size = newSize;
        if (exit == null) {
            program.resized(this);
        }
    }

    void acknowledge(long offset) {
        acknowledged = Math.max(acknowledged, offset);
        pump();
    }

    void resume(long offset) {
        sent = Math.max(offset, oldest());
        acknowledged = sent;
        resumed = true;
        pump();
    }

    void disconnected() {
        resumed = false;
        exitSent = false;
    }

    AgentFrame.LiveChannel live() {
        var streams = stream == 0
                ? List.of(new AgentFrame.LiveStream(0, oldest(), acknowledged, end))
                : List.of(
                        new AgentFrame.LiveStream(1, oldest(), acknowledged, end),
                        new AgentFrame.LiveStream(2, first, first, first));
        return new AgentFrame.LiveChannel(number, spec.kind(), spec.mode(), exit != null, received, received, streams);
    }

    boolean prints(int someStream) {
        return someStream == stream;
    }

    boolean exited() {
        return exit != null;
    }

    @Override
    public void print(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        written.appendBytes(bytes);
        due += bytes.length;
        pump();
    }

    /// Sent at once, whatever the window: a test prints little there.
    @Override
    public void printError(String text) {
        var bytes = Buffer.buffer(text);
        agent.send(new AgentFrame.Output(number, 2, errors, bytes));
        errors += bytes.length();
    }

    @Override
    public List<String> arguments() {
        return spec.arguments();
    }

    @Override
    public void flood(String line) {
        floodLine = line.repeat(1024);
        pump();
    }

    @Override
    public boolean stopFlood() {
        var flooding = floodLine != null;
        floodLine = null;
        return flooding;
    }

    @Override
    public void accepted(int line, String text) {
        agent.send(new AgentFrame.InputAccepted(number, line, false, text));
    }

    @Override
    public void exit(int code) {
        ended(OptionalInt.of(code), OptionalInt.empty());
    }

    @Override
    public void killed(int signal) {
        ended(OptionalInt.empty(), OptionalInt.of(signal));
    }

    @Override
    public TerminalSize size() {
        return size;
    }

    private void ended(OptionalInt code, OptionalInt signal) {
        floodLine = null;
        var time = Duration.ofMillis(5);
        exit = new ProcessExit(code, signal, time, time, time, 1024, agent.kills());
        pump();
    }

    private long oldest() {
        return Math.max(first, end - spec.ringBytes());
    }

    /// The process writes as far as the window allows; what it wrote is sent when the server wants it.
    private void pump() {
        end = Math.min(due, Math.max(end, acknowledged + AgentFrame.OUTPUT_WINDOW_BYTES));
        if (floodLine != null && due == end && end - acknowledged < AgentFrame.OUTPUT_WINDOW_BYTES) {
            var bytes = floodLine.getBytes(StandardCharsets.UTF_8);
            written.appendBytes(bytes);
            due += bytes.length;
            agent.later(this::pump);
        }
        while (resumed && sent < end && agent.connected()) {
            var length = (int) Math.min(end - sent, AgentFrame.MAX_CHUNK_BYTES);
            var at = (int) (sent - first);
            agent.send(new AgentFrame.Output(number, stream, sent, written.getBuffer(at, at + length)));
            sent += length;
        }
        if (exit != null && resumed && !exitSent && sent == due && agent.connected()) {
            exitSent = true;
            agent.send(new AgentFrame.Exit(number, exit));
        }
    }
}
