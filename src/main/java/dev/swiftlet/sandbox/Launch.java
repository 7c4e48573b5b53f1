package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentKey;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The steps from nothing, or from a container that runs, to a sandbox whose agent has proven
/// itself. One use, on a thread that may block.
final class Launch {
    private final DockerSandbox sandbox;
    private final SandboxSpec spec;
    private final Containers containers;
    private final AgentKey key;
    private final String instance;
    private final Duration agentTimeout;

    Launch(
            DockerSandbox sandbox,
            SandboxSpec spec,
            Containers containers,
            AgentKey key,
            String instance,
            Duration agentTimeout) {
        this.sandbox = sandbox;
        this.spec = spec;
        this.containers = containers;
        this.key = key;
        this.instance = instance;
        this.agentTimeout = agentTimeout;
    }

    /// Leaves nothing behind when it fails.
    void create(String imageId, int uid) throws SandboxException {
        try {
            steps(() -> {
                var route = sandbox.route();
                route.prepare(true);
                var id = createContainer(imageId, uid);
                route.attach(id);
                containers.start(id);
                awaitAgent(id);
            });
        } catch (SandboxException | RuntimeException e) {
            sandbox.close();
            awaitRemoval();
            throw e;
        }
    }

    /// Leaves the container as it is when it fails.
    void adopt(ContainerState container) throws SandboxException {
        try {
            steps(() -> {
                var route = sandbox.route();
                route.prepare(false);
                route.attach(container.id());
                awaitAgent(container.id());
            });
        } catch (SandboxException | RuntimeException e) {
            sandbox.detach();
            throw e;
        }
    }

    /// A name that is taken is a leftover: the engine's answer to its creation came too late for whoever asked.
    private String createContainer(String imageId, int uid) throws SandboxException {
        var environment = new ArrayList<>(List.of("SWIFTLET_AGENT_KEY=" + key.hex()));
        environment.addAll(sandbox.route().environment());
        var directory = sandbox.route().directory();
        try {
            return containers.create(spec, imageId, uid, labels(), environment, directory);
        } catch (SandboxException e) {
            if (!EngineCalls.conflict(e)) {
                throw e;
            }
            containers.remove(spec.name().value());
            return containers.create(spec, imageId, uid, labels(), environment, directory);
        }
    }

    private Map<String, String> labels() {
        var labels = new HashMap<>(Containers.ownLabels(instance));
        labels.put("created", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        return labels;
    }

    private void awaitAgent(String id) throws SandboxException, InterruptedException, ExecutionException {
        var state = containers.find(id);
        state.ifPresent(found -> sandbox.route().agentIs(found.pid()));
        state.ifPresent(sandbox::found);
        var proven = new CompletableFuture<Void>();
        sandbox.agent().context().runOnContext(_ -> proveInto(proven));
        var ended = sandbox.ended().toCompletableFuture();
        try {
            CompletableFuture.anyOf(proven, ended).get(agentTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SandboxException(
                    SandboxException.Kind.AGENT_SILENT, "The sandbox started, but its agent was not heard from", e);
        }
        sandbox.readyNow();
        if (!proven.isDone() && ended.isDone()) {
            throw new SandboxException(
                    SandboxException.Kind.AGENT_SILENT,
                    "The sandbox did not start: " + ended.get().detail());
        }
    }

    private void proveInto(CompletableFuture<Void> proven) {
        Future<Void> hello = sandbox.agent().proven();
        hello.onSuccess(_ -> proven.complete(null)).onFailure(proven::completeExceptionally);
    }

    private void awaitRemoval() {
        // Bounded: each of its calls is.
        sandbox.removed().toCompletableFuture().join();
    }

    private interface Steps {
        void run() throws SandboxException, IOException, ExecutionException, TimeoutException, InterruptedException;
    }

    private static void steps(Steps steps) throws SandboxException {
        try {
            steps.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException(SandboxException.Kind.TIMEOUT, "Interrupted while starting a sandbox", e);
        } catch (TimeoutException e) {
            throw new SandboxException(SandboxException.Kind.TIMEOUT, "Starting a sandbox took too long", e);
        } catch (ExecutionException | IOException e) {
            throw new SandboxException(
                    SandboxException.Kind.REFUSED, "The way to a sandbox's agent could not be opened", e);
        }
    }
}
