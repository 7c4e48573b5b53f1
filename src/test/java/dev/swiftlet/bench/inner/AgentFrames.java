package dev.swiftlet.bench.inner;

import dev.swiftlet.agent.AgentFrame;
import dev.swiftlet.agent.AgentFrameDecoder;
import dev.swiftlet.agent.AgentFrameEncoder;
import dev.swiftlet.agent.MalformedFrameException;
import io.vertx.core.buffer.Buffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// Frames between server and agent: output comes in pieces as a socket gives them, which are no whole frames, and a
/// typed key goes out.
@State(Scope.Thread)
public class AgentFrames {
    private static final int FRAMES = 8;
    private static final int READS = 7;

    /// Bytes of output in one read of the socket.
    public static final int READ = FRAMES * AgentFrame.MAX_CHUNK_BYTES / READS;

    private final Buffer[] reads = reads();
    private final AgentFrameDecoder decoder = new AgentFrameDecoder();
    private final AgentFrame key = new AgentFrame.Input(1, Buffer.buffer("x"));
    private int next;

    /// The frames end where the last read does, so that the first can follow it.
    @Benchmark
    public void decode(Blackhole hole) throws MalformedFrameException {
        decoder.feed(reads[next], hole::consume);
        next = (next + 1) % reads.length;
    }

    @Benchmark
    public Buffer copyRead() {
        next = (next + 1) % reads.length;
        return reads[next].copy();
    }

    @Benchmark
    public Buffer encode() {
        return AgentFrameEncoder.encode(key);
    }

    /// A header of eight bytes and the key.
    @Benchmark
    public Buffer copyKey() {
        return Buffer.buffer(64).appendLong(0).appendByte((byte) 'x');
    }

    private static Buffer[] reads() {
        Buffer stream = Buffer.buffer();
        byte[] piece = TerminalFlood.lines(AgentFrame.MAX_CHUNK_BYTES);
        for (int i = 0; i < FRAMES; i++) {
            AgentFrameEncoder.append(
                    stream, new AgentFrame.Output(1, 0, (long) i * piece.length, Buffer.buffer(piece)));
        }
        Buffer[] reads = new Buffer[READS];
        for (int i = 0; i < READS; i++) {
            reads[i] = stream.getBuffer(stream.length() * i / READS, stream.length() * (i + 1) / READS);
        }
        return reads;
    }
}
