package dev.swiftlet.session;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// Which sessions make way for those who wait: the most idle first, and no more than wait. Pure.
final class YieldOrder {
    /// A session that could make way.
    ///
    /// @param state what it is now
    record Candidate<T>(T session, SessionState state) {}

    private YieldOrder() {}

    /// @param wanted how many are to make way at most; none if not positive
    /// @param rules of a crowded server
    static <T> List<T> choose(List<Candidate<T>> candidates, int wanted, Duration now, IdleRules rules) {
        return candidates.stream()
                .filter(candidate -> candidate.state() instanceof SessionState.Open open && yields(open, now, rules))
                .sorted(Comparator.comparing(YieldOrder::activeAt))
                .limit(Math.max(0, wanted))
                .map(Candidate::session)
                .toList();
    }

    /// When each of them has made way if nobody does anything more and all are to; the soonest first.
    static List<Duration> ends(List<SessionState> states, Duration now, IdleRules rules) {
        return states.stream()
                .filter(SessionState.Open.class::isInstance)
                .map(SessionState.Open.class::cast)
                .filter(SessionState.Open::hasSandbox)
                .map(open -> end(open, now, rules))
                .sorted()
                .toList();
    }

    private static Duration end(SessionState.Open open, Duration now, IdleRules rules) {
        Duration end = open.deadline(rules).at();
        // Whoever is there and was not warned yet has the whole warning.
        boolean unwarned = open.clients() > 0 && open.warned() == null;
        Duration soonest = unwarned ? now.plus(rules.warning()) : now;
        return end.compareTo(soonest) < 0 ? soonest : end;
    }

    /// Whether it is as good as reaped under those rules: a warning is due, or the end.
    private static boolean yields(SessionState.Open open, Duration now, IdleRules rules) {
        Duration timeout = open.clients() == 0
                ? rules.detachedTimeout()
                : rules.idleTimeout().minus(rules.warning());
        return open.hasSandbox() && !open.activeAt().plus(timeout).minus(now).isPositive();
    }

    private static Duration activeAt(Candidate<?> candidate) {
        return candidate.state() instanceof SessionState.Open open ? open.activeAt() : Duration.ZERO;
    }
}
