package dev.swiftlet.agent;

import dev.swiftlet.terminal.TerminalSize;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;

/// Frames with any content that the page allows.
@NullMarked
final class RandomFrames {
    private static final String LETTERS = "az AZ/=\n你é🐦\u0001";

    private final Random random;

    RandomFrames(Random random) {
        this.random = random;
    }

    AgentFrame next() {
        var channel = 1 + random.nextInt(65_535);
        return switch (random.nextInt(22)) {
            case 0 -> new AgentFrame.Start(channel, spec());
            case 1 -> new AgentFrame.Input(channel, bytes(1, 300));
            case 2 -> new AgentFrame.EndOfInput(channel);
            case 3 -> new AgentFrame.Resize(channel, size());
            case 4 -> new AgentFrame.Signal(channel, 1 + random.nextInt(31));
            case 5 -> new AgentFrame.Interrupt(channel);
            case 6 -> new AgentFrame.PutFile(0, u32(), u63(), "/tmp/" + text(), bytes(0, 300));
            case 7 -> new AgentFrame.Acknowledge(channel, random.nextInt(3), u63());
            case 8 -> new AgentFrame.Resume(channel, random.nextInt(3), u63());
            case 9 -> new AgentFrame.Release(channel);
            case 10 -> new AgentFrame.AskUsage(0);
            case 11 -> hello();
            case 12 -> new AgentFrame.Output(channel, random.nextInt(3), u63(), bytes(1, 300));
            case 13 -> new AgentFrame.InputAccepted(channel, u32(), random.nextBoolean(), text());
            case 14 -> new AgentFrame.Exit(channel, exit());
            case 15 -> new AgentFrame.OutOfMemory(0, u32());
            case 16 -> new AgentFrame.FileWritten(0, u32(), u32(), u63());
            case 17 -> new AgentFrame.UsageReport(0, new Usage(u63(), u63(), Duration.ofNanos(u63()), u32(), u32()));
            case 18 -> new AgentFrame.Refusal(random.nextInt(65_536), random.nextInt(65_536), text());
            case 19 -> new AgentFrame.Started(channel, u32());
            case 20 -> new AgentFrame.End(0);
            default -> new AgentFrame.InputWritten(channel, u63());
        };
    }

    private ProcessSpec spec() {
        var kinds = ProcessSpec.Kind.values();
        var mode = random.nextBoolean() ? ProcessSpec.Mode.TTY : ProcessSpec.Mode.PIPES;
        var size = mode == ProcessSpec.Mode.TTY ? size() : new TerminalSize(0, 0);
        var environment = new LinkedHashMap<String, String>();
        IntStream.range(0, random.nextInt(5)).forEach(i -> environment.put("N" + i, text()));
        var limits = random.nextBoolean()
                ? Map.<ProcessSpec.Limit, Long>of()
                : Map.of(ProcessSpec.Limit.CPU, random.nextLong(), ProcessSpec.Limit.AS, random.nextLong());
        return new ProcessSpec(
                kinds[random.nextInt(kinds.length)],
                mode,
                size,
                65_536 << random.nextInt(5),
                u63(),
                random.nextInt(1001),
                limits,
                "/" + text(),
                List.of("p" + text(), text()),
                environment);
    }

    private AgentFrame.Hello hello() {
        var channels = IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> new AgentFrame.LiveChannel(
                        i + 1,
                        ProcessSpec.Kind.RUN,
                        ProcessSpec.Mode.PIPES,
                        random.nextBoolean(),
                        u63(),
                        u63(),
                        List.of(
                                new AgentFrame.LiveStream(1, 0, random.nextInt(1000), 1000 + (u63() >>> 1)),
                                new AgentFrame.LiveStream(2, 5, 7, 9))))
                .toList();
        return new AgentFrame.Hello(0, 1, random.nextLong(), bytes(32, 32), random.nextLong(), channels);
    }

    private ProcessExit exit() {
        var number = OptionalInt.of(random.nextInt(256));
        var byCode = random.nextBoolean();
        return new ProcessExit(
                byCode ? number : OptionalInt.empty(),
                byCode ? OptionalInt.empty() : number,
                Duration.ofMillis(random.nextInt()).abs(),
                Duration.ofMillis(3),
                Duration.ZERO,
                u63(),
                u32());
    }

    private TerminalSize size() {
        return new TerminalSize(random.nextInt(600), random.nextInt(300));
    }

    private Buffer bytes(int least, int most) {
        var bytes = new byte[least + random.nextInt(most - least + 1)];
        random.nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    private String text() {
        var codePoints = LETTERS.codePoints().toArray();
        return random.ints(random.nextInt(20), 0, codePoints.length)
                .map(i -> codePoints[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private long u32() {
        return random.nextLong() & 0xffff_ffffL;
    }

    private long u63() {
        return random.nextLong() >>> 1;
    }
}
