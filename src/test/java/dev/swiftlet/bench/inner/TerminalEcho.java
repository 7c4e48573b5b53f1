package dev.swiftlet.bench.inner;

import dev.swiftlet.terminal.TerminalOutput;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Two typed keys as LLDB echoes them: most come back as they are, `:` with the line drawn anew.
@State(Scope.Thread)
public class TerminalEcho {
    private static final int SCROLLBACK = 1 << 20;

    private final byte[] key = bytes("x");
    private final byte[] redraw = bytes("\r\u001B[11G:\u001B[1G\u001B[2m  3> \u001B[0m\u001B[12G");
    private final TerminalOutput output = new TerminalOutput(SCROLLBACK, 0);
    private final byte[] ring = new byte[SCROLLBACK];
    private int at;

    @Benchmark
    public boolean append() {
        boolean atKey = output.append(key, 0, key.length);
        return output.append(redraw, 0, redraw.length) || atKey;
    }

    @Benchmark
    public byte[] copy() {
        copy(key);
        copy(redraw);
        return ring;
    }

    private void copy(byte[] piece) {
        System.arraycopy(piece, 0, ring, at, piece.length);
        at = at + 32 & SCROLLBACK - 1;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
