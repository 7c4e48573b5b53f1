package dev.swiftlet.session;

import dev.swiftlet.session.Note.Place;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Notes in the order in which they are to be written; a newer one takes its elder's place.
/// Bounded by count and weight. Not for more than one thread at a time.
final class NoteQueue {
    private final int maxCount;
    private final long maxWeight;
    private final LinkedHashMap<Place, Note> notes = new LinkedHashMap<>();
    private long weight;

    NoteQueue(int maxCount, long maxWeight) {
        this.maxCount = maxCount;
        this.maxWeight = maxWeight;
    }

    boolean isEmpty() {
        return notes.isEmpty();
    }

    int size() {
        return notes.size();
    }

    /// @return how many notes were given up to make room, perhaps this one itself
    int add(Note note) {
        Note elder = notes.get(note.place());
        put(elder == null ? note : elder.followedBy(note), false);
        return makeRoom(note);
    }

    /// Back to the front, whence it came, unless a newer one has come: then that one goes to the
    /// front.
    int putBack(Note note) {
        Note newer = notes.get(note.place());
        put(newer == null ? note : note.followedBy(newer), true);
        return makeRoom(note);
    }

    /// The next one.
    ///
    /// @param bulky false: what is bulky stays, unless its session is over and waits for it
    Optional<Note> poll(boolean bulky) {
        Optional<Note> next = notes.values().stream()
                .filter(note -> bulky || !note.isBulky() || hasEnded(note.id()))
                .findFirst();
        next.ifPresent(note -> {
            notes.remove(note.place());
            weight -= note.weight();
        });
        return next;
    }

    /// Whether anything of this session is in here.
    boolean has(SessionId id) {
        return notes.keySet().stream().anyMatch(place -> place.id().equals(id));
    }

    /// Whether the end of any session is in here.
    boolean hasEnds() {
        return notes.values().stream().anyMatch(Note.Ended.class::isInstance);
    }

    private boolean hasEnded(SessionId id) {
        return notes.containsKey(new Place(id, Note.Ended.class, 0));
    }

    Optional<Note> find(Place place) {
        return Optional.ofNullable(notes.get(place));
    }

    private void put(Note note, boolean first) {
        Note before = first ? notes.putFirst(note.place(), note) : notes.put(note.place(), note);
        weight += note.weight() - (before == null ? 0 : before.weight());
    }

    /// Transcripts are the heaviest, and the only ones of which a later one has most of an
    /// earlier one: they go first.
    private int makeRoom(Note latest) {
        int given = 0;
        while (notes.size() > maxCount || weight > maxWeight) {
            Optional<Note> victim = notes.values().stream()
                    .filter(Note.Transcript.class::isInstance)
                    .findFirst()
                    .or(() -> find(latest.place()).filter(Note::isDispensable));
            if (victim.isEmpty()) {
                break;
            }
            remove(victim.get());
            given++;
        }
        return given;
    }

    private void remove(Note note) {
        notes.remove(note.place());
        weight -= note.weight();
        note.giveUp();
    }
}
