package dev.swiftlet.session;

import dev.swiftlet.terminal.TerminalOutput;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server that takes over a REPL finds on its terminal: evaluations that are over, and
/// nothing tells whose they are but the number of their line. LLDB gives the number of one that
/// failed to the next; so it is the last of a line that belongs to the last entry with it. Bounded.
/// Confined to the session's loop.
final class Recollection {
    /// Of what was typed ahead, more than anybody does.
    private static final int MAX_LINES = 16;

    private final Map<Integer, Evaluation> over = new HashMap<>();
    /// The entry that was under way when the earlier server ended.
    private final SessionStore.@Nullable Entry open;
    /// Whether nothing was entered and no prompt came yet.
    private boolean untouched = true;

    /// @param open the entry that no output is known of, or null
    Recollection(SessionStore.@Nullable Entry open) {
        this.open = open;
    }

    /// Something is entered at the prompt.
    void entered() {
        untouched = false;
    }

    /// A prompt has come.
    ///
    /// @param running what was seen being entered before it
    /// @return what is over with it, or null. Where an entry printed so much that its own beginning
    ///     is lost, that is all that is left of it
    @Nullable
    Evaluation over(@Nullable Evaluation running, int promptLine, TerminalOutput output) {
        boolean first = untouched;
        untouched = false;
        if (running != null || !first || open == null || promptLine <= open.line()) {
            return running;
        }
        Evaluation beheaded = new Evaluation(open.line(), output.start());
        beheaded.interrupt();
        return beheaded;
    }

    /// Keeps one that is over.
    void add(Evaluation evaluation) {
        boolean wanted = open == null || evaluation.line() >= open.line();
        if (wanted && (over.size() < MAX_LINES || over.containsKey(evaluation.line()))) {
            over.put(evaluation.line(), evaluation);
        }
    }

    /// The last one of a line, once.
    @Nullable
    Evaluation take(int line) {
        return over.remove(line);
    }

    /// Something new was entered: all that was there has been told of.
    void forget() {
        over.clear();
    }
}
