package dev.swiftlet.sandbox;

import dev.swiftlet.agent.EventLoop;

/// A sandbox that was made before anybody asked, and that nobody has used. Whoever takes it from its [WarmPool] owns
/// it: closes the sandbox, and gives the permit back when the sandbox is removed.
public sealed interface ReadySandbox permits WarmSandbox, EmptySandbox {
    Sandbox sandbox();

    Permit permit();

    /// What the sandbox is confined to.
    EventLoop loop();

    /// Whether somebody can use it as far as is known. Any thread.
    boolean isFit();

    /// Whether its agent can be spoken to as far as is known. Any thread.
    static boolean lives(Sandbox sandbox) {
        return sandbox.agent().connected()
                && !sandbox.ended().toCompletableFuture().isDone();
    }
}
