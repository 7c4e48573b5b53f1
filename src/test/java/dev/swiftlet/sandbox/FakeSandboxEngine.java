package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// An engine without containers: each sandbox is an [EchoSandbox], an agent in this process that
/// speaks real frames and runs a [FakeProgram] for each process it is asked to start. For any
/// thread.
@NullMarked
public final class FakeSandboxEngine implements SandboxEngine {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<SandboxName, FakeAgent> agents;
    private final Map<SandboxName, EchoSandbox> sandboxes = new ConcurrentHashMap<>();
    private volatile Supplier<FakeProgram> programs;
    private volatile SandboxException.@Nullable Kind failure;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private boolean closed;

    /// Every process is an [EchoRepl].
    public FakeSandboxEngine() {
        this(EchoRepl::new);
    }

    public FakeSandboxEngine(Supplier<FakeProgram> programs) {
        this(programs, new ConcurrentHashMap<>());
    }

    private FakeSandboxEngine(Supplier<FakeProgram> programs, Map<SandboxName, FakeAgent> agents) {
        this.programs = programs;
        this.agents = agents;
    }

    /// What processes of sandboxes created from now on do.
    public FakeSandboxEngine programs(Supplier<FakeProgram> newPrograms) {
        programs = newPrograms;
        return this;
    }

    /// Every call fails so until it is called again with null; sandboxes go on.
    public void fail(SandboxException.@Nullable Kind kind) {
        failure = kind;
    }

    /// Creations wait from now on until [#letCreate()].
    public void holdCreate() {
        gate = new CountDownLatch(1);
    }

    public void letCreate() {
        gate.countDown();
    }

    /// Closes this engine and gives another with the same containers, as a restart of the server does: adopt them.
    public FakeSandboxEngine restarted() {
        close();
        return new FakeSandboxEngine(programs, agents);
    }

    /// The live sandbox of that name.
    public EchoSandbox sandbox(SandboxName name) {
        var sandbox = sandboxes.get(name);
        if (sandbox == null) {
            throw new IllegalArgumentException("no such sandbox: " + name);
        }
        return sandbox;
    }

    /// Whatever is live here.
    public List<EchoSandbox> sandboxes() {
        return List.copyOf(sandboxes.values());
    }

    @Override
    public Sandbox create(SandboxSpec spec) throws SandboxException {
        check();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException(SandboxException.Kind.TIMEOUT, "interrupted", e);
        }
        resolveImage(spec.image());
        make(spec);
        return adopt(spec);
    }

    private synchronized void make(SandboxSpec spec) throws SandboxException {
        checkOpen();
        if (agents.containsKey(spec.name())) {
            throw new SandboxException(SandboxException.Kind.REFUSED, "There is such a sandbox already");
        }
        agents.put(spec.name(), new FakeAgent(spec.context(), key(spec.name()), programs));
    }

    @Override
    public Sandbox adopt(SandboxSpec spec) throws SandboxException {
        check();
        var agent = agents.get(spec.name());
        if (agent == null) {
            throw new SandboxException(SandboxException.Kind.REFUSED, "The sandbox has ended while nobody looked");
        }
        var sandbox = new EchoSandbox(spec.name(), spec.context(), key(spec.name()), agent, () -> forget(spec.name()));
        hold(spec.name(), sandbox);
        try {
            OnContext.await(spec.context(), PATIENCE, sandbox::offer);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new SandboxException(SandboxException.Kind.AGENT_SILENT, "the fake agent is silent", e);
        }
        return sandbox;
    }

    private synchronized void hold(SandboxName name, EchoSandbox sandbox) throws SandboxException {
        checkOpen();
        sandboxes.put(name, sandbox);
    }

    @Override
    public List<SandboxName> list() throws SandboxException {
        check();
        return List.copyOf(agents.keySet());
    }

    /// The same, also while calls fail.
    public List<SandboxName> listAnyway() {
        return List.copyOf(agents.keySet());
    }

    @Override
    public void remove(SandboxName name) throws SandboxException {
        check();
        var sandbox = sandboxes.get(name);
        if (sandbox != null) {
            sandbox.close();
        }
        agents.remove(name);
    }

    @Override
    public void ping() throws SandboxException {
        check();
    }

    /// Every image but one called `missing` is there.
    @Override
    public String resolveImage(String image) throws SandboxException {
        check();
        if (image.contains("missing")) {
            throw new SandboxException(SandboxException.Kind.IMAGE_MISSING, "The fake engine has no such image");
        }
        return "sha256:" + image;
    }

    /// As if its server had died: from now on it makes and removes nothing, whoever still asks.
    @Override
    public synchronized void close() {
        closed = true;
        sandboxes().forEach(EchoSandbox::detach);
        sandboxes.clear();
    }

    private synchronized void forget(SandboxName name) {
        sandboxes.remove(name);
        if (!closed) {
            agents.remove(name);
        }
    }

    private synchronized void checkOpen() throws SandboxException {
        if (closed) {
            throw new SandboxException(SandboxException.Kind.ENGINE_AWAY, "The fake engine is closed");
        }
    }

    private void check() throws SandboxException {
        checkOpen();
        var kind = failure;
        if (kind != null) {
            throw new SandboxException(kind, "The fake engine was told to fail: " + kind);
        }
    }

    private static AgentKey key(SandboxName name) {
        return AgentKey.derive(new byte[32], name.value());
    }
}
