package dev.swiftlet.terminal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/// All that is known of what a terminal has printed: the last bytes, the modes they left behind,
/// whether its REPL is at the prompt. The one place where output is taken in. Confined to one
/// thread by its caller.
public final class TerminalOutput {
    /// How much of the scrollback a snapshot repeats: some 800 lines of 80 columns, a quarter of
    /// the window. In bytes.
    public static final int TAIL_BYTES = 64 * 1024;

    /// `ESC c`, and `CSI 20 l`, since xterm.js keeps that mode through a reset.
    private static final byte[] RESET = {0x1B, 'c', 0x1B, '[', '2', '0', 'l'};

    private final Scrollback scrollback;
    private final int reach;
    private final TerminalModes modes = new TerminalModes();
    private final PromptTracker prompt;
    private ModeCheckpoints checkpoints;

    /// @param capacity bytes kept at most, a power of two
    /// @param firstOffset the offset of the first byte that will be appended; 0 if the terminal
    /// has printed nothing
    public TerminalOutput(int capacity, long firstOffset) {
        this.scrollback = new Scrollback(capacity, firstOffset);
        this.prompt = new PromptTracker(firstOffset);
        this.reach = Math.min(TAIL_BYTES, capacity);
        this.checkpoints = new ModeCheckpoints(reach, firstOffset);
    }

    /// Takes in the next bytes of the stream.
    ///
    /// @return whether `isReady()` is another than before
    public boolean append(byte[] src, int from, int length) {
        long offset = scrollback.end();
        scrollback.append(src, from, length);
        trackModes(src, from, from + length, offset - from);
        return prompt.append(src, from, length);
    }

    /// Tells this one what happens at the prompt. When it is told, what was appended is here
    /// already.
    public void listen(PromptTracker.Listener listener) {
        prompt.listen(listener);
    }

    /// Bytes were lost: the next to be appended has this offset, and what came before it is forgotten.
    public void skipTo(long offset) {
        if (offset != scrollback.end()) {
            scrollback.skipTo(offset);
            prompt.skipTo(offset);
            checkpoints = new ModeCheckpoints(reach, offset);
        }
    }

    /// Whether the REPL waits at its prompt; see [PromptTracker].
    public boolean isReady() {
        return prompt.isReady();
    }

    /// How often the prompt has come; see [PromptTracker].
    public long prompts() {
        return prompt.prompts();
    }

    /// The offset of the oldest byte kept.
    public long start() {
        return scrollback.start();
    }

    /// The offset of the next byte to be appended.
    public long end() {
        return scrollback.end();
    }

    /// At most `max` bytes from an offset on, as a new array; empty at the end.
    ///
    /// @throws IndexOutOfBoundsException if the offset is before `start()` or after `end()`
    public byte[] read(long offset, int max) {
        return scrollback.read(offset, max);
    }

    /// What makes a fresh terminal look as this one does, with no more than so much of what it last printed.
    ///
    /// @param tail in bytes, at most [#TAIL_BYTES]
    public Snapshot snapshot(int tail) {
        long end = scrollback.end();
        Optional<ModeCheckpoints.Checkpoint> found = checkpoints.findFrom(Math.max(scrollback.start(), end - tail));
        if (found.isPresent()) {
            long tailStart = found.get().offset();
            return new Snapshot(picture(found.get().restore(), tailStart), end, tailStart);
        }
        // One sequence of more than a tail's length, of which nothing is to be seen.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RESET);
        bytes.writeBytes(modes.restore());
        bytes.writeBytes(modes.reentry());
        return new Snapshot(bytes.toByteArray(), end, end);
    }

    /// A reset, modes, and what was printed from an offset on. Copied once: everybody who joins takes one.
    private byte[] picture(byte[] restore, long tailStart) {
        int head = RESET.length + restore.length;
        int tail = (int) Math.min(scrollback.end() - tailStart, TAIL_BYTES);
        byte[] bytes = Arrays.copyOf(RESET, head + tail);
        System.arraycopy(restore, 0, bytes, RESET.length, restore.length);
        scrollback.copy(tailStart, bytes, head, tail);
        return bytes;
    }

    /// Feeds the modes, stopping where a checkpoint is due.
    ///
    /// @param base what to add to an index to get its offset
    private void trackModes(byte[] src, int from, int to, long base) {
        int i = from;
        while (i < to) {
            int stop = nextStop(src, i, to, base);
            modes.append(src, i, stop - i);
            i = stop;
            long offset = base + i;
            boolean wanted = offset >= checkpoints.overdue() || (offset >= checkpoints.due() && src[i - 1] == '\n');
            if (wanted && modes.isGround()) {
                checkpoints.add(offset, modes.restore());
            }
        }
    }

    /// The index up to which nothing can be a checkpoint: the end, or after the next line feed
    /// once one is due, or the next byte once it is overdue.
    private int nextStop(byte[] src, int from, int to, long base) {
        int i = Math.clamp(checkpoints.due() - base, from, to);
        int patience = Math.clamp(checkpoints.overdue() - base, from + 1, to);
        while (i < patience) {
            if (src[i] == '\n') {
                return i + 1;
            }
            i++;
        }
        return Math.max(i, patience);
    }
}
