package dev.swiftlet.sandbox;

import dev.swiftlet.terminal.TerminalSize;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// What a process in a [FakeSandboxEngine]'s sandbox does. Called on the sandbox's context.
@NullMarked
public interface FakeProgram {
    /// The process was started; it may print at once.
    void started(Tty tty);

    /// Bytes were typed.
    void input(Tty tty, byte[] bytes);

    /// Ctrl-C that counts: INTERRUPT, a SIGINT, or the byte 0x03.
    void interrupted(Tty tty);

    /// SIGWINCH: the TTY has another size, see [Tty#size].
    default void resized(Tty tty) {}

    /// The process's side of its TTY.
    interface Tty {
        /// Prints, on stream 0 (or 1 with pipes). Kept in the ring; sent as the window allows.
        void print(String text);

        /// Prints on stderr, with pipes.
        void printError(String text);

        /// What it was started with, its name first.
        List<String> arguments();

        /// Prints without end, as fast as the server takes it, until stopped or ended.
        void flood(String line);

        /// Ends a flood; whether there was one.
        boolean stopFlood();

        /// Reports an accepted entry.
        void accepted(int line, String text);

        void exit(int code);

        void killed(int signal);

        /// As last told.
        TerminalSize size();
    }
}
