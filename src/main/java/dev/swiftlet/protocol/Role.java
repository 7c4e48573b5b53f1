package dev.swiftlet.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a participant may do in a session, strongest first.
public enum Role {
    @JsonProperty("owner")
    OWNER,
    @JsonProperty("editor")
    EDITOR,
    @JsonProperty("viewer")
    VIEWER;

    /// Whether this role includes all that the other one may do.
    public boolean includes(Role other) {
        return compareTo(other) <= 0;
    }
}
