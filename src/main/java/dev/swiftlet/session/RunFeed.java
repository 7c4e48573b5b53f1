package dev.swiftlet.session;

import dev.swiftlet.run.RunEvent;
import dev.swiftlet.run.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The events of one run as its clients get them: each all of them, in order, as fast as it takes them. Bounded: what
/// is too much is left out, and the verdict says how much. Confined to the session's loop.
final class RunFeed {
    /// A little more than what `results` mode may log.
    private static final int MOST_CHARACTERS = 4 << 20;

    /// No more is handed to a channel that holds so much.
    private static final int MAX_UNSENT = 128 * 1024;

    private final Function<RunEvent, String> text;
    private final List<String> events = new ArrayList<>();
    private final Map<Client, Integer> next = new HashMap<>();
    private int characters;
    private int leftOutValues;
    private int leftOutDiagnostics;

    RunFeed(Function<RunEvent, String> text) {
        this.text = text;
    }

    /// An event other than what is printed on the TTY. Who waits for it gets it with [#pump].
    void add(RunEvent event) {
        switch (event) {
            case RunEvent.Ended(var verdict) -> events.add(text.apply(new RunEvent.Ended(completed(verdict))));
            case RunEvent.PhaseBegan _ -> events.add(text.apply(event));
            case RunEvent.Valued _ -> leftOutValues += fits(event) ? 0 : 1;
            case RunEvent.Diagnosed _ -> leftOutDiagnostics += fits(event) ? 0 : 1;
            case RunEvent.Passed _ -> fits(event);
            case RunEvent.Stdout _, RunEvent.Stderr _ -> throw new IllegalArgumentException("that is the TTY's");
        }
    }

    void join(Client client) {
        next.put(client, 0);
    }

    void leave(Client client) {
        next.remove(client);
    }

    /// Sends a client what it has not got yet, as far as there is room.
    ///
    /// @return whether it has all
    boolean pump(Client client) {
        int at = next.getOrDefault(client, events.size());
        while (at < events.size() && client.channel().unsent() < MAX_UNSENT) {
            client.channel().sendEvent(events.get(at++));
            next.put(client, at);
        }
        return at == events.size();
    }

    private boolean fits(RunEvent event) {
        String written = text.apply(event);
        if (characters + written.length() > MOST_CHARACTERS) {
            return false;
        }
        characters += written.length();
        events.add(written);
        return true;
    }

    private Verdict completed(Verdict verdict) {
        Verdict.Dropped dropped = verdict.dropped();
        return verdict.withDropped(new Verdict.Dropped(
                dropped.stdoutBytes(),
                dropped.stderrBytes(),
                dropped.diagnostics() + leftOutDiagnostics,
                dropped.values() + leftOutValues));
    }
}
