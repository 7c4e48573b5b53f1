package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A sandbox of a [FakeSandboxEngine]. Its agent outlives its streams, like the real one.
@SuppressWarnings("DoNotCallSuggester") // a skeleton
public final class EchoSandbox implements Sandbox {
    private final SandboxName name;
    private final AgentConnection agent;
    private final CompletableFuture<SandboxEnd> ended = new CompletableFuture<>();

    EchoSandbox(SandboxName name, AgentConnection agent) {
        this.name = name;
        this.agent = agent;
    }

    /// Ends it as if the engine had reported so.
    public void end(SandboxEnd end) {
        ended.complete(end);
    }

    /// Cuts the agent's stream; the agent connects again at once.
    public void dropStream() {
        throw new UnsupportedOperationException();
    }

    /// Makes the agent report a kill for memory.
    public void outOfMemory(int kills) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SandboxName name() {
        return name;
    }

    @Override
    public AgentConnection agent() {
        return agent;
    }

    @Override
    public CompletionStage<SandboxEnd> ended() {
        return ended;
    }

    @Override
    public CompletionStage<Void> removed() {
        return ended.thenApply(_ -> null);
    }

    @Override
    public void close() {
        end(new SandboxEnd(SandboxEnd.Reason.REMOVED, "The sandbox was closed."));
    }
}
