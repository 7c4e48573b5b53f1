package dev.swiftlet.language;

import dev.swiftlet.protocol.LanguageStatus;

/// The way to one editor. Called on the language server's loop.
public interface EditorChannel {
    /// A message of the language server's protocol, as JSON.
    void send(byte[] json);

    /// How it is.
    void send(LanguageStatus status);

    /// How many bytes the network has not taken yet. When few are left, [LanguageServer#drained] is to be called.
    long unsent();

    /// Nothing more is wanted from the editor for now, or again.
    void pauseInput(boolean paused);

    /// No more comes. Idempotent.
    void close(Why why);

    /// Why an editor is let go.
    enum Why {
        /// Another editor of this session has its place.
        ELSEWHERE,
        /// The session is over, or the server stops.
        OVER,
        /// It sent what may not be sent, again and again.
        MALFORMED
    }
}
