package dev.swiftlet.bench.inner;

import dev.swiftlet.terminal.Snapshot;
import dev.swiftlet.terminal.TerminalOutput;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What somebody who joins is sent, of a terminal that has printed more than that.
@State(Scope.Thread)
public class TerminalSnapshot {
    private final TerminalOutput output = full();
    private final byte[] tail = TerminalFlood.lines(TerminalOutput.TAIL_BYTES);

    @Benchmark
    public Snapshot snapshot() {
        return output.snapshot(TerminalOutput.TAIL_BYTES);
    }

    @Benchmark
    public byte[] copy() {
        return tail.clone();
    }

    private static TerminalOutput full() {
        TerminalOutput output = new TerminalOutput(TerminalFlood.SCROLLBACK, 0);
        byte[] printed = TerminalFlood.lines(TerminalFlood.SCROLLBACK);
        output.append(printed, 0, printed.length);
        return output;
    }
}
