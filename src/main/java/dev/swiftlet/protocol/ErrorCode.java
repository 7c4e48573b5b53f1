package dev.swiftlet.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why the server did not do what a message asked for. The connection goes on.
public enum ErrorCode {
    /// Not a message of this protocol.
    @JsonProperty("malformed")
    MALFORMED,
    /// The client's role does not include it.
    @JsonProperty("forbidden")
    FORBIDDEN,
    /// Longer than `hello.limits` allows.
    @JsonProperty("too-large")
    TOO_LARGE,
    /// More of it, or faster, than `hello.limits` allows.
    @JsonProperty("too-fast")
    TOO_FAST,
    /// It does not fit the REPL's state: input when it has ended, `restart` while it runs.
    @JsonProperty("wrong-state")
    WRONG_STATE
}
