package dev.swiftlet.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a connection or a whole session ended: the WebSocket's close code, the `closed` message and the metric share it.
public enum CloseReason {
    /// Ten messages that were none of this protocol, or a frame beyond its bounds.
    @JsonProperty("malformed")
    MALFORMED(4400, false),
    /// No `join` within 5 s.
    @JsonProperty("join-timeout")
    JOIN_TIMEOUT(4408, false),
    /// The peer no longer answers pings.
    @JsonProperty("gone")
    GONE(4409, false),
    /// More clients on one session than allowed.
    @JsonProperty("crowded")
    CROWDED(4429, false),
    /// Nobody used the session for its idle timeout.
    @JsonProperty("idle")
    IDLE(4440, true),
    /// Nobody used the session for a while, and somebody else waits for a place.
    @JsonProperty("yielded")
    YIELDED(4443, true),
    /// The session reached its maximum age.
    @JsonProperty("max-age")
    MAX_AGE(4441, true),
    /// Its owner ended it.
    @JsonProperty("ended")
    ENDED(4442, true),
    /// This run's socket has nothing more to tell: another run began, or a restart of the server ended this one.
    @JsonProperty("run-over")
    RUN_OVER(4444, false),
    /// The sandbox could not be made.
    @JsonProperty("start-failed")
    START_FAILED(4500, true),
    /// The sandbox ended, or its container was removed, without the server's doing.
    @JsonProperty("sandbox-lost")
    SANDBOX_LOST(4501, true),
    /// The sandbox's agent broke its protocol; the sandbox was removed.
    @JsonProperty("sandbox-broken")
    SANDBOX_BROKEN(4502, true),
    /// The container engine is away.
    @JsonProperty("engine-away")
    ENGINE_AWAY(4503, true),
    /// The server is shutting down; connect again.
    @JsonProperty("server-stopping")
    SERVER_STOPPING(4512, false);

    private final int code;
    private final boolean endsSession;

    CloseReason(int code, boolean endsSession) {
        this.code = code;
        this.endsSession = endsSession;
    }

    /// The WebSocket close code, 4400 to 4599.
    public int code() {
        return code;
    }

    /// Whether the session is over, or only this connection.
    public boolean endsSession() {
        return endsSession;
    }
}
