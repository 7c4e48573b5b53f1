package dev.swiftlet.agent;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;

/// A stream of bytes to and from something that says it is an agent: a unix socket, or a
/// container's attached stdin and stdout. Confined to one Vert.x context: all calls are made
/// there, all handlers run there. Whoever was given the stream closes it.
public interface AgentStream {
    /// What to do with the bytes that arrive. Nothing is read before it is set.
    void handler(Handler<Buffer> handler);

    /// Runs once, whoever closed the stream; also when it is closed already.
    void closeHandler(Runnable handler);

    /// Queues the bytes; the future ends when they are written or cannot be.
    Future<Void> write(Buffer bytes);

    /// Whether the writer should wait for the drain handler. Bytes written all the same are queued.
    boolean writeQueueFull();

    void drainHandler(Runnable handler);

    void pause();

    void resume();

    /// Idempotent.
    void close();

    /// The process id of the other side as this server's kernel knows it, where it tells.
    OptionalLong peerPid();
}
