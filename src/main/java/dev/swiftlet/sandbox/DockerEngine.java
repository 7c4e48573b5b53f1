package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentConnection;
import dev.swiftlet.agent.AgentKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Sandboxes as containers of a Docker engine. For threads that may block.
public final class DockerEngine implements SandboxEngine {
    private static final Logger LOG = Logger.getLogger(DockerEngine.class);

    /// A container's agent connects within milliseconds of its start, or, where sockets do not
    /// cross, never.
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(3);

    private final EngineSettings settings;
    private final byte[] serverKey;
    private final Containers containers;
    private final EngineEvents events;
    private final UidRange uids;
    private final TransportChoice transports;
    private final Semaphore creating;
    private final Map<SandboxName, DockerSandbox> known = new ConcurrentHashMap<>();
    private final Map<String, String> images = new ConcurrentHashMap<>();

    /// Connects to nothing yet.
    ///
    /// @param serverKey what the agents' keys are derived from, at least 32 bytes
    public DockerEngine(EngineSettings settings, byte[] serverKey) {
        this.settings = settings;
        this.serverKey = serverKey.clone();
        this.containers = new Containers(settings.instance(), settings.dockerHost(), settings.callTimeout());
        this.events = new EngineEvents(
                Containers.client(settings.dockerHost(), 1),
                Containers.ownLabels(settings.instance()),
                new Watch(known, containers));
        this.uids = new UidRange(settings.uidBase(), settings.uidCount());
        this.transports = new TransportChoice(settings);
        this.creating = new Semaphore(settings.createConcurrency(), true);
    }

    @Override
    public Sandbox create(SandboxSpec spec) throws SandboxException {
        requireNativeTransport(spec);
        var patience = settings.agentTimeout().plus(settings.callTimeout());
        if (!tryAcquire(patience)) {
            throw new SandboxException(SandboxException.Kind.TIMEOUT, "Too many sandboxes are being created");
        }
        try {
            var transport = transports.choose(found -> probe(spec, found));
            return create(spec, transport, settings.agentTimeout());
        } finally {
            creating.release();
        }
    }

    private DockerSandbox create(SandboxSpec spec, AgentTransport transport, Duration agentTimeout)
            throws SandboxException {
        var imageId = resolveImage(spec.image());
        var uid = uids.tryLease()
                .orElseThrow(() ->
                        new SandboxException(SandboxException.Kind.REFUSED, "All user ids for sandboxes are in use"));
        var sandbox = register(spec, uid, transport);
        try {
            launch(sandbox, spec, agentTimeout).create(imageId, uid);
        } catch (SandboxException e) {
            if (e.kind() == SandboxException.Kind.IMAGE_MISSING) {
                images.remove(spec.image());
            }
            throw e;
        }
        LOG.infof("sandbox %s created", spec.name());
        return sandbox;
    }

    @Override
    public Sandbox adopt(SandboxSpec spec) throws SandboxException {
        requireNativeTransport(spec);
        var container = containers
                .find(spec.name().value())
                .filter(ContainerState::running)
                .orElseThrow(() -> new SandboxException(
                        SandboxException.Kind.REFUSED, "The sandbox has ended while nobody looked"));
        var uid = container.uid().orElse(-1);
        uids.take(uid);
        var transport = container.hasSocket() ? AgentTransport.SOCKET : AgentTransport.STDIO;
        var sandbox = register(spec, uid, transport);
        launch(sandbox, spec, settings.agentTimeout()).adopt(container);
        LOG.infof("sandbox %s adopted", spec.name());
        return sandbox;
    }

    @Override
    public List<SandboxName> list() throws SandboxException {
        return containers.list();
    }

    @Override
    public void remove(SandboxName name) throws SandboxException {
        var sandbox = known.get(name);
        if (sandbox != null) {
            sandbox.close();
            sandbox.removed().toCompletableFuture().join();
        }
        containers.remove(name.value());
        try {
            SocketDirectory.of(settings.runtimeDir(), name).delete();
        } catch (IOException e) {
            throw new SandboxException(SandboxException.Kind.REFUSED, "A sandbox's directory could not be removed", e);
        }
    }

