package dev.swiftlet.sandbox;

import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import dev.swiftlet.toolchain.Toolchain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How a toolchain's REPL is started in a sandbox.
public final class ReplSpec {
    private static final int RING_BYTES = 1 << 20;
    /// Below a run's 1000: when memory runs out, a run dies before the REPL beside it.
    private static final int OOM_SCORE = 500;

    private ReplSpec() {}

    /// The process to ask an agent for.
    ///
    /// @param size the TTY must have one before LLDB starts, or it does without line editing for good
    /// @param firstOffset the offset of the first byte that it prints
    public static ProcessSpec of(Toolchain toolchain, TerminalSize size, long firstOffset) {
        return of(toolchain, toolchain.repl(), size, firstOffset);
    }

    /// The same for one that nobody waits for yet.
    static ProcessSpec warm(Toolchain toolchain, TerminalSize size) {
        return of(toolchain, toolchain.warmRepl(), size, 0);
    }

    private static ProcessSpec of(Toolchain toolchain, List<String> arguments, TerminalSize size, long firstOffset) {
        Map<String, String> environment = new HashMap<>(toolchain.environment());
        environment.putAll(Map.of(
                "HOME", "/tmp",
                "LANG", "C.UTF-8",
                "TERM", "xterm-256color",
                "PATH", "/usr/local/bin:/usr/bin:/bin"));
        return new ProcessSpec(
                ProcessSpec.Kind.REPL,
                ProcessSpec.Mode.TTY,
                size,
                RING_BYTES,
                firstOffset,
                OOM_SCORE,
                Map.of(),
                "/tmp",
                arguments,
                environment);
    }
}
