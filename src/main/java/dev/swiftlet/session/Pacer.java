package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.terminal.TerminalOutput;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Acknowledges a terminal's output to its program, as fast as [Pace] says. Confined to the
/// session's loop.
final class Pacer {
    private static final Duration TICK = Duration.ofMillis(50);

    private final Pace pace;
    private final EventLoop loop;
    private final Supplier<Duration> clock;
    private final TerminalOutput output;
    private final Audience audience;
    private final Terminal.Program program;
    private boolean scheduled;
    private boolean held;

    Pacer(
            Pace pace,
            EventLoop loop,
            Supplier<Duration> clock,
            TerminalOutput output,
            Audience audience,
            Terminal.Program program) {
        this.pace = pace;
        this.loop = loop;
        this.clock = clock;
        this.output = output;
        this.audience = audience;
        this.program = program;
    }

    /// A new process prints from here on, or what an earlier one printed is all here.
    void restart() {
        held = false;
        pace.restart(output.end(), clock.get());
    }

    /// Acknowledges nothing until the next start.
    void hold() {
        held = true;
    }

    /// Output was printed or taken, or time went by: lets the program print on.
    void advance() {
        if (held) {
            return;
        }
        Client controlling = audience.controlling();
        if (pace.advance(clock.get(), taken(controlling), output.end())) {
            program.acknowledge(pace.acknowledged());
        }
        if (pace.isBehind(output.end()) && !scheduled) {
            scheduled = true;
            loop.after(TICK, () -> {
                scheduled = false;
                advance();
            });
        }
    }

    private static long taken(@Nullable Client controlling) {
        return controlling == null ? 0 : controlling.taken();
    }
}
