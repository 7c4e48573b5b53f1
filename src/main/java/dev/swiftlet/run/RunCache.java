package dev.swiftlet.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What runs told, for identical requests: the least recently wanted goes first. Any thread.
final class RunCache {
    /// One answer takes at most this part of it.
    private static final int PARTS = 8;

    private record Entry(List<RunEvent> events, long bytes, Duration since) {}

    private final long most;
    private final Duration age;
    private final Supplier<Duration> clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// @param most bytes, roughly; 0: nothing is kept
    /// @param age how long each is kept
    /// @param clock monotonic
    RunCache(long most, Duration age, Supplier<Duration> clock) {
        this.most = most;
        this.age = age;
        this.clock = clock;
    }

    /// For an answer that may be kept.
    Recording recording() {
        return new Recording(most / PARTS);
    }

    /// What a run that is wanted again told.
    synchronized Optional<List<RunEvent>> find(String key) {
        Entry entry = entries.get(key);
        if (entry == null || isOld(entry)) {
            return Optional.empty();
        }
        return Optional.of(entry.events());
    }

    /// Keeps it if another run of the same would tell the same, as far as anybody can say.
    synchronized void offer(String key, Recording recording, Verdict verdict) {
        Optional<List<RunEvent>> whole = recording.whole();
        if (most == 0 || whole.isEmpty() || !lasts(verdict)) {
            return;
        }
        remove(entries.remove(key));
        entries.put(key, new Entry(List.copyOf(whole.get()), recording.bytes(), clock.get()));
        bytes += recording.bytes();
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes > most && oldest.hasNext()) {
            remove(oldest.next());
            oldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    private void remove(@Nullable Entry entry) {
        bytes -= entry == null ? 0 : entry.bytes();
    }

    private boolean isOld(Entry entry) {
        return clock.get().minus(entry.since()).compareTo(age) >= 0;
    }

    private static boolean lasts(Verdict verdict) {
        return switch (verdict.outcome()) {
            case SUCCESS, COMPILE_ERROR, RUNTIME_ERROR -> !"SIGKILL".equals(verdict.signal());
            case TIMEOUT, OUT_OF_MEMORY, OUTPUT_LIMIT, KILLED, BUSY, INTERNAL_ERROR -> false;
        };
    }

    /// The same for identical requests on the same image, and no others.
    static String key(RunRequest request, String imageId) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
        add(digest, imageId, request.toolchain().id(), "" + request.mode(), "" + request.options());
        add(digest, "" + request.limits(), request.stdin());
        add(digest, "" + new TreeMap<>(request.toolchain().environment()));
        add(digest, "" + request.sources().size());
        request.sources().forEach(source -> add(digest, source.name(), source.text()));
        add(digest, "" + request.arguments().size());
        request.arguments().forEach(argument -> add(digest, argument));
        new TreeMap<>(request.environment()).forEach((name, value) -> add(digest, name, value));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }
}
