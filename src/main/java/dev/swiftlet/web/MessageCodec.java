package dev.swiftlet.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.ServerMessage;
import java.util.Optional;

/// Messages to and from JSON. Any thread.
final class MessageCodec {
    private MessageCodec() {}

    /// Reads what a browser sent; empty if it is no message of this protocol.
    static Optional<ClientMessage> decode(String text) {
        return StrictJson.read(text, ClientMessage.class);
    }

    /// Writes what a browser is to get.
    static String encode(ServerMessage message) {
        try {
            return StrictJson.MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every server message can be written", e);
        }
    }
}
