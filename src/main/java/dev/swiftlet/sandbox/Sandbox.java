package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentConnection;
import java.util.concurrent.CompletionStage;

/// One hardened container with the agent as its first process. Whoever created it closes it.
public interface Sandbox extends AutoCloseable {
    SandboxName name();

    /// Confined to the context that the [SandboxSpec] named.
    AgentConnection agent();

    /// Completes once, on any thread, as soon as it is known that nothing runs in it any more, or
    /// nothing can be heard from it. What is left of it is then removed without anybody asking.
    CompletionStage<SandboxEnd> ended();

    /// Completes once, on any thread, after the end, when container, directory and user id are given back, or the
    /// engine could not be reached and the sweeper has to.
    CompletionStage<Void> removed();

    /// Ends and removes it. Returns at once, from any thread; idempotent.
    @Override
    void close();
}
