package dev.swiftlet.session;

import java.util.List;
import java.util.Map;

/// A session that is over, which a new one starts from: the new REPL is given what the last one
/// took, and the editor has the same files.
///
/// @param toolchain the id of the one it had, which there may be no longer
/// @param entries all of them, in order
/// @param files of the editor, name to text
public record Predecessor(String toolchain, List<SessionStore.Entry> entries, Map<String, String> files) {
    /// For a session that starts from nothing.
    public static final Predecessor NONE = new Predecessor("", List.of(), Map.of());

    public Predecessor {
        entries = List.copyOf(entries);
        files = Map.copyOf(files);
    }
}
