package dev.swiftlet.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.protocol.LanguageStatus.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/// One run of sourcekit-lsp, from its start to its end: messages in and out, and the greeting. Confined to the loop.
final class LanguageProcess implements AgentProcess.Listener {
    static final int SIGKILL = 9;

    private static final int STDOUT = 1;
    private static final int SLICE_BYTES = 32 * 1024;
    private static final int FULL_BYTES = 64 * 1024;
    private static final long GREETING = 0;

    /// Who started it.
    interface Owner {
        /// It takes questions.
        ///
        /// @param greeting the result of `initialize`
        void ready(JsonNode greeting);

        /// It said something that is no answer to the greeting, and no question.
        void said(ObjectNode message);

        /// It takes input again.
        void drained();

        /// Whether what it says can go on its way; else it is to wait in `write(2)`.
        boolean hasRoom();

        /// It is gone. The last call.
        void ended(Reason reason);
    }

    private final Owner owner;
    private final MessageReader reader;
    private final Deque<ByteBuffer> outbox = new ArrayDeque<>();
    private final LanguagePlace.Running running;
    private int queued;
    private long read;
    private boolean over;

    LanguageProcess(LanguagePlace place, LanguageLimits limits, Owner owner) {
        this.owner = owner;
        this.reader = new MessageReader(limits.messageBytes(), this::message);
        this.running = place.start(LanguageSpec.process(limits), this);
        send(Json.request(GREETING, "initialize", LanguageSpec.greeting()));
    }

    /// Queues a message. The owner stops while [#isFull()].
    void send(ObjectNode message) {
        if (over) {
            return;
        }
        ByteBuffer framed = ByteBuffer.wrap(MessageReader.frame(Json.write(message)));
        queued += framed.remaining();
        outbox.add(framed);
        flush();
    }

    boolean isFull() {
        return queued > FULL_BYTES;
    }

    /// There is room again for what it says.
    void readOn() {
        if (!over && owner.hasRoom()) {
            running.acknowledge(STDOUT, read);
        }
    }

    /// Ends it without a word to the owner.
    void stop() {
        if (!over) {
            over = true;
            outbox.clear();
            running.kill();
        }
    }

    @Override
    public void started() {}

    /// What it prints on stderr is thrown away: it may hold people's code.
    @Override
    public void output(int stream, long offset, ByteBuffer bytes) {
        long end = offset + bytes.remaining();
        if (stream != STDOUT) {
            running.acknowledge(stream, end);
            return;
        }
        if (over) {
            return;
        }
        if (offset != read) {
            end(Reason.MALFORMED);
            return;
        }
        read = end;
        try {
            reader.feed(bytes);
        } catch (MalformedMessageException e) {
            end(Reason.MALFORMED);
        }
        readOn();
    }

    @Override
    public void inputAccepted(int line, String text, boolean cut) {}

    @Override
    public void inputDrained() {
        boolean wasFull = isFull();
        flush();
        if (wasFull && !isFull()) {
            owner.drained();
        }
    }

    @Override
    public void exited(ProcessExit exit) {
        boolean memory = exit.oomKills() > 0 && exit.signal().orElse(0) == SIGKILL;
        gone(memory ? Reason.OUT_OF_MEMORY : Reason.ENDED);
    }

    @Override
    public void refused(String message) {
        gone(Reason.ENDED);
    }

    /// Ends it, and tells the owner.
    void end(Reason reason) {
        if (!over) {
            stop();
            owner.ended(reason);
        }
    }

    private void gone(Reason reason) {
        if (!over) {
            over = true;
            outbox.clear();
            running.kill();
            owner.ended(reason);
        }
    }

    private void message(byte[] json) {
        if (over) {
            return;
        }
        ObjectNode message = Json.read(json).orElse(null);
        if (message == null) {
            end(Reason.MALFORMED);
        } else if (message.has("id") && message.has("method")) {
            send(LanguageSpec.answer(message));
        } else if (message.path("id").asLong(-1) == GREETING) {
            greeted(message);
        } else {
            owner.said(message);
        }
    }

    private void greeted(ObjectNode message) {
        if (message.path("result").path("capabilities").isObject()) {
            send(Json.notification("initialized", Json.MAPPER.createObjectNode()));
            owner.ready(message.path("result"));
        } else {
            end(Reason.MALFORMED);
        }
    }

    private void flush() {
        while (!outbox.isEmpty() && !running.isInputFull()) {
            ByteBuffer head = outbox.element();
            int count = Math.min(SLICE_BYTES, head.remaining());
            running.input(head.slice(head.position(), count));
            head.position(head.position() + count);
            queued -= count;
            if (!head.hasRemaining()) {
                outbox.remove();
            }
        }
    }
}
