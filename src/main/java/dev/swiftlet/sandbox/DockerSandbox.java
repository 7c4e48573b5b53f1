package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentConnection;
import dev.swiftlet.agent.AgentKey;
import io.vertx.core.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// A container with its agent's connection. Ends once, for whatever reason comes first, and then
/// removes itself. For any thread.
final class DockerSandbox implements Sandbox, AgentConnection.Owner {
    private static final Logger LOG = Logger.getLogger(DockerSandbox.class);

    /// A kill for memory and the death that follows are reported within moments.
    private static final long OOM_RECENT_NANOS = Duration.ofSeconds(5).toNanos();

    private final SandboxName name;
    private final Containers containers;
    private final AgentConnection agent;
    private final AgentRoute route;
    private final Runnable gone;
    private final CompletableFuture<SandboxEnd> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> removed = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean searching = new AtomicBoolean();
    private volatile boolean killed;
    private volatile boolean ready;
    private volatile long lastOom = System.nanoTime() - 2 * OOM_RECENT_NANOS;

    /// Nothing is made yet.
    ///
    /// @param gone run when nothing of it is left
    DockerSandbox(
            SandboxName name,
            Context context,
            AgentKey key,
            Containers containers,
            Function<AgentConnection, AgentRoute> routes,
            Runnable gone) {
        this.name = name;
        this.containers = containers;
        this.agent = new AgentConnection(context, key, this);
        this.route = routes.apply(agent);
        this.gone = gone;
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
        return removed.copy();
    }

    @Override
    public void close() {
        end(EndReasons.removed());
    }

    /// A [StreamLoss] has found what there was to find.
    void searched() {
        searching.set(false);
    }

    AgentRoute route() {
        return route;
    }

    boolean over() {
        return over.get();
    }

    /// Its agent has proven itself.
    void readyNow() {
        ready = true;
    }

    boolean ready() {
        return ready;
    }

    /// Lets go of it: the container stays as it is, for another server to adopt.
    void detach() {
        if (over.compareAndSet(false, true)) {
            OnContext.run(agent.context(), agent::close);
            route.close();
            gone.run();
        }
    }

    void end(SandboxEnd end) {
        if (over.compareAndSet(false, true)) {
            LOG.debugf("sandbox %s ended: %s", name, end.reason());
            ended.complete(end);
            Thread.ofVirtual().name("sandbox-removal").start(this::remove);
        }
    }

    @Override
    public void streamLost() {
        if (!over.get() && !searching.getAndSet(true)) {
            Thread.ofVirtual().name("sandbox-stream-lost").start(new StreamLoss(this, containers));
        }
    }

    @Override
    public void broken(String why) {
        LOG.warnf("sandbox %s: its agent broke the protocol: %s", name, why);
        end(EndReasons.broken(why));
    }

    /// The engine's events, as they come.
    void killed() {
        killed = true;
    }

    void outOfMemory() {
        lastOom = System.nanoTime();
    }

    void died(int exitCode) {
        end(EndReasons.dead(exitCode, killed, System.nanoTime() - lastOom < OOM_RECENT_NANOS));
    }

    /// What the engine says of it when asked: it may have died while nobody listened.
    void found(ContainerState state) {
        if (state.dead()) {
            end(EndReasons.dead(state.exitCode(), killed, state.oomKilled()));
        }
    }

    /// What runs in it ends by itself, however many sandboxes the engine has to remove before this one.
    private void remove() {
        OnContext.run(agent.context(), agent::end);
        try {
            containers.remove(name.value());
        } catch (SandboxException e) {
            LOG.warnf("sandbox %s could not be removed; the sweeper will: %s", name, e.getMessage());
        }
        OnContext.run(agent.context(), agent::close);
        route.close();
        try {
            route.delete();
        } catch (IOException e) {
            LOG.warnf("sandbox %s: its directory could not be removed; the sweeper will: %s", name, e.getMessage());
        }
        gone.run();
        removed.complete(null);
    }
}
