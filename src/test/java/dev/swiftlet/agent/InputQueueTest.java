package dev.swiftlet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputQueueTest {
    /// An agent that may lose any tail of what was on its way, again and again: it gets every byte, once and in order.
    @Test
    void everyByteArrivesOnce() throws MalformedFrameException {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var queue = new InputQueue();
            var typed = Buffer.buffer();
            var arrived = Buffer.buffer();
            var written = 0;
            for (var step = 0; step < 100 || arrived.length() < typed.length(); step++) {
                if (step < 100) {
                    var bytes = new byte[random.nextInt(3000)];
                    random.nextBytes(bytes);
                    typed.appendBytes(bytes);
                    queue.add(Buffer.buffer(bytes));
                }
                var loses = random.nextInt(4) == 0;
                for (var frame = queue.next(1); frame != null; frame = queue.next(1)) {
                    if (loses && random.nextBoolean()) {
                        break;
                    }
                    arrived.appendBuffer(((AgentFrame.Input) frame).bytes());
                }
                written += random.nextInt(arrived.length() - written + 1);
                if (loses) {
                    queue.reconnected(arrived.length(), written);
                } else {
                    queue.written(written);
                }
            }
            assertThat(arrived).as("seed %d", seed).isEqualTo(typed);
        }
    }
}
