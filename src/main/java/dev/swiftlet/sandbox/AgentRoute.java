package dev.swiftlet.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The way between one sandbox's agent and its connection. For threads that may block. In this order: prepare, the
/// container is made, attach, it is started, agentIs; in the end close.
interface AgentRoute {
    /// Makes room for a stream.
    ///
    /// @param fresh whether the container is yet to be made
    void prepare(boolean fresh) throws IOException, ExecutionException, TimeoutException, InterruptedException;

    /// What tells the agent of it.
    List<String> environment();

    /// What the container gets as its one bind, if any.
    @Nullable
    Path directory();

    /// Offers a stream to the connection, if it is the server that makes it. Also to be called when the last was lost.
    void attach(String container) throws ExecutionException, TimeoutException, InterruptedException;

    /// Tells the agent's pid as the engine's kernel counts.
    void agentIs(OptionalLong pid);

    /// Takes no stream any more; done when nothing listens any more. Idempotent.
    void close();

    /// Removes what it has on this machine.
    void delete() throws IOException;
}
