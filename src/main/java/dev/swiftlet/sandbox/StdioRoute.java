package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentConnection;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The engine attaches to the agent's stdin and stdout, again whenever that was lost.
final class StdioRoute implements AgentRoute {
    /// What an agent may have sent to an earlier server: what is in pipes and in the engine.
    private static final int MOST_DISCARDED = 8 * 1024 * 1024;

    private final AgentConnection connection;
    private final URI dockerHost;
    private final Duration limit;
    private final Duration patience;
    private volatile boolean closed;

    /// A stream that has yet to prove itself; confined to the context.
    private boolean offered;

    /// Attached to nothing yet.
    ///
    /// @param limit for the engine to answer
    /// @param patience for the agent to prove itself, the container's start included
    StdioRoute(AgentConnection connection, URI dockerHost, Duration limit, Duration patience) {
        this.connection = connection;
        this.dockerHost = dockerHost;
        this.limit = limit;
        this.patience = patience;
    }

    @Override
    public void prepare(boolean fresh) {}

    @Override
    public List<String> environment() {
        return List.of();
    }

    @Override
    public @Nullable Path directory() {
        return null;
    }

    @Override
    public void attach(String container) throws ExecutionException, TimeoutException, InterruptedException {
        var context = connection.context();
        OnContext.await(context, limit.multipliedBy(2), () -> {
            if (closed || offered || connection.connected()) {
                return Future.<Void>succeededFuture();
            }
            return StdioAttachment.open(context, dockerHost, container, limit).map(stream -> {
                offered = true;
                connection.offer(stream, patience, MOST_DISCARDED).onComplete(_ -> offered = false);
                return null;
            });
        });
    }

    @Override
    public void agentIs(OptionalLong pid) {}

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void delete() {}
}
