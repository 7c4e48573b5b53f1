package dev.swiftlet.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far the input of each sender was taken, so that what a page sends again after a lost connection is applied once.
/// Bounded: the sender that was silent longest is forgotten first. Confined to the session's loop.
final class Senders {
    private static final int MAX = 256;

    private final Map<String, Integer> taken = new LinkedHashMap<>(16, 0.75f, true);

    /// @return the sequence of the last input taken from this sender, or null if it is not known
    @Nullable
    Integer taken(String sender) {
        return taken.get(sender);
    }

    /// Notes a sender of whom nothing was taken yet.
    void add(String sender) {
        taken.putIfAbsent(sender, 0);
        if (taken.size() > MAX) {
            taken.remove(taken.keySet().iterator().next());
        }
    }

    /// @return whether this input is new and is to be applied; false if it was taken already
    boolean take(String sender, int sequence) {
        Integer last = taken.get(sender);
        if (last != null && sequence <= last) {
            return false;
        }
        taken.put(sender, sequence);
        return true;
    }
}
