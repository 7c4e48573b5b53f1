package dev.swiftlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
        await("prompt " + number, () -> standsAt(number));
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
        String echo = String.valueOf(key);
        long began = System.nanoTime();
        link.type(bytes);
        await(echo, () -> tail.indexOf(echo) >= 0);
        return System.nanoTime() - began;
    }

    /// Takes back what stands in the line, and waits until it is gone.
    void clearLine() throws IOException {
        tail.setLength(0);
        link.type(KILL_LINE);
        await("prompt " + line, () -> standsAt(line));
    }

    /// Waits until this is in the output after the last thing typed.
    void awaitText(String text) throws IOException {
        await(text, () -> tail.indexOf(text) >= 0);
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

    /// @throws IOException where nothing at all comes for so long, and says what was there until then
    private void await(String what, BooleanSupplier there) throws IOException {
        try {
            while (!there.getAsBoolean()) {
                link.within(PATIENCE_NANOS);
                take();
            }
        } catch (AsynchronousCloseException e) {
            throw new IOException(
                    "%s: nothing came for %d s while %s was waited for, after: %s"
                            .formatted(
                                    link.getClass().getSimpleName(),
                                    TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS),
                                    what,
                                    visible(tail.substring(Math.max(0, tail.length() - 200)))),
                    e);
        } finally {
            link.within(0);
        }
    }

    private static String visible(String output) {
        return output.replaceAll("\\p{Cntrl}+", " ").strip();
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
