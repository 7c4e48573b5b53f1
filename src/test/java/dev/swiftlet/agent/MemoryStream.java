package dev.swiftlet.agent;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// One end of a stream in memory. What is written at one end arrives at the other in a later turn
/// of the same context, in pieces of any size. Confined to the context.
@NullMarked
public final class MemoryStream implements AgentStream {
    private static final int FULL_BYTES = 65_536;

    private final Context context;
    private final ArrayDeque<Buffer> inbox = new ArrayDeque<>();
    private @Nullable MemoryStream peer;
    private @Nullable Handler<Buffer> handler;
    private Runnable closeHandler = () -> {};
    private Runnable drainHandler = () -> {};
    private int pieceBytes = Integer.MAX_VALUE;
    private long waiting;
    private boolean paused;
    private boolean closed;

    private MemoryStream(Context context) {
        this.context = context;
    }

    /// Two ends of one stream.
    public static MemoryStream[] pair(Context context) {
        var one = new MemoryStream(context);
        var other = new MemoryStream(context);
        one.peer = other;
        other.peer = one;
        return new MemoryStream[] {one, other};
    }

    /// What arrives here from now on arrives in pieces of so many bytes at most.
    public MemoryStream inPieces(int bytes) {
        pieceBytes = bytes;
        return this;
    }

    /// Ends both ends at once. What had not arrived never does.
    public void cut() {
        inbox.clear();
        var other = peer;
        if (other != null) {
            other.inbox.clear();
        }
        close();
    }

    @Override
    public void handler(Handler<Buffer> newHandler) {
        handler = newHandler;
        deliverLater();
    }

    @Override
    public void closeHandler(Runnable newHandler) {
        closeHandler = newHandler;
        if (closed) {
            newHandler.run();
        }
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        var other = peer;
        if (closed || other == null) {
            return Future.failedFuture("closed");
        }
        for (var at = 0; at < bytes.length(); ) {
            var end = (int) Math.min(bytes.length(), (long) at + other.pieceBytes);
            other.inbox.add(bytes.getBuffer(at, end));
            at = end;
        }
        other.waiting += bytes.length();
        other.deliverLater();
        return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
        var other = peer;
        return other != null && other.waiting >= FULL_BYTES;
    }

    @Override
    public void drainHandler(Runnable newHandler) {
        drainHandler = newHandler;
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        deliverLater();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            var other = peer;
            if (other != null) {
                context.runOnContext(_ -> other.closedByPeer());
            }
            context.runOnContext(_ -> closeHandler.run());
        }
    }

    @Override
    public OptionalLong peerPid() {
        return OptionalLong.empty();
    }

    private void closedByPeer() {
        if (inbox.isEmpty()) {
            close();
        } else {
            context.runOnContext(_ -> closedByPeer());
        }
    }

    private void deliverLater() {
        context.runOnContext(_ -> deliver());
    }

    private void deliver() {
        var receiver = handler;
        while (!paused && receiver != null && !inbox.isEmpty()) {
            var bytes = inbox.remove();
            var wasFull = waiting >= FULL_BYTES;
            waiting -= bytes.length();
            receiver.handle(bytes);
            var other = peer;
            if (wasFull && waiting < FULL_BYTES && other != null) {
                context.runOnContext(_ -> other.drainHandler.run());
            }
            receiver = handler;
        }
    }
}
