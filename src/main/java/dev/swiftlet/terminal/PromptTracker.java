package dev.swiftlet.terminal;

/// Tells from its output whether the REPL (LLDB's, with line editing) waits at its prompt. Fed
/// every byte once, however cut.
///
/// Each time LLDB draws the line being edited it sets column 1, prints the prompt, then sets the
/// cursor's column: `CSI 1 G`, perhaps dim, `  7> ` or in later lines `  8. `, `CSI 6 G`. That
/// is _ready_. Enter at the end of a complete entry sets the column once more and ends the line:
/// `CSI 20 G`, CR, LF. That is _not ready_; but CR, LF and then a column or `CSI J` is the
/// cursor moving down a wrapped line, or the list of completions.
///
/// A guess, for people to see. A program can print a prompt, and a cursor that moves to the very
/// first column of a wrapped line looks like an entry: then the answer is wrong until the next
/// prompt. The agent knows better (the evaluating process is stopped at a prompt); what must not
/// go wrong asks it. Confined to one thread by its caller.
public final class PromptTracker {
    /// Hears what happens at the prompt, in stream order, while the bytes are taken in. Offsets
    /// are of the stream.
    public interface Listener {
        /// The prompt has come back: an evaluation is over. What the program prints on its own
        /// may still follow.
        ///
        /// @param line the number in the prompt
        /// @param first whether it asks for an entry's first line (`7>`) or a later one (`8.`)
        /// @param start where the prompt begins
        void prompted(int line, boolean first, long start);

        /// An entry was entered, it seems. Then comes `prompted`, or `resumed`.
        ///
        /// @param line the number of the entry's first line
        /// @param end after what was echoed of it; there begins what it prints
        void entered(int line, long end);

        /// It was no entry: the prompt still stands there.
        void resumed();
    }

    private static final Listener NOBODY = new Listener() {
        @Override
        public void prompted(int line, boolean first, long start) {}

        @Override
        public void entered(int line, long end) {}

        @Override
        public void resumed() {}
    };

    private enum Seen {
        /// Nothing of interest.
        OTHER,
        /// `CSI 1 G`, perhaps attributes, perhaps spaces.
        LINE_START,
        /// The digits of a prompt.
        NUMBER,
        /// `7>` or `7.`
        MARK,
        /// The prompt, perhaps attributes, blanks and vertical moves.
        PROMPT,
        /// While ready: a column was set, perhaps CR.
        COLUMN,
        /// A column was set, then the line ended: an entry, it seems.
        LINE_END
    }

    /// Prompts are padded to this: `  1> `.
    private static final int NUMBER_WIDTH = 3;
    /// No column is larger; a larger number is no number.
    private static final int LARGEST = 9999;

    private static final int ESC = 0x1B;
    private static final int NO_SEQUENCE = -2;
    private static final int ESCAPED = -1;

    private Listener listener = NOBODY;
    /// Of the byte that is looked at.
    private long offset;

    private boolean ready;
    private long prompts;
    private long escapeAt;
    private long lineStart;
    /// The number in the prompt that is being read.
    private int number;

    private boolean first;
    private int firstLine;
    private Seen seen = Seen.OTHER;
    private int width;
    /// `NO_SEQUENCE`, `ESCAPED` after `ESC`, else the number of a control sequence as far as it
    /// has been read.
    private int sequence = NO_SEQUENCE;

    public PromptTracker() {
        this(0);
    }

    /// @param firstOffset the offset of the first byte that will be appended
    public PromptTracker(long firstOffset) {
        this.offset = firstOffset;
    }

    /// From now on tells this one.
    public void listen(Listener newListener) {
        listener = newListener;
    }

    /// Whether the REPL waits at its prompt. Not before the first one.
    public boolean isReady() {
        return ready;
    }

    /// How often the prompt has come: a whole evaluation may lie within one piece of output, and
    /// then only this tells of it.
    public long prompts() {
        return prompts;
    }

    /// Bytes were lost: the next has this offset, and whether a prompt stands there is not known
    /// until one is seen.
    public void skipTo(long next) {
        offset = next;
        ready = false;
        seen = Seen.OTHER;
        sequence = NO_SEQUENCE;
    }

