package dev.swiftlet.agent;

/// Bytes that are not a frame of the protocol. Whoever sent them is not to be believed any further.
public final class MalformedFrameException extends Exception {
    public MalformedFrameException(String message) {
        super(message);
    }
}
