package dev.swiftlet.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How records of one kind are written in a bitstream.
///
/// @param operands in their order, at least one
record BitAbbreviation(List<Operand> operands) {
    private static final int MOST_OPERANDS = 32;
    private static final int MOST_ELEMENTS = 1 << 16;

    /// One part of a record.
    sealed interface Operand {
        /// A number that is not written at all.
        record Literal(long value) implements Operand {}

        record Fixed(int width) implements Operand {}

        record Variable(int width) implements Operand {}

        /// As many as a number before it says, each as the operand after it.
        record Array() implements Operand {}

        /// Bytes, their number before them.
        record Blob() implements Operand {}
    }

    static BitAbbreviation define(BitReader bits) throws MalformedDiagnosticsException {
        long count = bits.variable(5);
        if (count < 1 || count > MOST_OPERANDS) {
            throw new MalformedDiagnosticsException("an abbreviation has 1 to 32 operands");
        }
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operands.add(operand(bits));
        }
        checkOrder(operands);
        return new BitAbbreviation(List.copyOf(operands));
    }

    private static Operand operand(BitReader bits) throws MalformedDiagnosticsException {
        if (bits.fixed(1) == 1) {
            return new Operand.Literal(bits.variable(8));
        }
        int encoding = (int) bits.fixed(3);
        return switch (encoding) {
            case 1 -> new Operand.Fixed(width(bits.variable(5), 0));
            case 2 -> new Operand.Variable(width(bits.variable(5), 2));
            case 3 -> new Operand.Array();
            // A character of six bits: to us a number like any other.
            case 4 -> new Operand.Fixed(6);
            case 5 -> new Operand.Blob();
            default -> throw new MalformedDiagnosticsException("no such encoding");
        };
    }

    private static int width(long width, int least) throws MalformedDiagnosticsException {
        if (width < least || width > 32) {
            throw new MalformedDiagnosticsException("an operand is too wide");
        }
        return (int) width;
    }

    /// An array is the last but one, and its elements take room: else a few bytes would make a long loop.
    private static void checkOrder(List<Operand> operands) throws MalformedDiagnosticsException {
        int last = operands.size() - 1;
        for (int i = 0; i <= last; i++) {
            boolean wrong = switch (operands.get(i)) {
                case Operand.Array() -> i == 0 || i != last - 1 || !isElement(operands.get(last));
                case Operand.Blob() -> i == 0 || i != last;
                case Operand.Literal _, Operand.Fixed _, Operand.Variable _ -> false;
            };
            if (wrong) {
                throw new MalformedDiagnosticsException("an abbreviation is no record's");
            }
        }
    }

    private static boolean isElement(Operand operand) {
        return switch (operand) {
            case Operand.Fixed(var width) -> width > 0;
            case Operand.Variable _ -> true;
            case Operand.Literal _, Operand.Array _, Operand.Blob _ -> false;
        };
    }

    /// @param values room for [BitRecord#MOST_VALUES]; what is in it does not matter
    BitRecord read(BitReader bits, long[] values) throws MalformedDiagnosticsException {
        int count = 0;
        int blobStart = 0;
        int blobLength = 0;
        for (int i = 0; i < operands.size(); i++) {
            switch (operands.get(i)) {
                case Operand.Array() -> {
                    long elements = bits.variable(6);
                    if (elements < 0 || elements > MOST_ELEMENTS) {
                        throw new MalformedDiagnosticsException("an array is too long");
                    }
                    Operand element = operands.get(++i);
                    for (long done = 0; done < elements; done++) {
                        count = keep(values, count, scalar(element, bits));
                    }
                }
                case Operand.Blob() -> {
                    long length = bits.variable(6);
                    bits.align();
                    blobStart = bits.byteOffset();
                    if (length < 0 || length > bits.left() / 8) {
                        throw new MalformedDiagnosticsException("it ends early");
                    }
                    blobLength = (int) length;
                    bits.skip(length * 8);
                    bits.align();
                }
                case Operand scalar -> count = keep(values, count, scalar(scalar, bits));
            }
        }
        return new BitRecord((int) values[0], Arrays.copyOfRange(values, 1, Math.max(1, count)), blobStart, blobLength);
    }

    static int keep(long[] values, int count, long value) {
        if (count == values.length) {
            return count;
        }
        values[count] = value;
        return count + 1;
    }

    private static long scalar(Operand operand, BitReader bits) throws MalformedDiagnosticsException {
        return switch (operand) {
            case Operand.Literal(var value) -> value;
            case Operand.Fixed(var width) -> bits.fixed(width);
            case Operand.Variable(var width) -> bits.variable(width);
            case Operand.Array _, Operand.Blob _ -> throw new MalformedDiagnosticsException("not a number");
        };
    }
}
