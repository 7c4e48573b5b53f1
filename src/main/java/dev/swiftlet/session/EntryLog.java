package dev.swiftlet.session;

import dev.swiftlet.terminal.PromptTracker;
import dev.swiftlet.terminal.TerminalOutput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The entries that a session's REPLs took, each with what it printed until the prompt came
/// back. (What a program prints after that is in nobody's output.) The agent tells what was
/// entered, the terminal's output where an evaluation begins and ends; the two are brought
/// together by the number of the line, since either may come first; what an earlier server left,
/// as a [Recollection] says. A command for LLDB and an
/// empty line are evaluated, too, without being entries. What was interrupted or ended
/// the REPL has no output; what failed has its error text, and says that it failed. What a later
/// REPL is to be given, and none took, has line 0. Bounded: when it is full it takes no more
/// entries. Confined to the session's loop.
final class EntryLog implements PromptTracker.Listener {
    /// Takes each entry when it was accepted, and again when it has an output.
    interface Sink {
        void put(SessionStore.Entry entry);
    }

    /// Hears when something that was entered is over and the prompt is back.
    interface Listener {
        /// @param output what it printed, as plain text
        void evaluated(String output);
    }

    /// The most entries of one session.
    static final int MAX_ENTRIES = StoreLimits.ENTRIES;

    /// Of their texts and outputs together.
    static final int MAX_CHARACTERS = 1 << 20;

    private final TerminalOutput output;
    private final Sink sink;
    private final Listener listener;
    private final List<SessionStore.Entry> entries = new ArrayList<>();
    /// Those of this REPL that have no output yet, as indices of `entries`, in order.
    private final Deque<Integer> waiting = new ArrayDeque<>();

    private int repl;
    private long characters;
    private boolean recalling;
    private Recollection recollection = new Recollection(null);
    private @Nullable Evaluation running;
    /// The last one that no entry is known for.
    private @Nullable Evaluation unclaimed;

    EntryLog(TerminalOutput output, Sink sink, Listener listener) {
        this.output = output;
        this.sink = sink;
        this.listener = listener;
    }

    /// Goes on from what an earlier server kept. What the terminal has shown since then comes next,
    /// then [#caughtUp].
    void recall(List<SessionStore.Entry> earlier) {
        earlier.forEach(this::keep);
        repl = entries.isEmpty() ? 1 : entries.getLast().repl();
        int last = lastTaken(_ -> true);
        boolean open = last >= 0 && entries.get(last).output() == null;
        if (open) {
            waiting.add(last);
        }
        recollection = new Recollection(open ? entries.get(last) : null);
        recalling = true;
    }

    /// What comes now, happens now.
    void caughtUp() {
        recalling = false;
        List<Integer> open = List.copyOf(waiting);
        waiting.clear();
        for (int i = 0; i < open.size(); i++) {
            int line = entries.get(open.get(i)).line();
            boolean failed = i + 1 < open.size() && entries.get(open.get(i + 1)).line() == line;
            if (!failed) {
                recollect(open.get(i), line);
            }
        }
    }

    private void recollect(int index, int line) {
        boolean runs = running != null && running.line() == line;
        Evaluation over = runs ? null : recollection.take(line);
        if (over == null) {
            waiting.add(index);
        } else {
            complete(index, entries.get(index), over);
        }
    }

    /// In order, over all REPLs of the session.
    List<SessionStore.Entry> entries() {
        return List.copyOf(entries);
    }

    /// Another REPL begins.
    void replStarted() {
        repl++;
        forget();
    }

    /// What this REPL was to be given and was not, but is needed to be where it would have been.
    void owe(List<ReplayPlan.Step> rest) {
        rest.forEach(step -> add(0, step.text(), step.output()));
    }

