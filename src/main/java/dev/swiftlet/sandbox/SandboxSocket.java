package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentConnection;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Where one sandbox's agent connects. Strangers in the sandbox can connect too: while the agent is connected nobody
/// else is listened to, and before, only who has the agent's pid (where the kernel tells) is even spoken to. Confined
/// to its context.
final class SandboxSocket {
    private static final int MOST_UNPROVEN = 4;

    /// A socket is new with each connection: it brings nothing from before. The marker itself is searched for in this
    /// much.
    private static final int MOST_DISCARDED = 1024;

    private final Context context;
    private final AgentConnection connection;
    private final Duration patience;
    private final Promise<OptionalLong> agentPid = Promise.promise();
    private @Nullable NetServer server;
    private int unproven;

    /// Listens to nothing yet.
    ///
    /// @param patience for the proof
    SandboxSocket(Context context, AgentConnection connection, Duration patience) {
        this.context = context;
        this.connection = connection;
        this.patience = patience;
    }

    Future<Void> listen(SocketDirectory directory) {
        var listening = context.owner().createNetServer().connectHandler(this::accept);
        server = listening;
        return listening
                .listen(SocketAddress.domainSocketAddress(directory.socket().toString()))
                .mapEmpty();
    }

    /// Tells which process the agent is, as soon as that is known: until then whoever connects waits.
    void agentIs(OptionalLong pid) {
        agentPid.tryComplete(pid);
    }

    Future<Void> close() {
        agentPid.tryFail("closed");
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void accept(NetSocket socket) {
        var stream = new NetSocketStream(socket);
        if (connection.connected() || unproven == MOST_UNPROVEN) {
            stream.close();
            return;
        }
        unproven++;
        agentPid.future()
                .compose(pid -> mayBe(pid, stream.peerPid())
                        ? connection.offer(stream, patience, MOST_DISCARDED)
                        : Future.failedFuture("not the agent"))
                .onComplete(outcome -> {
                    unproven--;
                    if (outcome.failed()) {
                        stream.close();
                    }
                });
    }

    private static boolean mayBe(OptionalLong agent, OptionalLong peer) {
        return agent.isEmpty() || peer.isEmpty() || agent.getAsLong() == peer.getAsLong();
    }
}
