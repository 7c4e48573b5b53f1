package dev.swiftlet.bench.inner;

import dev.swiftlet.terminal.TerminalOutput;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Output without end, in the pieces in which the agent sends it.
@State(Scope.Thread)
public class TerminalFlood {
    /// Bytes of one piece.
    public static final int PIECE = 32 * 1024;

    static final int SCROLLBACK = 1 << 20;

    private final byte[] piece = lines(PIECE);
    private final TerminalOutput output = new TerminalOutput(SCROLLBACK, 0);
    private final byte[] ring = new byte[SCROLLBACK];
    private int at;

    @Benchmark
    public boolean append() {
        return output.append(piece, 0, piece.length);
    }

    @Benchmark
    public byte[] copy() {
        System.arraycopy(piece, 0, ring, at, piece.length);
        at = at + PIECE & SCROLLBACK - 1;
        return ring;
    }

    /// What the scenario `flood` prints, as the TTY makes it.
    static byte[] lines(int length) {
        String line = "x".repeat(63) + "\r\n";
        return line.repeat(length / line.length() + 1).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }
}
