package dev.swiftlet.run;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything that a run told, to be told again. Confined to its run's loop while it grows; then never changed.
final class Recording {
    /// What an event takes beside its texts, roughly.
    private static final int EVENT_BYTES = 200;

    private final List<RunEvent> events = new ArrayList<>();
    private final long most;
    private long bytes;

    /// @param most what is longer is not kept
    Recording(long most) {
        this.most = most;
    }

    void add(RunEvent event) {
        bytes += EVENT_BYTES + size(event);
        if (bytes > most) {
            events.clear();
            return;
        }
        events.add(copy(event));
    }

    /// All of it, if it is not too long.
    Optional<List<RunEvent>> whole() {
        return bytes > most ? Optional.empty() : Optional.of(events);
    }

    long bytes() {
        return bytes;
    }

    private static RunEvent copy(RunEvent event) {
        return switch (event) {
            case RunEvent.Stdout(var out) -> new RunEvent.Stdout(copy(out));
            case RunEvent.Stderr(var err) -> new RunEvent.Stderr(copy(err));
            case RunEvent.PhaseBegan _, RunEvent.Diagnosed _, RunEvent.Valued _, RunEvent.Passed _, RunEvent.Ended _ ->
                event;
        };
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return ByteBuffer.wrap(copy).asReadOnlyBuffer();
    }

    private static long size(RunEvent event) {
        return switch (event) {
            case RunEvent.Stdout(var out) -> out.remaining();
            case RunEvent.Stderr(var err) -> err.remaining();
            case RunEvent.Diagnosed(var diagnostic) ->
                2L * diagnostic.message().length()
                        + diagnostic.notes().stream()
                                .mapToLong(note ->
                                        EVENT_BYTES + 2L * note.message().length())
                                .sum()
                        + diagnostic.fixIts().stream()
                                .mapToLong(fix -> EVENT_BYTES + 2L * fix.text().length())
                                .sum();
            case RunEvent.Valued(var value) ->
                2L * (value.value().length() + value.type().length());
            case RunEvent.Ended(var verdict) -> 2L * verdict.reproduce().length();
            case RunEvent.PhaseBegan _, RunEvent.Passed _ -> 0;
        };
    }
}
