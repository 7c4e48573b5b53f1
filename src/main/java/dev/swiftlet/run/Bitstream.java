package dev.swiftlet.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// LLVM's container of nested blocks and records. Tells a [Visitor] what is in it. Bounded: each step takes some bits
/// of the input.
final class Bitstream {
    private static final int MOST_ABBREVIATIONS = 64;
    private static final int MOST_DEPTH = 8;
    private static final int END_BLOCK = 0;
    private static final int ENTER_BLOCK = 1;
    private static final int DEFINE_ABBREVIATION = 2;
    private static final int UNABBREVIATED = 3;
    private static final int BLOCK_INFO = 0;
    private static final int SET_BLOCK = 1;

    private final BitReader bits;
    private final Visitor visitor;
    private final Map<Integer, List<BitAbbreviation>> known = new HashMap<>();
    private final long[] values = new long[BitRecord.MOST_VALUES];

    /// Hears of blocks and records, in their order.
    interface Visitor {
        /// @return whether what is in it is of interest; false leaves all of it out
        boolean enter(int block);

        void record(int block, BitRecord record) throws MalformedDiagnosticsException;

        void leave(int block);

        /// Whether it has heard enough.
        boolean enough();
    }

    Bitstream(BitReader bits, Visitor visitor) {
        this.bits = bits;
        this.visitor = visitor;
    }

    /// After the magic number.
    void read() throws MalformedDiagnosticsException {
        while (bits.left() >= 32 && !visitor.enough()) {
            if (bits.fixed(2) != ENTER_BLOCK) {
                throw new MalformedDiagnosticsException("only blocks are outside of blocks");
            }
            enter(1);
        }
    }

    private void enter(int depth) throws MalformedDiagnosticsException {
        long id = bits.variable(8);
        long width = bits.variable(4);
        bits.align();
        long words = bits.fixed(32);
        if (id < 0 || id > 0xffff || width < 2 || width > 32 || words > bits.left() / 32) {
            throw new MalformedDiagnosticsException("a block is too long, or no block");
        }
        if (id == BLOCK_INFO) {
            block((int) id, (int) width, depth);
        } else if (visitor.enter((int) id)) {
            block((int) id, (int) width, depth);
            visitor.leave((int) id);
        } else {
            bits.skip(words * 32);
        }
    }

    private void block(int id, int width, int depth) throws MalformedDiagnosticsException {
        if (depth > MOST_DEPTH) {
            throw new MalformedDiagnosticsException("its blocks are nested too deeply");
        }
        List<BitAbbreviation> abbreviations = new ArrayList<>(known.getOrDefault(id, List.of()));
        @Nullable Integer described = null;
        while (!visitor.enough()) {
            int code = (int) bits.fixed(width);
            switch (code) {
                case END_BLOCK -> {
                    bits.align();
                    return;
                }
                case ENTER_BLOCK -> enter(depth + 1);
                case DEFINE_ABBREVIATION -> define(id == BLOCK_INFO ? described(described) : abbreviations);
                case UNABBREVIATED -> described = heard(id, unabbreviated(), described);
                default ->
                    described = heard(id, abbreviation(abbreviations, code).read(bits, values), described);
            }
        }
    }

    /// @return the block that abbreviations are defined for from now on, in a block about blocks
    private @Nullable Integer heard(int id, BitRecord record, @Nullable Integer described)
            throws MalformedDiagnosticsException {
        if (id != BLOCK_INFO) {
            visitor.record(id, record);
            return described;
        }
        return record.code() == SET_BLOCK ? Integer.valueOf((int) (record.value(0) & 0xffff)) : described;
    }

    private List<BitAbbreviation> described(@Nullable Integer block) throws MalformedDiagnosticsException {
        if (block == null) {
            throw new MalformedDiagnosticsException("an abbreviation for no block");
        }
        return known.computeIfAbsent(block, _ -> new ArrayList<>());
    }

    private void define(List<BitAbbreviation> into) throws MalformedDiagnosticsException {
        BitAbbreviation defined = BitAbbreviation.define(bits);
        if (into.size() >= MOST_ABBREVIATIONS) {
            throw new MalformedDiagnosticsException("it has too many abbreviations");
        }
        into.add(defined);
    }

    private static BitAbbreviation abbreviation(List<BitAbbreviation> abbreviations, int code)
            throws MalformedDiagnosticsException {
        int index = code - UNABBREVIATED - 1;
        if (index < 0 || index >= abbreviations.size()) {
            throw new MalformedDiagnosticsException("no such abbreviation");
        }
        return abbreviations.get(index);
    }

    private BitRecord unabbreviated() throws MalformedDiagnosticsException {
        int code = (int) bits.variable(6);
        long count = bits.variable(6);
        if (count < 0 || count > bits.left() / 6) {
            throw new MalformedDiagnosticsException("it ends early");
        }
        int kept = 0;
        for (long i = 0; i < count; i++) {
            kept = BitAbbreviation.keep(values, kept, bits.variable(6));
        }
        return new BitRecord(code, Arrays.copyOf(values, kept), 0, 0);
    }
}
