package dev.swiftlet.sandbox;

import dev.swiftlet.agent.EventLoop;

/// A sandbox whose REPL stands at its prompt, and which nobody has used. Whoever takes it from the [SandboxPool] owns
/// it: closes the sandbox, and gives the permit back when the sandbox is removed.
///
/// @param loop what the sandbox is confined to; its session lives there
/// @param repl its REPL, with what it has printed so far
public record WarmSandbox(Sandbox sandbox, Permit permit, EventLoop loop, WarmRepl repl) implements ReadySandbox {
    @Override
    public boolean isFit() {
        return repl.isAtPrompt() && ReadySandbox.lives(sandbox);
    }
}
