package dev.swiftlet.web;

import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.ServerMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The JSON of a line that is entered, and of the answer that it was accepted. Part of the benchmark's scenario
/// `inner`; here, as only this package knows how messages are written.
@State(Scope.Thread)
public class MessageBench {
    private static final String LINE = "let names = [3, 1, 2].sorted()";

    private final String submit = "{\"type\":\"submit\",\"sequence\":17,\"text\":\"" + LINE + "\"}";
    private final byte[] submitted = submit.getBytes(StandardCharsets.UTF_8);
    private final ServerMessage accepted = new ServerMessage.Accepted(17, LINE);
    private final String answer = MessageCodec.encode(accepted);

    @Benchmark
    public Optional<ClientMessage> decode() {
        return MessageCodec.decode(submit);
    }

    @Benchmark
    public String copySubmit() {
        return new String(submitted, StandardCharsets.UTF_8);
    }

    @Benchmark
    public String encode() {
        return MessageCodec.encode(accepted);
    }

    @Benchmark
    public byte[] copyAnswer() {
        return answer.getBytes(StandardCharsets.UTF_8);
    }
}
