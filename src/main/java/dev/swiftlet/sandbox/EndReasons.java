package dev.swiftlet.sandbox;

import dev.swiftlet.sandbox.SandboxEnd.Reason;

/// What the engine's facts about a dead container mean. Pure.
final class EndReasons {
    /// As shells do: a process that died of a signal.
    private static final int SIGNAL_CODES = 128;

    private static final int SIGKILL = 9;
    private static final int LAST_SIGNAL = 64;

    private EndReasons() {}

    /// Of a container that is there and does not run.
    ///
    /// @param killed whether the engine was asked to kill it, by somebody else
    /// @param outOfMemory whether the kernel killed in it for memory just then
    static SandboxEnd dead(int exitCode, boolean killed, boolean outOfMemory) {
        var signal = exitCode - SIGNAL_CODES;
        if (killed) {
            return lost();
        }
        if (outOfMemory && signal == SIGKILL) {
            return new SandboxEnd(Reason.OUT_OF_MEMORY, "The sandbox ran out of memory.");
        }
        if (signal > 0 && signal <= LAST_SIGNAL) {
            return new SandboxEnd(Reason.SIGNALLED, "The sandbox's agent died of signal " + signal + ".");
        }
        return new SandboxEnd(Reason.EXITED, "The sandbox's agent ended with code " + exitCode + ".");
    }

    static SandboxEnd lost() {
        return new SandboxEnd(Reason.LOST, "The sandbox was stopped from outside.");
    }

    static SandboxEnd removed() {
        return new SandboxEnd(Reason.REMOVED, "The sandbox was closed.");
    }

    static SandboxEnd engineAway() {
        return new SandboxEnd(Reason.ENGINE_AWAY, "The sandbox is gone, and the engine that ran it does not answer.");
    }

    static SandboxEnd broken(String why) {
        return new SandboxEnd(Reason.BROKEN, "The sandbox's agent cannot be understood: " + why + ".");
    }
}
