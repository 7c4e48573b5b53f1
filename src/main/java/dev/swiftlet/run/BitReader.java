package dev.swiftlet.run;

/// Reads bits from bytes, least significant first, as LLVM's bitstreams have them. Never reads beyond the end.
final class BitReader {
    private static final int MAX_WIDTH = 64;

    private final byte[] bytes;
    private final long end;
    private long at;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length * 8L;
    }

    boolean atEnd() {
        return at >= end;
    }

    /// Bits that are left.
    long left() {
        return end - at;
    }

    /// @param width 0 to 64 bits
    long fixed(int width) throws MalformedDiagnosticsException {
        if (width < 0 || width > MAX_WIDTH || width > left()) {
            throw new MalformedDiagnosticsException("it ends early");
        }
        long value = 0;
        for (int done = 0; done < width; ) {
            int inByte = (int) (at & 7);
            int taken = Math.min(8 - inByte, width - done);
            long bits = ((bytes[(int) (at >>> 3)] & 0xff) >>> inByte) & ((1L << taken) - 1);
            value |= bits << done;
            done += taken;
            at += taken;
        }
        return value;
    }

    /// A number in groups of `width` bits, whose highest says whether another follows.
    long variable(int width) throws MalformedDiagnosticsException {
        if (width < 2 || width > 32) {
            throw new MalformedDiagnosticsException("a number's groups have 2 to 32 bits");
        }
        long more = 1L << (width - 1);
        long value = 0;
        for (int shift = 0; shift < MAX_WIDTH; shift += width - 1) {
            long group = fixed(width);
            value |= (group & (more - 1)) << shift;
            if ((group & more) == 0) {
                return value;
            }
        }
        throw new MalformedDiagnosticsException("a number is too long");
    }

    /// Goes on at the next multiple of 32 bits.
    void align() throws MalformedDiagnosticsException {
        skip((32 - (at & 31)) & 31);
    }

    void skip(long bits) throws MalformedDiagnosticsException {
        if (bits < 0 || bits > left()) {
            throw new MalformedDiagnosticsException("it ends early");
        }
        at += bits;
    }

    /// @return where the next byte is; only after [#align()]
    int byteOffset() {
        return (int) (at >>> 3);
    }
}
