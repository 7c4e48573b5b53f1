package dev.swiftlet.run;

/// One record of a bitstream: a code that says what it is, numbers, and perhaps bytes.
final class BitRecord {
    /// What no record of ours comes near.
    static final int MOST_VALUES = 64;

    private final int code;
    private final long[] values;
    private final int blobStart;
    private final int blobLength;

    /// @param values its numbers without the code; what is beyond the most that is kept is left out
    /// @param blobStart where its bytes begin in the stream
    /// @param blobLength how many bytes it has; 0 without
    BitRecord(int code, long[] values, int blobStart, int blobLength) {
        this.code = code;
        this.values = values;
        this.blobStart = blobStart;
        this.blobLength = blobLength;
    }

    int code() {
        return code;
    }

    /// The value at this index, or 0 where the record is shorter.
    long value(int index) {
        return index < values.length ? values[index] : 0;
    }

    int blobStart() {
        return blobStart;
    }

    int blobLength() {
        return blobLength;
    }
}
