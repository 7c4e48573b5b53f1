package dev.swiftlet.terminal;

/// Finds control characters, escape sequences and control sequences in the bytes of a terminal. It is the state
/// machine of Paul Williams (vt100.net/emu/dec_ansi_parser) behind a UTF-8 decoder, with the transitions that
/// xterm.js has, since that is where the bytes end: C1 controls count when they come as UTF-8, malformed UTF-8
/// vanishes, strings (OSC, DCS, APC…) are skipped without being kept. Total: any bytes, cut anywhere. It allocates
/// nothing.
final class EscapeParser {
    /// What the parser found. Called in stream order.
    interface Actions {
        /// A control character, 0 to 31 or 128 to 159, that is not part of the syntax itself.
        void control(int code);

        /// `ESC`, intermediates, final. Intermediates are packed, first one highest; 0 if there are none.
        void escape(int intermediates, int last);

        /// `CSI`, prefix (`<=>?` or 0), parameters, intermediates, final.
        void sequence(int prefix, Parameters parameters, int intermediates, int last);
    }

    private static final int GROUND = 0;
    private static final int ESCAPE = 1;
    private static final int ESCAPE_INTERMEDIATE = 2;
    private static final int SEQUENCE_ENTRY = 3;
    private static final int SEQUENCE_PARAMETERS = 4;
    private static final int SEQUENCE_INTERMEDIATE = 5;
    private static final int SEQUENCE_IGNORED = 6;
    private static final int OSC_STRING = 7;
    private static final int DCS_HEAD = 8;
    private static final int DCS_STRING = 9;
    /// SOS, PM, APC.
    private static final int OTHER_STRING = 10;

    /// Stands for every decoded character from U+00A0 on: no transition tells them apart.
    private static final int BEYOND_ASCII = 0xA0;
    /// Two intermediates name every sequence there is; with more of them a sequence matches nothing.
    private static final int TOO_MANY = 0x10000;

    private static final int BEL = 0x07;
    private static final int CAN = 0x18;
    private static final int SUB = 0x1A;
    private static final int ESC = 0x1B;
    private static final int DEL = 0x7F;

    private final Actions actions;
    private final Parameters parameters = new Parameters();
    private int state = GROUND;
    private int prefix;
    private int intermediates;
    private boolean firstIsC2;
    private int missing;

    EscapeParser(Actions actions) {
        this.actions = actions;
    }

    void parse(byte[] src, int from, int length) {
        int end = from + length;
        int i = from;
        while (i < end) {
            if (state == GROUND && missing == 0) {
                i = skipText(src, i, end);
                if (i == end) {
                    return;
                }
            }
            decode(src[i]);
            i++;
        }
    }

    /// Whether the next byte begins something: it is neither inside a character nor inside a sequence.
    boolean isGround() {
        return state == GROUND && missing == 0;
    }

    /// What brings a parser in ground state to where this one is, as far as the bytes to come can tell: they end and
    /// are ignored alike. What has been read of the sequence is not in it, nor is an unfinished character.
    String reentry() {
        return switch (state) {
            case ESCAPE, ESCAPE_INTERMEDIATE -> "\u001B%";
            case SEQUENCE_ENTRY, SEQUENCE_PARAMETERS, SEQUENCE_INTERMEDIATE, SEQUENCE_IGNORED -> "\u001B[0?";
            case OSC_STRING -> "\u001B]swiftlet;";
            case DCS_HEAD, DCS_STRING -> "\u001BPz";
            case OTHER_STRING -> "\u001BX";
            default -> "";
        };
    }