    @Override
    public void ping() throws SandboxException {
        containers.ping();
    }

    @Override
    public String resolveImage(String image) throws SandboxException {
        var id = images.get(image);
        if (id == null) {
            id = containers.imageId(image);
            images.put(image, id);
        }
        return id;
    }

    /// Live sandboxes are let go, and go on running: another server, or this one when it is back,
    /// adopts them.
    @Override
    public void close() {
        events.close();
        List.copyOf(known.values()).forEach(DockerSandbox::detach);
        containers.close();
    }

    /// Tells live sandboxes whose container has ended or is gone, where the engine's event of
    /// that was missed. Blocks.
    ///
    /// @return how many
    int reconcile() throws SandboxException {
        // Known before the list is made: whose agent has spoken by now has a container, or had one.
        var ready = known.values().stream().filter(DockerSandbox::ready).toList();
        var running = ready.isEmpty() ? List.of() : containers.listRunning();
        var told = 0;
        for (var sandbox : ready) {
            if (!running.contains(sandbox.name()) && !sandbox.over()) {
                LOG.infof("sandbox %s has no running container", sandbox.name());
                containers
                        .find(sandbox.name().value())
                        .ifPresentOrElse(sandbox::found, () -> sandbox.end(EndReasons.lost()));
                told++;
            }
        }
        return told;
    }

    /// Whether a sandbox is live, or being made or removed, here.
    boolean knows(SandboxName name) {
        return known.containsKey(name);
    }

    EngineSettings settings() {
        return settings;
    }

    int leasedUids() {
        return uids.leased();
    }

    private DockerSandbox register(SandboxSpec spec, int uid, AgentTransport transport) throws SandboxException {
        events.open();
        Function<AgentConnection, AgentRoute> routes = connection -> switch (transport) {
            case STDIO ->
                new StdioRoute(
                        connection,
                        settings.dockerHost(),
                        settings.callTimeout(),
                        settings.agentTimeout().plus(settings.callTimeout()));
            case SOCKET, AUTO ->
                new SocketRoute(
                        connection, SocketDirectory.of(settings.runtimeDir(), spec.name()), settings.callTimeout());
        };
        var sandbox = new DockerSandbox(spec.name(), spec.context(), key(spec.name()), containers, routes, () -> {
            known.remove(spec.name());
            uids.giveBack(uid);
        });
        if (known.putIfAbsent(spec.name(), sandbox) != null) {
            uids.giveBack(uid);
            throw new SandboxException(SandboxException.Kind.REFUSED, "There is such a sandbox already");
        }
        return sandbox;
    }

    private Launch launch(DockerSandbox sandbox, SandboxSpec spec, Duration agentTimeout) {
        return new Launch(sandbox, spec, containers, key(spec.name()), settings.instance(), agentTimeout);
    }

    private void probe(SandboxSpec spec, AgentTransport transport) throws SandboxException {
        var id = "probe" + UUID.randomUUID().toString().substring(0, 8);
        var name = SandboxName.of(settings.instance(), id);
        var patience = transport == AgentTransport.SOCKET ? PROBE_PATIENCE : settings.agentTimeout();
        var probe = create(new SandboxSpec(name, spec.image(), spec.limits(), spec.context()), transport, patience);
        probe.close();
        probe.removed().toCompletableFuture().join();
    }

    private AgentKey key(SandboxName name) {
        return AgentKey.derive(serverKey, name.value());
    }

    private boolean tryAcquire(Duration patience) throws SandboxException {
        try {
            return creating.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException(SandboxException.Kind.TIMEOUT, "Interrupted while waiting for a sandbox", e);
        }
    }

    private void requireNativeTransport(SandboxSpec spec) {
        if ("unix".equals(settings.dockerHost().getScheme())
                && !spec.context().owner().isNativeTransportEnabled()) {
            throw new IllegalStateException("quarkus.vertx.prefer-native-transport: must be true, for unix sockets");
        }
    }
}
