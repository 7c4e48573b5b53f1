package dev.swiftlet.terminal;

/// Tells from its output whether the REPL (LLDB's, with line editing) waits at its prompt. Fed every byte once,
/// however cut.
///
/// Each time LLDB draws the line being edited it sets column 1, prints the prompt, then sets the cursor's column:
/// `CSI 1 G`, perhaps dim, `  7> ` or in later lines `  8. `, `CSI 6 G`. That is _ready_. Enter at the end of a
/// complete entry sets the column once more and ends the line: `CSI 20 G`, CR, LF. That is _not ready_; but CR, LF
/// and then a column or `CSI J` is the cursor moving down a wrapped line, or the list of completions.
///
/// A guess, for people to see. A program can print a prompt, and a cursor that moves to the very first column of a
/// wrapped line looks like an entry: then the answer is wrong until the next prompt. The agent knows better (the
/// evaluating process is stopped at a prompt); what must not go wrong asks it. Confined to one thread by its caller.
public final class PromptTracker {
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

    private boolean ready;
    private long prompts;
    private Seen seen = Seen.OTHER;
    private int width;
    /// `NO_SEQUENCE`, `ESCAPED` after `ESC`, else the number of a control sequence as far as it has been read.
    private int sequence = NO_SEQUENCE;

    /// Whether the REPL waits at its prompt. Not before the first one.
    public boolean isReady() {
        return ready;
    }

    /// How often the prompt has come: a whole evaluation may lie within one piece of output, and then only this tells
    /// of it.
    public long prompts() {
        return prompts;
    }

    /// Takes in the next bytes of the stream.
    ///
    /// @return whether `isReady()` is another than before
    public boolean append(byte[] src, int from, int length) {
        boolean before = ready;
        int end = from + length;
        int i = from;
        while (i < end) {
            if (seen == Seen.OTHER && sequence == NO_SEQUENCE) {
                i = indexOfEscape(src, i, end);
                if (i == end) {
                    break;
                }
            }
            step(src[i]);
            i++;
        }
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
        } else if (sequence == NO_SEQUENCE) {
            text(c);
        } else if (sequence == ESCAPED) {
            sequence = c == '[' ? 0 : NO_SEQUENCE;
            seen = c == '[' ? seen : Seen.OTHER;
        } else if (c >= '0' && c <= '9') {
            sequence = Math.min(LARGEST, sequence * 10 + c - '0');
        } else if (c != ';') {
            int number = sequence;
            sequence = NO_SEQUENCE;
            sequence(c, number);
        }
    }

    private void sequence(byte last, int number) {
        switch (last) {
            case 'G' -> column(number);
            case 'm', 'K' -> seen = seen == Seen.COLUMN || seen == Seen.LINE_END ? Seen.OTHER : seen;
            case 'J' -> {
                readyIf(seen == Seen.LINE_END);
                seen = seen == Seen.LINE_START ? seen : Seen.OTHER;
            }
            case 'A', 'B' -> seen = seen == Seen.PROMPT ? seen : Seen.OTHER;
            default -> seen = Seen.OTHER;
        }
    }

    private void column(int number) {
        if (number > 1) {
            readyIf(seen == Seen.PROMPT || seen == Seen.LINE_END);
        }
        if (ready && number > 1) {
            seen = Seen.COLUMN;
        } else {
            seen = number > 1 ? Seen.OTHER : Seen.LINE_START;
            width = 0;
        }
    }

    private void readyIf(boolean prompted) {
        if (prompted && !ready) {
            ready = true;
            prompts++;
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
            return Seen.NUMBER;
        }
        boolean marked = (c == '>' || c == '.') && seen == Seen.NUMBER && width > NUMBER_WIDTH;
        return marked ? Seen.MARK : Seen.OTHER;
    }

    private Seen lineEnd(byte c) {
        if (c == '\n') {
            ready = false;
            return Seen.LINE_END;
        }
        return c == '\r' ? seen : Seen.OTHER;
    }
}
