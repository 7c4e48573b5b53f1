package dev.swiftlet.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `swift-backtrace` prints: why a program crashed, and the calls that led there.
///
/// @param reason its first line's, null if there is none
/// @param frames those in the sources, innermost first
/// @param depth how many calls it says there were
record Backtrace(@Nullable String reason, List<Crash.Frame> frames, int depth) {
    private static final int MOST_FRAMES = 64;
    /// A recursion that a person wrote on purpose is not so deep when it crashes.
    private static final int ENDLESS = 1000;

    /// The optimiser leaves out the frame pointers that the calls are counted by, but not where it
    /// happened. On x86-64 Linux the first thread's stack, and nothing else, is within 16 GiB of the
    /// top; what overflows it by a call or a small frame touches the end of the page below. Hardly
    /// any other bad pointer leads there.
    private static final Pattern STACK_END =
            Pattern.compile("Bad pointer dereference at 0x00007ff[c-f][0-9a-f]{5}f[0-9a-f]{2}");

    private static final Pattern REASON = Pattern.compile("\\*\\*\\* (?:Program crashed: )?(.{1,1000}) \\*\\*\\*");
    private static final String BACKTRACING = ": Backtracing from ";
    private static final String FAILURE = "Swift runtime failure: ";

    /// `5 [ra] 0x0000560934b037e0 pick(_:_:) + 47 in main at /tmp/s/main.swift:2:13`, the frame's number first.
    private static final Pattern FRAME =
            Pattern.compile("\\s{0,20}([0-9]{1,9})(?: \\[[a-z]{1,16}\\])*\\s+0x[0-9a-f]{1,16} (.*)");

    private static final Pattern PLACE = Pattern.compile("/?([^:]{1,1000}\\.swift):([0-9]{1,9})(?::[0-9]{1,9})?");

    static Backtrace read(List<String> lines) {
        @Nullable String reason = null;
        List<Crash.Frame> frames = new ArrayList<>();
        int depth = 0;
        for (String line : lines) {
            Matcher said = REASON.matcher(line);
            Matcher frame = FRAME.matcher(line);
            if (said.matches() && !line.contains(BACKTRACING)) {
                // The last crash counts: a program may print what it likes before.
                reason = said.group(1);
                frames.clear();
                depth = 0;
            } else if (reason != null && frame.matches()) {
                depth = Math.max(depth, Integer.parseInt(frame.group(1)) + 1);
                frame(frame.group(2)).filter(_ -> frames.size() < MOST_FRAMES).ifPresent(frames::add);
            }
        }
        return new Backtrace(reason, List.copyOf(frames), depth);
    }

    /// The reason in words, if it crashed.
    Optional<String> crashed() {
        if (reason == null) {
            return Optional.empty();
        }
        if (reason.startsWith("Bad pointer dereference") && depth > ENDLESS) {
            return Optional.of("Stack overflow: %d calls, each waiting for the next".formatted(depth));
        }
        if (STACK_END.matcher(reason).matches()) {
            return Optional.of("Stack overflow: the stack is full (recursion without end?)");
        }
        return Optional.of(reason.startsWith(FAILURE) ? "Fatal error: " + reason.substring(FAILURE.length()) : reason);
    }

    private static Optional<Crash.Frame> frame(String text) {
        int at = text.lastIndexOf(" at ");
        if (at < 0) {
            return Optional.empty();
        }
        Matcher place = PLACE.matcher(text.substring(at + 4));
        if (!place.matches()) {
            return Optional.empty();
        }
        String call = text.substring(0, at);
        int module = call.lastIndexOf(" in ");
        String function = module < 0 ? call : call.substring(0, module);
        return Optional.of(new Crash.Frame(
                function.replaceFirst(" \\+ [0-9]{1,18}$", ""),
                PlainNames.of(place.group(1)),
                Integer.parseInt(place.group(2))));
    }
}
