package dev.swiftlet.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the REPL is doing.
public enum ReplState {
    /// Its sandbox or its process is being made.
    @JsonProperty("starting")
    STARTING,
    /// At its prompt.
    @JsonProperty("ready")
    READY,
    /// Evaluating what was entered.
    @JsonProperty("running")
    RUNNING,
    /// Its process has ended; `restart` makes another.
    @JsonProperty("ended")
    ENDED
}
