package dev.swiftlet.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be entered so that a new REPL is where the last one was.
///
/// @param steps in order
record ReplayPlan(List<Step> steps) {
    /// Nothing.
    static final ReplayPlan NONE = new ReplayPlan(List.of());

    /// One entry.
    ///
    /// @param output what it printed, or null if that is not known
    record Step(String text, @Nullable String output) {}

    ReplayPlan {
        steps = List.copyOf(steps);
    }

    /// What made the state of the last REPL that took anything: its own entries, for what it was
    /// itself given again it took like any other. Left out is what failed, and what never came to
    /// its end, for it was interrupted, or ended the REPL. Included is what that REPL was to be
    /// given itself and was not.
    static ReplayPlan of(List<SessionStore.Entry> entries) {
        if (entries.isEmpty()) {
            return NONE;
        }
        int repl = entries.getLast().repl();
        int reused = Integer.MAX_VALUE;
        List<SessionStore.Entry> last =
                entries.stream().filter(entry -> entry.repl() == repl).toList();
        List<Step> steps = new ArrayList<>();
        for (SessionStore.Entry entry : last.reversed()) {
            // Kept before entries said so of themselves: the next one has the same line.
            boolean failed = entry.failed() || (entry.line() > 0 && entry.line() >= reused);
            if (!failed && entry.output() != null && !entry.text().isBlank()) {
                steps.add(new Step(entry.text(), entry.output()));
            }
            reused = entry.line() > 0 ? entry.line() : reused;
        }
        return new ReplayPlan(steps.reversed());
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }
}
