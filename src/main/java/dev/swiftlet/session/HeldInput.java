package dev.swiftlet.session;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Input that a REPL cannot take yet: what was typed before its first prompt, and entries that
/// were submitted while it was busy. Bounded. LLDB takes what comes while it is busy for more
/// lines of one entry, so each entry waits for a prompt of its own.
final class HeldInput {
    private static final int MAX_BYTES = 2 * Session.MAX_SUBMIT;

    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private final Deque<byte[]> entries = new ArrayDeque<>();
    private int bytes;
    /// The count of prompts when something was last let go.
    private long promptsUsed;

    /// @return false if that is more than can be held
    boolean type(ByteBuffer keys) {
        if (!fits(keys.remaining())) {
            return false;
        }
        byte[] copy = new byte[keys.remaining()];
        keys.duplicate().get(copy);
        typed.writeBytes(copy);
        return true;
    }

    /// @return false if that is more than can be held
    boolean submit(byte[] entry) {
        if (!fits(entry.length)) {
            return false;
        }
        entries.add(entry);
        return true;
    }

    /// What goes to the REPL now that it stands at its prompt, or null.
    ///
    /// @param prompts how often the prompt has come
    byte @Nullable [] release(long prompts) {
        if (prompts <= promptsUsed || (typed.size() == 0 && entries.isEmpty())) {
            return null;
        }
        promptsUsed = prompts;
        byte[] next;
        if (typed.size() > 0) {
            next = typed.toByteArray();
            typed.reset();
        } else {
            next = entries.remove();
        }
        bytes -= next.length;
        return next;
    }

    /// Somebody types at the prompt: what stands there is no longer what was let go, and the next entry waits for
    /// nothing.
    void touched() {
        promptsUsed = 0;
    }

    /// Something else was entered at this prompt: what is held waits for the next one.
    ///
    /// @param prompts how often the prompt has come
    void entered(long prompts) {
        promptsUsed = prompts;
    }

    void clear() {
        typed.reset();
        entries.clear();
        bytes = 0;
        touched();
    }

    private boolean fits(int more) {
        if (bytes + more > MAX_BYTES) {
            return false;
        }
        bytes += more;
        return true;
    }
}