    /// Takes in the next bytes of the stream.
    ///
    /// @return whether `isReady()` is another than before
    public boolean append(byte[] src, int from, int length) {
        boolean before = ready;
        int end = from + length;
        int i = from;
        long base = offset - from;
        while (i < end) {
            if (seen == Seen.OTHER && sequence == NO_SEQUENCE) {
                i = indexOfEscape(src, i, end);
                if (i == end) {
                    break;
                }
            }
            offset = base + i;
            step(src[i]);
            i++;
        }
        offset = base + end;
        return ready != before;
    }

    private static int indexOfEscape(byte[] src, int from, int end) {
        int i = from;
        while (i < end && src[i] != ESC) {
            i++;
        }
        return i;
    }

    private void step(byte c) {
        if (c == ESC) {
            sequence = ESCAPED;
            escapeAt = offset;
        } else if (sequence == NO_SEQUENCE) {
            text(c);
        } else if (sequence == ESCAPED) {
            sequence = c == '[' ? 0 : NO_SEQUENCE;
            seen = c == '[' ? seen : Seen.OTHER;
        } else if (c >= '0' && c <= '9') {
            sequence = Math.min(LARGEST, sequence * 10 + c - '0');
        } else if (c != ';') {
            int parameter = sequence;
            sequence = NO_SEQUENCE;
            sequence(c, parameter);
        }
    }

    private void sequence(byte last, int parameter) {
        switch (last) {
            case 'G' -> column(parameter);
            case 'm', 'K' -> seen = seen == Seen.COLUMN || seen == Seen.LINE_END ? Seen.OTHER : seen;
            case 'J' -> {
                readyAgain();
                seen = seen == Seen.LINE_START ? seen : Seen.OTHER;
            }
            case 'A', 'B' -> seen = seen == Seen.PROMPT ? seen : Seen.OTHER;
            default -> seen = Seen.OTHER;
        }
    }

    private void column(int column) {
        if (column > 1) {
            readyAgain();
            promptDrawn();
            seen = ready ? Seen.COLUMN : Seen.OTHER;
        } else {
            lineStart = isPromptBegun() ? lineStart : escapeAt;
            seen = Seen.LINE_START;
            width = 0;
            number = 0;
        }
    }

    /// LLDB draws a prompt twice in the same place.
    private boolean isPromptBegun() {
        return switch (seen) {
            case LINE_START, NUMBER, MARK, PROMPT -> true;
            case OTHER, COLUMN, LINE_END -> false;
        };
    }

    private void promptDrawn() {
        if (seen != Seen.PROMPT) {
            return;
        }
        firstLine = first ? number : firstLine;
        if (!ready) {
            ready = true;
            prompts++;
            listener.prompted(number, first, lineStart);
        }
    }

    private void readyAgain() {
        if (seen == Seen.LINE_END && !ready) {
            ready = true;
            prompts++;
            listener.resumed();
        }
    }

    private void text(byte c) {
        seen = switch (seen) {
            case OTHER -> Seen.OTHER;
            case LINE_START, NUMBER -> number(c);
            case MARK -> c == ' ' ? Seen.PROMPT : Seen.OTHER;
            case PROMPT -> c == ' ' || c == '\r' ? Seen.PROMPT : Seen.OTHER;
            case COLUMN, LINE_END -> lineEnd(c);
        };
    }

    private Seen number(byte c) {
        width++;
        if (c == ' ' && seen == Seen.LINE_START) {
            return Seen.LINE_START;
        }
        if (c >= '0' && c <= '9') {
            number = Math.min(LARGEST, number * 10 + c - '0');
            return Seen.NUMBER;
        }
        first = c == '>';
        boolean marked = (c == '>' || c == '.') && seen == Seen.NUMBER && width > NUMBER_WIDTH;
        return marked ? Seen.MARK : Seen.OTHER;
    }

    private Seen lineEnd(byte c) {
        if (c == '\n') {
            if (ready) {
                ready = false;
                listener.entered(firstLine, offset + 1);
            }
            return Seen.LINE_END;
        }
        return c == '\r' ? seen : Seen.OTHER;
    }
}
