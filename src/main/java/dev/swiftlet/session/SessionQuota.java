package dev.swiftlet.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many sessions one owner and one address have, and may have. Any thread.
final class SessionQuota {
    /// A session counts. Given back once, however often it is closed.
    interface Share extends AutoCloseable {
        @Override
        void close();
    }

    private final int perOwner;
    private final int perAddress;
    private final Map<Object, Integer> counts = new HashMap<>();

    SessionQuota(int perOwner, int perAddress) {
        this.perOwner = perOwner;
        this.perAddress = perAddress;
    }

    /// @return what to close when the session is over, or empty if they have as many as they may
    synchronized Optional<Share> tryAcquire(Participant owner, ClientAddress address) {
        if (count(owner) >= perOwner || count(address) >= perAddress) {
            return Optional.empty();
        }
        return Optional.of(share(owner, address));
    }

    /// For a session of an earlier server: its owner's, also beyond what they may have. From which
    /// address it was opened is kept nowhere, so it counts for none.
    synchronized Share take(Participant owner) {
        return share(owner);
    }

    private Share share(Object... whose) {
        for (Object who : whose) {
            counts.merge(who, 1, Integer::sum);
        }
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                giveBack(whose);
            }
        };
    }

    /// Which limit stands in the way, as a sentence for people.
    synchronized String explain(Participant owner) {
        return count(owner) >= perOwner
                ? "You have %d terminals open, and no more are given to one person. End one of them first."
                        .formatted(count(owner))
                : "%d terminals are open from your network's address, and no more are given to one. Wait until one of them has ended."
                        .formatted(perAddress);
    }

    private int count(Object who) {
        return counts.getOrDefault(who, 0);
    }

    private synchronized void giveBack(Object... whose) {
        for (Object who : whose) {
            counts.computeIfPresent(who, (_, count) -> count > 1 ? count - 1 : null);
        }
    }
}
