package dev.swiftlet.run;

/// One record of a bitstream.
///
/// @param code what it is
/// @param values its numbers without the code; what is beyond the most that is kept is left out
/// @param blobStart where its bytes begin in the stream
/// @param blobLength how many bytes it has; 0 without
record BitRecord(int code, long[] values, int blobStart, int blobLength) {
    /// What no record of ours comes near.
    static final int MOST_VALUES = 64;

    /// The value at this index, or 0 where the record is shorter.
    long value(int index) {
        return index < values.length ? values[index] : 0;
    }
}
