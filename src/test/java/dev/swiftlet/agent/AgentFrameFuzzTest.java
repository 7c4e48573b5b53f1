package dev.swiftlet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Seeded: a failure comes back.
class AgentFrameFuzzTest {
    private static final long SEED = 20_261_122;
    private static final int FRAMES = 50_000;
    private static final int MUTATIONS = 100_000;
    private static final int GARBAGE = 50_000;

    @Test
    void anyFrameComesBackWhateverThePieces() throws MalformedFrameException {
        var random = new Random(SEED);
        var frames = new RandomFrames(random);
        for (var round = 0; round < FRAMES / 10; round++) {
            var sent = new ArrayList<AgentFrame>();
            var bytes = Buffer.buffer();
            for (var i = 0; i < 10; i++) {
                var frame = frames.next();
                sent.add(frame);
                AgentFrameEncoder.append(bytes, frame);
            }
            var decoded = decodeInPieces(bytes, random);
            assertThat(decoded).hasSameSizeAs(sent);
            assertThat(encoded(decoded)).as("round %d", round).isEqualTo(bytes);
        }
    }

    @Test
    void mutatedFramesAreFramesOrMalformedAndNothingElse() {
        var random = new Random(SEED);
        var frames = new RandomFrames(random);
        var malformed = 0;
        for (var round = 0; round < MUTATIONS; round++) {
            var bytes = AgentFrameEncoder.encode(frames.next()).getBytes();
            for (var flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            malformed += survives(Buffer.buffer(bytes)) ? 0 : 1;
        }
        assertThat(malformed).isBetween(MUTATIONS / 10, MUTATIONS);
    }

    @Test
    void garbageIsFramesOrMalformedAndNothingElse() {
        var random = new Random(SEED);
        var plausible = new byte[] {0, 0, 0, 9, (byte) 0x82, 0, 0, 1};
        for (var round = 0; round < GARBAGE; round++) {
            var bytes = new byte[8 + random.nextInt(120)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                System.arraycopy(plausible, 0, bytes, 0, 8);
                bytes[3] = (byte) (bytes.length - 8);
                bytes[4] = (byte) ((random.nextBoolean() ? 0x80 : 0) + random.nextInt(12));
            }
            survives(Buffer.buffer(bytes));
        }
    }

    private static boolean survives(Buffer bytes) {
        try {
            new AgentFrameDecoder().feed(bytes, _ -> {});
            return true;
        } catch (MalformedFrameException e) {
            return false;
        }
    }

    private static List<AgentFrame> decodeInPieces(Buffer bytes, Random random) throws MalformedFrameException {
        var decoded = new ArrayList<AgentFrame>();
        var decoder = new AgentFrameDecoder();
        for (var position = 0; position < bytes.length(); ) {
            var end = Math.min(bytes.length(), position + 1 + random.nextInt(random.nextBoolean() ? 5 : 2000));
            decoder.feed(bytes.getBuffer(position, end), decoded::add);
            position = end;
        }
        return decoded;
    }

    private static Buffer encoded(List<AgentFrame> frames) {
        var bytes = Buffer.buffer();
        frames.forEach(frame -> AgentFrameEncoder.append(bytes, frame));
        return bytes;
    }
}
