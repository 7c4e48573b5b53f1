package dev.swiftlet.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What happened since the start. Any thread.
public final class RunCounters {
    private final Map<RunOutcome, LongAdder> outcomes = new EnumMap<>(RunOutcome.class);
    private final LongAdder cached = new LongAdder();
    private final LongAdder refused = new LongAdder();

    RunCounters() {
        for (RunOutcome outcome : RunOutcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
    }

    /// Runs that ended so, those answered from the cache included.
    public long ended(RunOutcome outcome) {
        LongAdder count = outcomes.get(outcome);
        return count == null ? 0 : count.sum();
    }

    /// Runs answered from the cache.
    public long cached() {
        return cached.sum();
    }

    /// Requests that found no place in the line.
    public long refused() {
        return refused.sum();
    }

    void count(Verdict verdict) {
        LongAdder count = outcomes.get(verdict.outcome());
        if (count != null) {
            count.increment();
        }
        if (verdict.cached()) {
            cached.increment();
        }
    }

    void countRefused() {
        refused.increment();
    }
}
