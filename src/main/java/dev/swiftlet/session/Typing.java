package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What people send to a session's REPL, once it is known that they may: numbered input,
/// entries, interrupts. Confined to the session's loop.
final class Typing {
    private static final byte CTRL_C = 3;

    /// The prompt is back within a tenth of it.
    private static final Duration PROMPT_PATIENCE = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Repl repl;
    private final Audience audience;
    private final EntryLog entries;
    private final Replays replays;
    private final Senders senders = new Senders();

    Typing(EventLoop loop, Repl repl, Audience audience, EntryLog entries, Replays replays) {
        this.loop = loop;
        this.audience = audience;
        this.repl = repl;
        this.entries = entries;
        this.replays = replays;
    }

    /// A page has come.
    ///
    /// @return the last sequence taken from it, or null if that is not known
    @Nullable
    Integer join(String sender) {
        Integer taken = senders.taken(sender);
        senders.add(sender);
        return taken;
    }

    /// Tells each client how far its input was taken.
    void confirm() {
        audience.confirm(senders);
    }

    /// @param sequence its number among the sender's input
    void input(Client client, int sequence, ByteBuffer bytes) {
        if (!senders.take(client.sender(), sequence)) {
            return;
        }
        boolean interrupt = contains(bytes, CTRL_C);
        if (bytes.remaining() > Session.MAX_INPUT_FRAME) {
            client.refuse(
                    ErrorCode.TOO_LARGE, "One message may carry %d bytes of input.".formatted(Session.MAX_INPUT_FRAME));
        } else if (interrupt && replays.isRunning()) {
            interrupt();
        } else if (!repl.type(bytes)) {
            client.refuse(ErrorCode.WRONG_STATE, "The REPL takes no input now.");
        } else if (interrupt) {
            interrupted();
        } else if (repl.isInputFull()) {
            client.channel().pauseInput();
        }
    }

    void submit(Client client, int sequence, String text) {
        if (!senders.take(client.sender(), sequence)) {
            return;
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > Session.MAX_SUBMIT) {
            client.refuse(ErrorCode.TOO_LARGE, "One entry may be %d KiB long.".formatted(Session.MAX_SUBMIT / 1024));
        } else if (!repl.submit(text)) {
            client.refuse(ErrorCode.WRONG_STATE, "The REPL takes no more entries now.");
        }
    }

    /// Stops the evaluation, and a replay with it.
    void interrupt() {
        interrupted();
        repl.interrupt();
        replays.stop("It was interrupted.", Replay.Current.IS_GIVEN_UP);
    }

    private void interrupted() {
        entries.interrupted();
        audience.skip();
        loop.after(PROMPT_PATIENCE, audience::catchUp);
    }

    private static boolean contains(ByteBuffer bytes, byte wanted) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == wanted) {
                return true;
            }
        }
        return false;
    }
}
