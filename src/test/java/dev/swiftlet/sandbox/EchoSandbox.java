package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentConnection;
import dev.swiftlet.agent.AgentKey;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A sandbox of a [FakeSandboxEngine]. Its agent outlives its streams, like the real one. For any thread.
@NullMarked
public final class EchoSandbox implements Sandbox, AgentConnection.Owner {
    private final SandboxName name;
    private final FakeAgent fake;
    private final Runnable gone;
    private final AgentConnection agent;
    private final CompletableFuture<SandboxEnd> ended = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> removed = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean reconnects = true;

    EchoSandbox(SandboxName name, Context context, AgentKey key, FakeAgent fake, Runnable gone) {
        this.name = name;
        this.fake = fake;
        this.gone = gone;
        this.agent = new AgentConnection(context, key, this);
    }

    /// Ends it as if the engine had reported so.
    public void end(SandboxEnd end) {
        if (over.compareAndSet(false, true)) {
            agent.context().runOnContext(_ -> {
                fake.disconnect();
                agent.close();
            });
            gone.run();
            ended.complete(end);
            removed.complete(null);
        }
    }

    /// Cuts the agent's stream in the middle of whatever it carries; the agent connects again at once.
    public void dropStream() {
        agent.context().runOnContext(_ -> fake.disconnect());
    }

    /// Cuts the agent's stream; it comes back when [#reconnect()] says so.
    public void loseStream() {
        reconnects = false;
        dropStream();
    }

    public void reconnect() {
        reconnects = true;
        agent.context().runOnContext(_ -> offer());
    }

    /// Makes the agent report a kill for memory.
    public void outOfMemory() {
        agent.context().runOnContext(_ -> fake.outOfMemory());
    }

    /// Makes the agent break its protocol.
    public void garble() {
        agent.context().runOnContext(_ -> fake.garble());
    }

    /// Every process started from now on is refused so, until null.
    public void refuseStarts(@Nullable String message) {
        agent.context().runOnContext(_ -> fake.refuseStarts(message));
    }

    /// What was put into it.
    public Map<String, Buffer> files() {
        return fake.files();
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
        return ended.copy();
    }

    @Override
    public CompletionStage<Void> removed() {
        return removed.thenRun(() -> {});
    }

    @Override
    public void close() {
        end(EndReasons.removed());
    }

    @Override
    public void streamLost() {
        if (reconnects && !over.get()) {
            // A stream that is lost before its proof is followed by another: agents try again for ever.
            offer().onFailure(_ -> agent.context().runOnContext(_ -> streamLost()));
        }
    }

    @Override
    public void broken(String why) {
        end(EndReasons.broken(why));
    }

    /// On the context.
    Future<Void> offer() {
        return agent.offer(fake.connect(agent.context()), Duration.ofMinutes(1), 0);
    }

    /// Lets go of it, as a server that stops does.
    void detach() {
        if (over.compareAndSet(false, true)) {
            agent.context().runOnContext(_ -> {
                fake.disconnect();
                agent.close();
            });
        }
    }

    FakeAgent fake() {
        return fake;
    }
}
