package dev.swiftlet.terminal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes at once: most of a flood is text, which nobody has to see byte by byte. Any thread.
final class EightBytes {
    /// How many bytes each question is about.
    static final int COUNT = 8;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = ONES * ' ';
    private static final long ESCAPES = ONES * 0x1B;

    private EightBytes() {}

    /// Whether none of the eight bytes from an index on is a control character or beyond ASCII (DEL counts as text).
    static boolean areText(byte[] src, int from) {
        long word = (long) WORDS.get(src, from);
        return ((word - SPACES | word) & HIGH_BITS) == 0;
    }

    /// Whether none of the eight bytes from an index on is ESC.
    static boolean haveNoEscape(byte[] src, int from) {
        long word = (long) WORDS.get(src, from) ^ ESCAPES;
        return (word - ONES & ~word & HIGH_BITS) == 0;
    }
}
