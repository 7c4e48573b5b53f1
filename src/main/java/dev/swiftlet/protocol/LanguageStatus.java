package dev.swiftlet.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// How a session's language server is: the parameters of the notification `swiftlet/status` on the language socket.
///
/// @param reason why it is not as it was, or null
public record LanguageStatus(State state, @Nullable Reason reason) {
    /// What an editor can expect.
    public enum State {
        /// It will be ready; nothing is to be done.
        @JsonProperty("starting")
        STARTING,
        /// It takes `initialize`. Files that were open before are to be opened again.
        @JsonProperty("ready")
        READY,
        /// It was stopped because nobody used it; `swiftlet/wake` starts it again.
        @JsonProperty("resting")
        RESTING,
        /// It ended again and again; `swiftlet/wake` tries once more.
        @JsonProperty("unavailable")
        UNAVAILABLE,
        /// Another editor of this session has it now. The last message.
        @JsonProperty("elsewhere")
        ELSEWHERE
    }

    /// Why.
    public enum Reason {
        /// It ended by itself, or could not be started.
        @JsonProperty("ended")
        ENDED,
        /// The kernel ended it for memory.
        @JsonProperty("out-of-memory")
        OUT_OF_MEMORY,
        /// It sent what is no message, or one that is too long.
        @JsonProperty("malformed")
        MALFORMED,
        /// It did not answer in time.
        @JsonProperty("silent")
        SILENT
    }
}