    /// The index of the first byte from `i` on that is not printable ASCII nor of a whole, harmless character of two
    /// or three bytes.
    private static int skipText(byte[] src, int i, int end) {
        while (i < end) {
            byte b = src[i];
            if (b >= ' ') {
                i++;
            } else if ((b & 0xF0) == 0xE0 && end - i > 2 && isContinuation(src[i + 1]) && isContinuation(src[i + 2])) {
                i += 3;
            } else if ((b & 0xE0) == 0xC0 && b != (byte) 0xC2 && end - i > 1 && isContinuation(src[i + 1])) {
                i += 2;
            } else {
                return i;
            }
        }
        return i;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private void decode(byte b) {
        if (missing > 0 && isContinuation(b)) {
            missing--;
            if (missing == 0) {
                step(firstIsC2 && (b & 0xFF) < BEYOND_ASCII ? b & 0xFF : BEYOND_ASCII);
            }
            return;
        }
        missing = 0;
        if (b >= 0) {
            step(b);
        } else if ((b & 0xE0) == 0xC0) {
            missing = 1;
            firstIsC2 = b == (byte) 0xC2;
        } else if ((b & 0xF0) == 0xE0) {
            missing = 2;
            firstIsC2 = false;
        } else if ((b & 0xF8) == 0xF0) {
            missing = 3;
            firstIsC2 = false;
        }
    }

    private void step(int c) {
        if (c == ESC) {
            begin(ESCAPE);
        } else if (c == CAN || c == SUB) {
            state = GROUND;
        } else if (c > DEL && c < BEYOND_ASCII) {
            stepC1(c);
        } else {
            stepState(c);
        }
    }

    private void stepC1(int c) {
        switch (c) {
            case 0x90 -> begin(DCS_HEAD);
            case 0x98, 0x9E, 0x9F -> state = OTHER_STRING;
            case 0x9B -> begin(SEQUENCE_ENTRY);
            case 0x9C -> state = GROUND;
            case 0x9D -> state = OSC_STRING;
            default -> {
                state = GROUND;
                actions.control(c);
            }
        }
    }

    private void stepState(int c) {
        switch (state) {
            case OSC_STRING -> {
                if (c == BEL) {
                    state = GROUND;
                }
            }
            case DCS_HEAD -> stepDcsHead(c);
            case DCS_STRING -> {}
            case OTHER_STRING -> {
                if (c == BEYOND_ASCII) {
                    state = GROUND;
                }
            }
            default -> stepControlOrSequence(c);
        }
    }

    /// Before the character that begins the data, anything beyond ASCII ends the string; after it, nothing but a
    /// terminator does.
    private void stepDcsHead(int c) {
        if (c == BEYOND_ASCII) {
            state = GROUND;
        } else if (c >= '@' && c < DEL) {
            state = DCS_STRING;
        }
    }

    private void stepControlOrSequence(int c) {
        if (c < ' ') {
            actions.control(c);
        } else if (c == BEYOND_ASCII) {
            state = state == SEQUENCE_IGNORED ? SEQUENCE_IGNORED : GROUND;
        } else if (c != DEL) {
            switch (state) {
                case ESCAPE, ESCAPE_INTERMEDIATE -> stepEscape(c);
                case SEQUENCE_ENTRY, SEQUENCE_PARAMETERS -> stepSequence(c);
                case SEQUENCE_INTERMEDIATE -> stepSequenceIntermediate(c);
                case SEQUENCE_IGNORED -> {
                    if (c >= '@') {
                        state = GROUND;
                    }
                }
                default -> {}
            }
        }
    }

    private void stepEscape(int c) {
        if (c < '0') {
            collect(c);
            state = ESCAPE_INTERMEDIATE;
        } else if (state == ESCAPE_INTERMEDIATE) {
            state = GROUND;
            actions.escape(intermediates, c);
        } else {
            switch (c) {
                case '[' -> begin(SEQUENCE_ENTRY);
                case ']' -> state = OSC_STRING;
                case 'P' -> begin(DCS_HEAD);
                case 'X', '^', '_' -> state = OTHER_STRING;
                default -> {
                    state = GROUND;
                    actions.escape(0, c);
                }
            }
        }
    }

    private void stepSequence(int c) {
        if (c >= '@') {
            dispatch(c);
        } else if (c < '0') {
            collect(c);
            state = SEQUENCE_INTERMEDIATE;
        } else if (c <= '9') {
            parameters.digit(c - '0');
            state = SEQUENCE_PARAMETERS;
        } else if (c <= ';') {
            parameters.separator(c == ':');
            state = SEQUENCE_PARAMETERS;
        } else if (state == SEQUENCE_ENTRY) {
            prefix = c;
            state = SEQUENCE_PARAMETERS;
        } else {
            state = SEQUENCE_IGNORED;
        }
    }

    private void stepSequenceIntermediate(int c) {
        if (c >= '@') {
            dispatch(c);
        } else if (c < '0') {
            collect(c);
        } else {
            state = SEQUENCE_IGNORED;
        }
    }

    private void begin(int newState) {
        state = newState;
        prefix = 0;
        intermediates = 0;
        parameters.clear();
    }

    private void collect(int c) {
        intermediates = intermediates > 0xFF ? TOO_MANY : intermediates << 8 | c;
    }

    private void dispatch(int c) {
        state = GROUND;
        actions.sequence(prefix, parameters, intermediates, c);
    }
}
