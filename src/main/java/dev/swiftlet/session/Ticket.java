package dev.swiftlet.session;

import dev.swiftlet.sandbox.Permit;
import dev.swiftlet.toolchain.Toolchain;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A place in the [WaitingLine]. Made and moved by [Admission].
final class Ticket {
    /// Where one stands in the line.
    ///
    /// @param place 1 is next
    /// @param estimateSeconds how long it may take, or null: not known
    record Place(int place, @Nullable Integer estimateSeconds) {}

    private final Toolchain toolchain;
    private final CompletableFuture<Permit> granted = new CompletableFuture<>();
    private volatile Consumer<Place> listener = _ -> {};
    private volatile Place told;

    Ticket(Toolchain toolchain, Place first) {
        this.toolchain = toolchain;
        this.told = first;
    }

    Toolchain toolchain() {
        return toolchain;
    }

    /// Complete when the wait is over; whoever entered the line owns the permit.
    CompletableFuture<Permit> granted() {
        return granted;
    }

    /// Tells, now and at every change, where in the line it stands. On any thread; must not block.
    void onMoved(Consumer<Place> wanted) {
        listener = wanted;
        wanted.accept(told);
    }

    void moved(Place now) {
        if (!now.equals(told)) {
            told = now;
            listener.accept(now);
        }
    }
}
