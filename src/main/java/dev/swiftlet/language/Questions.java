package dev.swiftlet.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The editor's questions that wait for an answer. Editors come and go and number as they like, so each question gets a
/// number of ours, once.
final class Questions {
    private final Map<Long, Long> editorIds = new LinkedHashMap<>();
    private long last;

    /// @return our number for it, or empty if too many wait, or one with that number
    OptionalLong ask(long editorId) {
        if (editorIds.size() >= LanguageLimits.REQUESTS || editorIds.containsValue(editorId)) {
            return OptionalLong.empty();
        }
        editorIds.put(++last, editorId);
        return OptionalLong.of(last);
    }

    /// It was answered.
    ///
    /// @return the editor's number; empty if nobody waits for it any more
    Optional<Long> answered(long id) {
        return Optional.ofNullable(editorIds.remove(id));
    }

    /// Our number for one that waits.
    Optional<Long> find(long editorId) {
        return editorIds.entrySet().stream()
                .filter(each -> each.getValue() == editorId)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Nobody waits any more.
    ///
    /// @return our numbers of those that did
    List<Long> forget() {
        List<Long> waiting = List.copyOf(editorIds.keySet());
        editorIds.clear();
        return waiting;
    }
}
