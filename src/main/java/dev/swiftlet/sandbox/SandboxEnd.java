package dev.swiftlet.sandbox;

/// Why a sandbox ended.
///
/// @param detail a sentence for people
public record SandboxEnd(Reason reason, String detail) {
    public enum Reason {
        /// We closed it.
        REMOVED,
        /// Its first process, the agent, ended with a code.
        EXITED,
        /// Its agent died of a signal.
        SIGNALLED,
        /// Its agent was killed for memory. (When another process is, the agent reports it and lives on.)
        OUT_OF_MEMORY,
        /// The agent is gone and the engine does not answer.
        ENGINE_AWAY,
        /// The agent broke its protocol, or is there and says nothing.
        BROKEN,
        /// Somebody killed or removed it behind our back.
        LOST
    }
}
