package dev.swiftlet.sandbox;

import dev.swiftlet.agent.EventLoop;

/// A sandbox in which nothing runs yet but its agent.
public record EmptySandbox(Sandbox sandbox, Permit permit, EventLoop loop) implements ReadySandbox {
    @Override
    public boolean isFit() {
        return ReadySandbox.lives(sandbox);
    }
}
