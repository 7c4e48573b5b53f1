package dev.swiftlet.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.language.EditorChannel;
import dev.swiftlet.language.LanguageLimits;
import dev.swiftlet.language.LanguageServer;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.LanguageStatus;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One editor's WebSocket. A text frame is a message, or the end of one whose beginning came in binary frames: no frame
/// is longer than the server takes. What arrives is put together on the socket's own thread and handled on the
/// session's loop, in order.
final class EditorSocket implements EditorChannel {
    private static final long PING_MS = 20_000;
    /// Three pings without an answer.
    private static final long DEAD_MS = 65_000;

    private static final short POLICY_VIOLATION = 1008;
    private static final short MESSAGE_TOO_BIG = 1009;
    private static final short PROTOCOL_ERROR = 1002;

    /// When so little is left unsent, more may come.
    private static final int LOW_WATER = 128 * 1024;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final EventLoop loop;
    private final Supplier<LanguageServer> find;
    private final LanguageLimits limits;
    private final InputRate rate;
    private final Context context;
    private final MessageAssembly frames = new MessageAssembly(SocketServer.MAX_FRAME);
    private final AtomicLong unsent = new AtomicLong();
    private final long pingTimer;
    private Buffer begun = Buffer.buffer();
    private long heardAt = System.nanoTime();
    private boolean heldByServer;
    private boolean heldByRate;
    /// Set and read on the session's loop.
    private @Nullable LanguageServer server;

    /// @param find the session's language server; called on the session's loop
    EditorSocket(
            Vertx vertx,
            ServerWebSocket socket,
            EventLoop loop,
            Supplier<LanguageServer> find,
            LanguageLimits limits,
            InputRate rate) {
        this.vertx = vertx;
        this.socket = socket;
        this.loop = loop;
        this.find = find;
        this.limits = limits;
        this.rate = rate;
        this.context = vertx.getOrCreateContext();
        this.pingTimer = vertx.setPeriodic(PING_MS, _ -> ping());
    }

    /// Starts to listen. Called once, on the socket's thread.
    ///
    /// @param onClose told once when the socket is closed
    void open(Runnable onClose) {
        socket.frameHandler(this::frame);
        socket.pongHandler(_ -> heardAt = System.nanoTime());
        socket.exceptionHandler(_ -> close(PROTOCOL_ERROR, CloseReason.MALFORMED));
        socket.closeHandler(_ -> {
            vertx.cancelTimer(pingTimer);
            onClose.run();
            loop.execute(this::leave);
        });
        loop.execute(() -> {
            server = find.get();
            server.attach(this);
        });
    }

    @Override
    public void send(byte[] json) {
        unsent.addAndGet(json.length);
        socket.writeTextMessage(new String(json, StandardCharsets.UTF_8)).onComplete(_ -> {
            long left = unsent.addAndGet(-json.length);
            if (left <= LOW_WATER && left + json.length > LOW_WATER) {
                loop.execute(this::drained);
            }
        });
    }

    @Override
    public void send(LanguageStatus status) {
        try {
            send(StrictJson.MAPPER.writeValueAsBytes(
                    Map.of("jsonrpc", "2.0", "method", "swiftlet/status", "params", status)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own words", e);
        }
    }

    @Override
    public long unsent() {
        return unsent.get();
    }

    @Override
    public void pauseInput(boolean paused) {
        context.runOnContext(_ -> {
            heldByServer = paused;
            readOnOrHold();
        });
    }

    @Override
    public void close(Why why) {
        switch (why) {
            case ELSEWHERE -> close((short) CloseReason.GONE.code(), CloseReason.GONE);
            case OVER -> close((short) CloseReason.ENDED.code(), CloseReason.ENDED);
            case MALFORMED -> close(POLICY_VIOLATION, CloseReason.MALFORMED);
        }
    }

    private void close(short code, CloseReason reason) {
        if (!socket.isClosed()) {
            socket.close(code, reason.name());
        }
    }

    private void frame(WebSocketFrame frame) {
        heardAt = System.nanoTime();
        slowDown(rate.message(frame.binaryData().length()));
        if (frame.isText() || frame.isBinary() || frame.isContinuation()) {
            data(frame);
        } else if (heldByServer || heldByRate) {
            // Vert.x asks for one more frame after each ping and pong, pause or not.
            context.runOnContext(_ -> readOnOrHold());
        }
    }

    private void data(WebSocketFrame frame) {
        MessageAssembly.Message piece;
        try {
            piece = frames.add(frame);
        } catch (IllegalStateException e) {
            close(MESSAGE_TOO_BIG, CloseReason.MALFORMED);
            return;
        }
        if (piece == null) {
            return;
        }
        if (begun.length() + piece.content().length() > limits.messageBytes()) {
            close(MESSAGE_TOO_BIG, CloseReason.MALFORMED);
            return;
        }
        begun.appendBuffer(piece.content());
        if (piece.isText()) {
            byte[] whole = begun.getBytes();
            begun = Buffer.buffer();
            loop.execute(() -> received(whole));
        }
    }

    private void received(byte[] json) {
        if (server != null) {
            server.received(this, json);
        }
    }

    private void drained() {
        if (server != null) {
            server.drained(this);
        }
    }

    private void leave() {
        if (server != null) {
            server.detach(this);
            server = null;
        }
    }

    private void slowDown(long millis) {
        if (millis > 0 && !heldByRate) {
            heldByRate = true;
            socket.pause();
            vertx.setTimer(millis, _ -> {
                heldByRate = false;
                readOnOrHold();
            });
        }
    }

    private void readOnOrHold() {
        if (heldByServer || heldByRate) {
            socket.pause();
        } else {
            socket.resume();
        }
    }

    private void ping() {
        if (System.nanoTime() - heardAt > DEAD_MS * 1_000_000) {
            close((short) CloseReason.GONE.code(), CloseReason.GONE);
        } else {
            socket.writePing(Buffer.buffer());
        }
    }
}
