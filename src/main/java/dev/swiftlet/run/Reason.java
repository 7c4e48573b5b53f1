package dev.swiftlet.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a verdict's sentence says, as a word for programs: they say it in another language.
///
/// @param seconds of the limit that was reached, if it is one of time
/// @param bytes of the limit that was reached, if it is one of room
public record Reason(
        Code code, @Nullable Double seconds, @Nullable Long bytes) {
    /// Which phase it was is the verdict's.
    public enum Code {
        /// It took longer than it may.
        TIME,
        /// It needed more of the processor's time than it may.
        PROCESSOR_TIME,
        /// It needed more memory than it may.
        MEMORY,
        /// It printed more than it may, and went on until its time was up.
        OUTPUT,
        /// It wrote a file that is larger than a sandbox allows.
        FILE_SIZE,
        /// The compiler or the linker crashed.
        TOOL_CRASHED,
        /// Something in its own sandbox killed it.
        KILLED_INSIDE,
        /// It ended the process that watches over it, or could not be started.
        WATCH_ENDED,
        /// Its sandbox is full of files.
        NO_ROOM,
        /// Its sandbox ended, or did not do what it should.
        SANDBOX
    }

    static Reason of(Code code) {
        return new Reason(code, null, null);
    }

    static Reason of(Code code, Duration limit) {
        return new Reason(code, limit.toMillis() / 1e3, null);
    }

    static Reason of(Code code, long limit) {
        return new Reason(code, null, limit);
    }
}
