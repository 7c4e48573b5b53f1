package dev.swiftlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Somebody at a Swift REPL, ours or a plain one: the same bytes are waited for in the same way.
final class Repl implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int TAIL_CHARS = 2048;
    private static final byte[] KILL_LINE = {0x15};

    /// What LLDB's line editor prints last when it has drawn a prompt.
    private static final String DRAWN = "> \u001b[0m\u001b[";

    private static final Pattern NUMBER = Pattern.compile("(\\d+)$");

    private final Link link;
    private final StringBuilder tail = new StringBuilder();
    private long received;
    private int line;

    Repl(Link link) {
        this.link = link;
    }

    Link link() {
        return link;
    }

    /// All bytes of output so far.
    long received() {
        return received;
    }

    /// Waits for the prompt with this number.
    Repl awaitPrompt(int number) throws IOException {
        link.within(PATIENCE_NANOS);
        while (!standsAt(number)) {
            take();
        }
        link.within(0);
        line = number;
        return this;
    }

    /// Enters one entry of one line and waits for the next prompt.
    ///
    /// @return nanoseconds
    long enter(String text) throws IOException {
        long began = System.nanoTime();
        type(text + "\r");
        awaitPrompt(line + 1);
        return System.nanoTime() - began;
    }

    void type(String text) throws IOException {
        tail.setLength(0);
        link.type(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Types one key and waits for its echo.
    ///
    /// @return nanoseconds
    long echo(char key) throws IOException {
        tail.setLength(0);
        byte[] bytes = {(byte) key};
        link.within(PATIENCE_NANOS);
        long began = System.nanoTime();
        link.type(bytes);
        while (tail.indexOf(String.valueOf(key)) < 0) {
            take();
        }
        return System.nanoTime() - began;
    }

    /// Takes back what stands in the line, and waits until it is gone.
    void clearLine() throws IOException {
        tail.setLength(0);
        link.type(KILL_LINE);
        link.within(PATIENCE_NANOS);
        while (!standsAt(line)) {
            take();
        }
    }

    /// Waits until this is in the output after the last thing typed.
    void awaitText(String text) throws IOException {
        link.within(PATIENCE_NANOS);
        while (tail.indexOf(text) < 0) {
            take();
        }
        link.within(0);
    }

    /// The number of the prompt it stands at.
    int line() {
        return line;
    }

    @Override
    public void close() {
        link.close();
    }

    /// Reads some more.
    void take() throws IOException {
        ByteBuffer output = link.read();
        int count = output.remaining();
        received += count;
        if (count > TAIL_CHARS) {
            output.position(output.limit() - TAIL_CHARS);
        }
        tail.append(StandardCharsets.ISO_8859_1.decode(output));
        output.position(output.limit());
        if (tail.length() > 2 * TAIL_CHARS) {
            tail.delete(0, tail.length() - TAIL_CHARS);
        }
    }

    private boolean standsAt(int number) {
        int drawn = tail.lastIndexOf(DRAWN);
        if (drawn < 0 || tail.charAt(tail.length() - 1) != 'G') {
            return false;
        }
        var found = NUMBER.matcher(tail.substring(Math.max(0, drawn - 8), drawn));
        return found.find() && Integer.parseInt(found.group(1)) == number;
    }
}
