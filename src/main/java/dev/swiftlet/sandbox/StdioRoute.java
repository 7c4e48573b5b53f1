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

    /// The engine may still be handing on what it got over a stream that was lost: it must not
    /// come after the marker that begins the next, where it would count.
    private static final Duration SETTLING = Duration.ofMillis(500);

    private final AgentConnection connection;
    private final URI dockerHost;
    private final Duration limit;
    private final Duration patience;
    private volatile boolean closed;
    private volatile boolean attachedBefore;

    /// One stream at a time: whatever is attached gets all that the agent says, also to another. Confined to the
    /// context.
    private boolean offering;

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
        if (attachedBefore) {
            Thread.sleep(SETTLING);
        }
        attachedBefore = true;
        if (!closed) {
            OnContext.await(connection.context(), limit.multipliedBy(2), () -> offer(container));
        }
    }

    private Future<Void> offer(String container) {
        if (closed || offering || connection.connected()) {
            return Future.succeededFuture();
        }
        offering = true;
        return StdioAttachment.open(connection.context(), dockerHost, container, limit)
                .onFailure(_ -> offering = false)
                .map(stream -> {
                    connection.offer(stream, patience, MOST_DISCARDED).onComplete(_ -> offering = false);
                    return null;
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
