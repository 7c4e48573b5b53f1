package dev.swiftlet.session;

import dev.swiftlet.sandbox.Permit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The permits that sessions hold, each until its sandbox is gone: that may be after its session.
/// Any thread.
final class HeldPermits {
    private final Map<SessionId, CompletableFuture<Void>> held = new ConcurrentHashMap<>();

    /// Takes the permit over.
    ///
    /// @return to be completed when the session's sandbox is gone: the permit is given back then
    CompletableFuture<Void> hold(SessionId id, Permit permit) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        held.put(id, gone);
        var _ = gone.thenRun(() -> {
            permit.close();
            held.remove(id);
        });
        return gone;
    }

    /// How many are held for sessions that are over: their places are as good as free.
    int leaving(Predicate<SessionId> lives) {
        return (int) held.keySet().stream().filter(id -> !lives.test(id)).count();
    }

    /// Each is complete when its sandbox is gone.
    List<CompletableFuture<Void>> all() {
        return List.copyOf(held.values());
    }
}