    /// The REPL is gone, and with it whatever was not over.
    ///
    /// @param died not by anybody's wish: if nothing was running, the last entry is held to be
    /// the cause (a thread that it left behind, say)
    /// @return the entry that is not to be given to another REPL, or null
    @Nullable
    String replEnded(boolean died) {
        Integer running = waiting.peekLast();
        int cause = running == null ? lastTaken(entry -> entry.output() != null) : running;
        forget();
        if (cause < 0 || (running == null && !died)) {
            return null;
        }
        SessionStore.Entry entry = entries.get(cause);
        if (running == null) {
            // As LLDB does for what came to nothing, its line is used again.
            add(entry.line(), "", null);
        }
        return entry.text();
    }

    /// The index of the last such entry that this REPL took, or -1.
    private int lastTaken(Predicate<SessionStore.Entry> wanted) {
        for (int i = entries.size() - 1; i >= 0 && entries.get(i).repl() == repl; i--) {
            if (entries.get(i).line() > 0 && wanted.test(entries.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private boolean add(int line, String text, @Nullable String printed) {
        SessionStore.Entry entry = new SessionStore.Entry(entries.size() + 1, repl, line, text, printed);
        boolean kept = keep(entry);
        if (kept) {
            sink.put(entry);
        }
        return kept;
    }

    /// The agent says that the REPL took an entry.
    ///
    /// @param line the number of its first line
    void accepted(int line, String text) {
        if (!add(line, text, null)) {
            return;
        }
        waiting.add(entries.size() - 1);
        boolean runs = running != null && running.line() == line;
        if (runs || recalling) {
            return;
        }
        Evaluation over = unclaimed != null && unclaimed.line() == line ? unclaimed : recollection.take(line);
        if (over != null) {
            claim(over);
            unclaimed = null;
        }
    }

    /// Output was appended to the record.
    void printed() {
        if (running != null) {
            running.read(output, output.end());
        }
    }

    /// Somebody interrupted the REPL.
    void interrupted() {
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public void entered(int line, long end) {
        running = new Evaluation(line, end);
        unclaimed = null;
        recollection.entered();
        if (recalling) {
            // Nobody knows any more who interrupted what: what says so, was.
            running.interrupt();
        } else {
            recollection.forget();
        }
    }

    @Override
    public void resumed() {
        running = null;
    }

    @Override
    public void prompted(int line, boolean first, long start) {
        Evaluation over = recollection.over(running, line, output);
        running = null;
        if (over == null || !first) {
            return;
        }
        over.finish(output, start);
        if (line == over.line()) {
            // LLDB uses its number again: it failed, or was no entry.
            over.fail();
        }
        if (recalling) {
            recollection.add(over);
        } else if (!claim(over)) {
            unclaimed = over;
        }
        listener.evaluated(over.text());
    }

    /// Gives its output to the entry that was evaluated.
    private boolean claim(Evaluation over) {
        while (!waiting.isEmpty()) {
            int index = waiting.peek();
            SessionStore.Entry entry = entries.get(index);
            if (entry.line() > over.line()) {
                return false;
            }
            waiting.remove();
            if (entry.line() == over.line()) {
                complete(index, entry, over);
                return true;
            }
        }
        return false;
    }

    private void complete(int index, SessionStore.Entry entry, Evaluation over) {
        if (over.wasInterrupted()) {
            return;
        }
        String printed = characters + over.text().length() > MAX_CHARACTERS ? "" : over.text();
        characters += printed.length();
        SessionStore.Entry whole = entry.evaluated(printed, over.hasFailed());
        entries.set(index, whole);
        sink.put(whole);
    }

    private boolean keep(SessionStore.Entry entry) {
        String printed = entry.output();
        int length = entry.text().length() + (printed == null ? 0 : printed.length());
        if (entries.size() >= MAX_ENTRIES || characters + length > MAX_CHARACTERS) {
            return false;
        }
        characters += length;
        entries.add(entry);
        return true;
    }

    private void forget() {
        waiting.clear();
        running = null;
        unclaimed = null;
        recollection = new Recollection(null);
    }
}
