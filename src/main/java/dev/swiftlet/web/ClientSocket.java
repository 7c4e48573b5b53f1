package dev.swiftlet.web;

import dev.swiftlet.agent.ByteViews;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ErrorCode;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.session.Client;
import dev.swiftlet.session.ClientChannel;
import dev.swiftlet.session.ClientHost;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One client's WebSocket. What arrives is checked here on the socket's own thread, then handled on the session's
/// loop, in order; what is sent may come from that loop.
final class ClientSocket implements ClientChannel {
    private static final long JOIN_DEADLINE_MS = 5_000;
    private static final long PING_MS = 20_000;
    /// Three pings without an answer.
    private static final long DEAD_MS = 65_000;

    private static final int MAX_MALFORMED = 10;
    /// Messages are few and short: whoever has not taken so much of them takes nothing.
    private static final int MAX_UNSENT_TEXT = 512 * 1024;

    /// Before the bytes of each frame of input.
    private static final int SEQUENCE_BYTES = Integer.BYTES;

    private static final short PROTOCOL_ERROR = 1002;
    private static final short POLICY_VIOLATION = 1008;
    private static final short MESSAGE_TOO_BIG = 1009;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final ClientHost host;
    private final Role role;
    private final InputRate rate;
    private final InputHold hold;
    private final MessageAssembly assembly = new MessageAssembly(SocketServer.MAX_FRAME);
    /// Characters of messages, beside the bytes of output.
    private final AtomicLong unsentText = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();
    private final long joinTimer;
    private final long pingTimer;
    private long heardAt = System.nanoTime();
    private int malformed;
    private boolean joining;
    /// Set and read on the session's loop.
    private @Nullable Client client;

    private boolean gone;

    ClientSocket(Vertx vertx, ServerWebSocket socket, ClientHost host, Role role, InputRate rate) {
        this.vertx = vertx;
        this.socket = socket;
        this.host = host;
        this.role = role;
        this.rate = rate;
        this.hold = new InputHold(vertx, vertx.getOrCreateContext(), socket);
        this.joinTimer = vertx.setTimer(JOIN_DEADLINE_MS, _ -> closeUnlessJoined());
        this.pingTimer = vertx.setPeriodic(PING_MS, _ -> ping());
    }

    /// Starts to listen. Called once, on the socket's thread.
    ///
    /// @param onClose told once when the socket is closed
    void open(Runnable onClose) {
        socket.frameHandler(this::frame);
        socket.pongHandler(_ -> heardAt = System.nanoTime());
        socket.exceptionHandler(error -> socket.close(closeCode(error)));
        socket.closeHandler(_ -> {
            vertx.cancelTimer(joinTimer);
            vertx.cancelTimer(pingTimer);
            onClose.run();
            host.loop().execute(this::leave);
        });
    }

    @Override
    public void send(ServerMessage message) {
        String text = MessageCodec.encode(message);
        if (unsentText.addAndGet(text.length()) > MAX_UNSENT_TEXT) {
            socket.close((short) CloseReason.GONE.code(), CloseReason.GONE.name());
        } else {
            socket.writeTextMessage(text).onComplete(_ -> unsentText.addAndGet(-text.length()));
        }
    }

    @Override
    public void send(ByteBuffer bytes) {
        int length = bytes.remaining();
        unsent.addAndGet(length);
        write(socket.writeBinaryMessage(ByteViews.of(bytes)), length);
    }

    @Override
    public void sendEvent(String json) {
        unsent.addAndGet(json.length());
        write(socket.writeTextMessage(json), json.length());
    }

    @Override
    public long unsent() {
        return unsent.get();
    }

    @Override
    public void pauseInput() {
        hold.holdForSession();
    }

    @Override
    public void resumeInput() {
        hold.releaseForSession();
    }

    @Override
    public void close(ServerMessage.Closed why) {
        send(why);
        socket.close((short) why.reason().code(), why.reason().name());
    }

    /// Every frame counts against the rate, pings and fragments too: Vert.x answers pings by itself, also for a peer
    /// that never reads the answers.
    private void frame(WebSocketFrame frame) {
        if (socket.isClosed()) {
            return; // what was still on the way when we closed it
        }
        heardAt = System.nanoTime();
        hold.slowDown(rate.message(frame.binaryData().length()));
        if (frame.isPing()) {
            hold.waitForRoom();
        }
        if (isControl(frame)) {
            hold.keepAfterControlFrame();
        } else {
            data(frame);
        }
    }

    private void data(WebSocketFrame frame) {
        MessageAssembly.Message message;
        try {
            message = assembly.add(frame);
        } catch (IllegalStateException e) {
            socket.close(closeCode(e));
            return;
        }
        if (message == null) {
            return;
        }
        if (message.isText()) {
            MessageCodec.decode(message.content().toString()).ifPresentOrElse(this::message, this::malformed);
        } else {
            input(message.content());
        }
    }

    private void input(Buffer bytes) {
        if (!joining || bytes.length() < SEQUENCE_BYTES || bytes.getInt(0) < 1) {
            malformed();
            return;
        }
        int sequence = bytes.getInt(0);
        ByteBuffer view = ByteViews.of(bytes.slice(SEQUENCE_BYTES, bytes.length()));
        onSession(() -> {
            if (client != null) {
                host.input(client, sequence, view);
            }
        });
    }

    private void message(ClientMessage message) {
        if (message instanceof ClientMessage.Join join && !joining) {
            joining = true;
            onSession(() -> join(join));
        } else if (joining) {
            onSession(() -> {
                if (client != null) {
                    host.handle(client, message);
                }
            });
        } else {
            malformed();
        }
    }

    private void join(ClientMessage.Join join) {
        if (!gone) {
            client = host.join(this, role, join);
        }
    }

    private void leave() {
        gone = true;
        if (client != null) {
            host.leave(client);
            client = null;
        }
    }

    private void malformed() {
        if (++malformed >= MAX_MALFORMED) {
            socket.close(POLICY_VIOLATION, CloseReason.MALFORMED.name());
        } else {
            send(new ServerMessage.Error(ErrorCode.MALFORMED, "That is no message of this protocol."));
        }
    }

    private static boolean isControl(WebSocketFrame frame) {
        return !frame.isText() && !frame.isBinary() && !frame.isContinuation();
    }

    /// What Netty found wrong with a frame, or Vert.x with a message's length; all else is a broken protocol.
    private static short closeCode(Throwable error) {
        return switch (error) {
            case CorruptedWebSocketFrameException corrupt ->
                (short) corrupt.closeStatus().code();
            case IllegalStateException _ -> MESSAGE_TOO_BIG;
            default -> PROTOCOL_ERROR;
        };
    }

    private void closeUnlessJoined() {
        if (!joining) {
            close(CloseReason.JOIN_TIMEOUT, "No join came in time.");
        }
    }

    private void ping() {
        if (System.nanoTime() - heardAt > DEAD_MS * 1_000_000) {
            close(CloseReason.GONE, "This client no longer answers.");
        } else {
            socket.writePing(Buffer.buffer());
        }
    }

    private void onSession(Runnable task) {
        host.loop().execute(task);
    }

    private void write(Future<Void> written, int length) {
        written.onComplete(result -> {
            long left = unsent.addAndGet(-length);
            if (left <= Client.LOW_WATER && left + length > Client.LOW_WATER) {
                onSession(this::drained);
            }
        });
    }

    private void drained() {
        if (client != null) {
            host.drained(client);
        }
    }
}
