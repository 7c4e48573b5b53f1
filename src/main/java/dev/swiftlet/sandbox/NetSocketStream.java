package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentStream;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.io.IOException;
import java.util.OptionalLong;

/// A Vert.x socket as an agent's stream. Made paused, on the socket's context.
final class NetSocketStream implements AgentStream {
    private final NetSocket socket;
    private Runnable onClose = () -> {};
    private boolean closed;

    NetSocketStream(NetSocket socket) {
        this.socket = socket;
        socket.pause();
        socket.closeHandler(_ -> closed());
        socket.exceptionHandler(_ -> close());
    }

    @Override
    public void handler(Handler<Buffer> handler) {
        socket.handler(handler);
    }

    @Override
    public void closeHandler(Runnable handler) {
        onClose = handler;
        if (closed) {
            handler.run();
        }
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        return socket.write(bytes);
    }

    @Override
    public boolean writeQueueFull() {
        return socket.writeQueueFull();
    }

    @Override
    public void drainHandler(Runnable handler) {
        socket.drainHandler(_ -> handler.run());
    }

    @Override
    public void pause() {
        socket.pause();
    }

    @Override
    public void resume() {
        socket.resume();
    }

    @Override
    public void close() {
        var _ = socket.close();
    }

    @Override
    public OptionalLong peerPid() {
        if (socket instanceof NetSocketInternal inner
                && inner.channelHandlerContext().channel() instanceof EpollDomainSocketChannel channel) {
            try {
                // 0: a process outside of this server's pid namespace.
                var pid = channel.peerCredentials().pid();
                return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
            } catch (IOException e) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private void closed() {
        if (!closed) {
            closed = true;
            onClose.run();
        }
    }
}
