package dev.swiftlet.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An engine without containers: each sandbox is an [EchoSandbox], an agent in this process that speaks real frames and
/// runs
/// a [FakeProgram] for each process it is asked to start. For any thread.
@SuppressWarnings("DoNotCallSuggester") // a skeleton
public final class FakeSandboxEngine implements SandboxEngine {
    private final Map<SandboxName, EchoSandbox> sandboxes = new ConcurrentHashMap<>();
    private volatile Supplier<FakeProgram> programs;
    private volatile @Nullable SandboxException failure;

    /// Every process is an [EchoRepl].
    public FakeSandboxEngine() {
        this(EchoRepl::new);
    }

    public FakeSandboxEngine(Supplier<FakeProgram> programs) {
        this.programs = programs;
    }

    /// What processes started from now on do.
    public FakeSandboxEngine programs(Supplier<FakeProgram> programs) {
        this.programs = programs;
        return this;
    }

    /// Every call fails so until it is called again with null; sandboxes go on.
    public void fail(SandboxException.@Nullable Kind kind) {
        failure = kind == null ? null : new SandboxException(kind, "the fake engine was told to fail: " + kind);
    }

    /// The live sandbox of that name.
    public EchoSandbox sandbox(SandboxName name) {
        var sandbox = sandboxes.get(name);
        if (sandbox == null) {
            throw new IllegalArgumentException("no such sandbox: " + name);
        }
        return sandbox;
    }

    /// Whatever is live.
    public List<EchoSandbox> sandboxes() {
        return List.copyOf(sandboxes.values());
    }

    @Override
    public Sandbox create(SandboxSpec spec) throws SandboxException {
        throw new UnsupportedOperationException("" + programs + failure);
    }

    @Override
    public Sandbox adopt(SandboxSpec spec) throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SandboxName> list() throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(SandboxName name) throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void ping() throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public String resolveImage(String image) throws SandboxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
