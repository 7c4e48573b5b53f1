package dev.swiftlet.agent;

import dev.swiftlet.terminal.TerminalSize;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A process that the agent is asked to start.
///
/// @param size the TTY's size; without meaning for pipes
/// @param ringBytes how many of its last bytes of output the agent keeps: 64 KiB to 1 MiB, a power of two
/// @param firstOffset the offset of the first byte of each of its streams
/// @param oomScore 0 to 1000: the higher, the sooner the kernel kills it for memory
/// @param directory where it starts
/// @param arguments the program (a path, or a name looked up in the environment's `PATH`) and its arguments
/// @param environment all of it; nothing is inherited
public record ProcessSpec(
        Kind kind,
        Mode mode,
        TerminalSize size,
        int ringBytes,
        long firstOffset,
        int oomScore,
        Map<Limit, Long> limits,
        String directory,
        List<String> arguments,
        Map<String, String> environment) {

    public static final int MIN_RING_BYTES = 65_536;
    public static final int MAX_RING_BYTES = 1_048_576;

    private static final int MAX_ENTRIES = 256;

    public ProcessSpec {
        if (ringBytes < MIN_RING_BYTES || ringBytes > MAX_RING_BYTES || Integer.bitCount(ringBytes) != 1) {
            throw new IllegalArgumentException("a ring has 64 KiB to 1 MiB, a power of two: " + ringBytes);
        }
        if (firstOffset < 0) {
            throw new IllegalArgumentException("a negative offset: " + firstOffset);
        }
        if (oomScore < 0 || oomScore > 1000) {
            throw new IllegalArgumentException("an oom score is 0 to 1000: " + oomScore);
        }
        if (arguments.isEmpty() || arguments.size() > MAX_ENTRIES || environment.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("1 to 256 arguments, up to 256 environment entries");
        }
        if (!directory.startsWith("/") || arguments.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a process has a program and an absolute directory");
        }
        limits = Collections.unmodifiableMap(new TreeMap<>(limits));
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /// What it is to the session. The number is the protocol's.
    public enum Kind {
        REPL(1),
        RUN(2),
        LANGUAGE(3);

        final int code;

        Kind(int code) {
            this.code = code;
        }

        static Optional<Kind> find(int code) {
            return Arrays.stream(values()).filter(value -> value.code == code).findFirst();
        }
    }

    /// How it is connected: one TTY (stream 0), or pipes (stdout is stream 1, stderr 2).
    public enum Mode {
        TTY(1),
        PIPES(2);

        final int code;

        Mode(int code) {
            this.code = code;
        }

        static Optional<Mode> find(int code) {
            return Arrays.stream(values()).filter(value -> value.code == code).findFirst();
        }
    }

    /// Linux's resource limits, soft and hard at once. The number is the kernel's `RLIMIT_*`.
    public enum Limit {
        /// Seconds of CPU.
        CPU(0),
        /// Bytes of the largest file.
        FSIZE(1),
        DATA(2),
        STACK(3),
        CORE(4),
        RSS(5),
        NPROC(6),
        NOFILE(7),
        MEMLOCK(8),
        /// Bytes of address space.
        AS(9),
        LOCKS(10),
        SIGPENDING(11),
        MSGQUEUE(12),
        NICE(13),
        RTPRIO(14),
        RTTIME(15);

        final int code;

        Limit(int code) {
            this.code = code;
        }

        static Optional<Limit> find(int code) {
            return Arrays.stream(values()).filter(value -> value.code == code).findFirst();
        }
    }
}
