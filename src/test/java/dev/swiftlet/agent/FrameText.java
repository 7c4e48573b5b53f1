package dev.swiftlet.agent;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.NullMarked;

/// Frames as the fixtures describe them: the first line of each file.
@NullMarked
final class FrameText {
    private FrameText() {}

    static String describe(AgentFrame frame) {
        var type = frame instanceof AgentFrame.Refusal ? "ERROR" : name(frame);
        return type + " channel=" + frame.channel() + fields(frame);
    }

    private static String name(AgentFrame frame) {
        return switch (frame) {
            case AgentFrame.AskUsage _ -> "USAGE";
            case AgentFrame.FileWritten _ -> "FILE";
            default ->
                frame.getClass()
                        .getSimpleName()
                        .replaceAll("([a-z])([A-Z])", "$1_$2")
                        .toUpperCase(Locale.ROOT);
        };
    }

    private static String fields(AgentFrame frame) {
        return switch (frame) {
            case AgentFrame.Start start -> spec(start.spec());
            case AgentFrame.Input input -> " bytes=" + hex(input.bytes());
            case AgentFrame.Resize resize ->
                " columns=" + resize.size().cols() + " rows=" + resize.size().rows();
            case AgentFrame.Signal signal -> " signal=" + signal.signal();
            case AgentFrame.PutFile file ->
                " request=" + file.request() + " offset=" + file.offset() + " path=" + quoted(file.path()) + " bytes="
                        + hex(file.bytes());
            case AgentFrame.Acknowledge ack -> " stream=" + ack.stream() + " offset=" + ack.offset();
            case AgentFrame.Resume resume -> " stream=" + resume.stream() + " offset=" + resume.offset();
            case AgentFrame.Hello hello -> hello(hello);
            case AgentFrame.Output output ->
                " stream=" + output.stream() + " offset=" + output.offset() + " bytes=" + hex(output.bytes());
            case AgentFrame.InputAccepted accepted ->
                " line=" + accepted.line() + " cut=" + flag(accepted.cut()) + " text=" + quoted(accepted.text());
            case AgentFrame.Exit exit -> exit(exit.exit());
            case AgentFrame.OutOfMemory memory -> " kills=" + memory.kills();
            case AgentFrame.FileWritten file ->
                " request=" + file.request() + " errno=" + file.errno() + " size=" + file.size();
            case AgentFrame.UsageReport report ->
                " memory=" + report.usage().memoryBytes() + " peak="
                        + report.usage().peakMemoryBytes() + " cpu="
                        + report.usage().cpu().toNanos() + " processes="
                        + report.usage().processes() + " kills="
                        + report.usage().oomKills();
            case AgentFrame.Refusal refusal -> " code=" + refusal.code() + " message=" + quoted(refusal.message());
            case AgentFrame.Started started -> " pid=" + started.pid();
            case AgentFrame.InputWritten written -> " bytes=" + written.total();
            case AgentFrame.EndOfInput _,
                    AgentFrame.Interrupt _,
                    AgentFrame.Release _,
                    AgentFrame.AskUsage _,
                    AgentFrame.End _ -> "";
        };
    }

    private static String spec(ProcessSpec spec) {
        var tty = spec.mode() == ProcessSpec.Mode.TTY;
        var text = new StringBuilder();
        text.append(" kind=").append(lower(spec.kind())).append(" mode=").append(lower(spec.mode()));
        text.append(" columns=").append(tty ? spec.size().cols() : 0);
        text.append(" rows=").append(tty ? spec.size().rows() : 0);
        text.append(" ring=").append(spec.ringBytes()).append(" offset=").append(spec.firstOffset());
        text.append(" oom=").append(spec.oomScore());
        spec.limits()
                .forEach((limit, value) ->
                        text.append(" limit=").append(limit.code).append(':').append(Long.toUnsignedString(value)));
        text.append(" directory=").append(quoted(spec.directory()));
        spec.arguments().forEach(argument -> text.append(" argument=").append(quoted(argument)));
        spec.environment().forEach((name, value) -> text.append(" environment=").append(quoted(name + "=" + value)));
        return text.toString();
    }

    private static String hello(AgentFrame.Hello hello) {
        var text = new StringBuilder();
        text.append(" version=").append(hello.version());
        text.append(" epoch=").append(Long.toUnsignedString(hello.epoch()));
        text.append(" proof=").append(hex(hello.proof()));
        text.append(" boot=").append(Long.toUnsignedString(hello.boot()));
        for (var channel : hello.channels()) {
            text.append(" entry=").append(channel.channel());
            text.append(" kind=").append(lower(channel.kind())).append(" mode=").append(lower(channel.mode()));
            text.append(" exited=").append(flag(channel.exited()));
            text.append(" received=").append(channel.inputReceived());
            text.append(" written=").append(channel.inputWritten());
            for (var stream : channel.streams()) {
                text.append(" stream=")
                        .append(stream.stream())
                        .append(" oldest=")
                        .append(stream.oldest());
                text.append(" acknowledged=").append(stream.acknowledged());
                text.append(" end=").append(stream.end());
            }
        }
        return text.toString();
    }

    private static String exit(ProcessExit exit) {
        return (exit.code().isPresent() ? " how=code code=" : " how=signal code=")
                + exit.code().orElseGet(() -> exit.signal().orElseThrow()) + " wall=" + micros(exit.wall()) + " user="
                + micros(exit.user()) + " system=" + micros(exit.system()) + " peak=" + exit.peakKib() + " kills="
                + exit.oomKills();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }

    private static String hex(Buffer bytes) {
        return HexFormat.of().formatHex(bytes.getBytes());
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\033' -> out.append("\\e");
                default -> out.append(c < ' ' ? "\\x%02x".formatted((int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
