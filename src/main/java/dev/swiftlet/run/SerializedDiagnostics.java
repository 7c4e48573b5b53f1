package dev.swiftlet.run;

import dev.swiftlet.run.Diagnostic.Range;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads clang's format of diagnostics, which Swift's compiler writes too: a bitstream of one block for each, in which
/// its notes are blocks of their own. Any thread.
public final class SerializedDiagnostics implements DiagnosticReader {
    /// `DIAG`, first byte lowest.
    private static final long MAGIC = 0x47414944L;

    @Override
    public List<Diagnostic> read(byte[] serialized, int most) throws MalformedDiagnosticsException {
        BitReader bits = new BitReader(serialized);
        if (bits.left() < 32 || bits.fixed(32) != MAGIC) {
            throw new MalformedDiagnosticsException("it does not begin as diagnostics do");
        }
        Reading reading = new Reading(serialized, most);
        new Bitstream(bits, reading).read();
        return reading.found;
    }

    /// What was read so far.
    private static final class Reading implements Bitstream.Visitor {
        private static final int DIAGNOSTIC_BLOCK = 9;
        private static final int DIAGNOSTIC = 2;
        private static final int SOURCE_RANGE = 3;
        private static final int FILE_NAME = 6;
        private static final int FIX_IT = 7;
        private static final int MOST_FILES = 4096;

        private final byte[] bytes;
        private final int most;
        private final Map<Long, String> files = new HashMap<>();
        private final List<DiagnosticDraft> open = new ArrayList<>();
        private final List<Diagnostic> found = new ArrayList<>();

        Reading(byte[] bytes, int most) {
            this.bytes = bytes;
            this.most = most;
        }

        @Override
        public boolean enough() {
            return found.size() >= most;
        }

        @Override
        public boolean enter(int block) {
            if (block != DIAGNOSTIC_BLOCK) {
                return false;
            }
            open.add(new DiagnosticDraft());
            return true;
        }

        @Override
        public void leave(int block) {
            DiagnosticDraft done = open.removeLast();
            if (!done.isSaid()) {
                return;
            }
            if (open.isEmpty()) {
                found.add(done.diagnostic());
            } else {
                open.getLast().note(done);
            }
        }

        @Override
        public void record(int block, BitRecord record) {
            DiagnosticDraft draft = open.getLast();
            switch (record.code()) {
                case DIAGNOSTIC -> draft.say(record.value(0), file(record.value(1)), point(record, 1), text(record));
                case SOURCE_RANGE -> draft.about(file(record.value(0)), range(record));
                case FIX_IT -> draft.mend(file(record.value(0)), range(record), text(record));
                case FILE_NAME -> name(record);
                default -> {
                    // Categories, flags and versions say nothing to people.
                }
            }
        }

        private void name(BitRecord record) {
            if (files.size() < MOST_FILES) {
                files.put(record.value(0), PlainNames.of(text(record)));
            }
        }

        private @Nullable String file(long id) {
            return files.get(id);
        }

        private String text(BitRecord record) {
            return new String(bytes, record.blobStart(), record.blobLength(), StandardCharsets.UTF_8);
        }

        /// A location is a file, a line, a column and an offset.
        private static @Nullable Range point(BitRecord record, int location) {
            return Places.range(
                    record.value(location + 1),
                    record.value(location + 2),
                    record.value(location + 1),
                    record.value(location + 2));
        }

        private static @Nullable Range range(BitRecord record) {
            return Places.range(record.value(1), record.value(2), record.value(5), record.value(6));
        }
    }
}
