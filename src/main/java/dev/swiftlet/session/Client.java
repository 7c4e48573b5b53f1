package dev.swiftlet.session;

import dev.swiftlet.protocol.ErrorCode;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.terminal.Snapshot;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One connected client: how far in the terminal's output it is. It has no queue of its own;
/// what it has not got yet is read from the terminal's record when its channel has room, and
/// where it is too far behind it starts again from a snapshot. So the slowest client costs what
/// the fastest does.
public final class Client {
    /// When a channel holds no more than so much, it says that it has room again: well before there is
    /// none, or neither side would wake the other. In bytes.
    public static final int LOW_WATER = 32 * 1024;

    /// No more is handed to a channel that holds so much: what an interrupt has to wait for.
    private static final int MAX_UNSENT = 2 * LOW_WATER;

    /// A newcomer gets so much as it was printed; of more, a snapshot.
    private static final int MAX_REPLAY = 64 * 1024;

    /// Whoever is further behind after an interrupt starts again from a snapshot.
    private static final int MAX_LAG = 64 * 1024;

    /// ... of so much: 100 to 300 lines of 80 columns, since it goes to a slow line that waits for its prompt.
    private static final int CATCH_UP_TAIL = 24 * 1024;

    private static final int CHUNK = 32 * 1024;

    private final int number;
    private final Role role;
    private final String sender;
    private final ClientChannel channel;
    private final TerminalOutput output;
    private TerminalSize size;
    private long next;
    private boolean paused;
    private boolean skipping;
    /// Whether its stream has begun: not before there is something to begin with.
    private boolean begun;
    private @Nullable Long wanted;
    private int confirmed;

    Client(int number, Role role, String sender, ClientChannel channel, TerminalOutput output, TerminalSize size) {
        this.number = number;
        this.role = role;
        this.sender = sender;
        this.channel = channel;
        this.output = output;
        this.size = size;
        this.next = output.end();
    }

    int number() {
        return number;
    }

    Role role() {
        return role;
    }

    String sender() {
        return sender;
    }

    /// Tells it how far its input was taken, unless it knows.
    void confirm(@Nullable Integer taken) {
        if (taken != null && taken > confirmed) {
            confirmed = taken;
            channel.send(new ServerMessage.Taken(taken));
        }
    }

    ClientChannel channel() {
        return channel;
    }

    /// Something it sent was not done.
    void refuse(ErrorCode code, String message) {
        channel.send(new ServerMessage.Error(code, message));
    }

    TerminalSize size() {
        return size;
    }

    void resize(TerminalSize now) {
        size = now;
    }

    /// The offset before which the network has taken everything.
    long taken() {
        return Math.max(0, next - channel.unsent());
    }

    /// Notes the offset that the client wants; its stream begins with [#begin()].
    void want(@Nullable Long offset) {
        wanted = offset;
    }

    /// Starts the stream at the offset that the client wants, if it can be had, or as near as can be.
    void begin() {
        begun = true;
        long end = output.end();
        if (wanted != null && wanted >= output.start() && wanted <= end) {
            next = wanted;
            channel.send(new ServerMessage.Stream(next, 0, 0, end));
        } else if (wanted == null && output.start() == 0 && end <= MAX_REPLAY) {
            next = 0;
            channel.send(new ServerMessage.Stream(0, 0, 0, end));
        } else {
            restart(wanted == null || wanted > end ? 0 : wanted, TerminalOutput.TAIL_BYTES);
        }
        pump();
    }

    /// Takes output that was just appended to the record.
    ///
    /// @param offset the offset of the first byte
    void offer(long offset, ByteBuffer bytes) {
        if (next == offset && hasRoom()) {
            next += bytes.remaining();
            channel.send(bytes);
        } else {
            pump();
        }
    }

    /// Sends what is due, as far as there is room.
    void pump() {
        while (hasRoom() && next < output.end()) {
            if (next < output.start()) {
                restart(next, TerminalOutput.TAIL_BYTES);
            } else {
                byte[] bytes = output.read(next, CHUNK);
                next += bytes.length;
                channel.send(ByteBuffer.wrap(bytes));
            }
        }
    }

    /// What was printed in vain is not sent any more; see [#catchUp].
    void skip() {
        skipping = isFarBehind();
    }

    /// Goes on at the end: like a TTY, which forgets its output when it is interrupted.
    void catchUp() {
        boolean behind = skipping || isFarBehind();
        skipping = false;
        if (behind && channel.unsent() < 2 * MAX_UNSENT) {
            restart(next, CATCH_UP_TAIL);
        }
    }

    private boolean isFarBehind() {
        return output.end() - next > MAX_LAG;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        pump();
    }

    private boolean hasRoom() {
        return begun && !paused && !skipping && channel.unsent() < MAX_UNSENT;
    }

    private void restart(long wanted, int tail) {
        Snapshot snapshot = output.snapshot(tail);
        next = snapshot.offset();
        long skipped = Math.max(0, snapshot.tailStart() - wanted);
        channel.send(new ServerMessage.Stream(next, snapshot.bytes().length, skipped, next));
        if (snapshot.bytes().length > 0) {
            channel.send(ByteBuffer.wrap(snapshot.bytes()));
        }
    }
}
