package dev.swiftlet.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private final List<String> messages = new ArrayList<>();
    private final MessageReader reader =
            new MessageReader(100, json -> messages.add(new String(json, StandardCharsets.UTF_8)));

    @Test
    void readsMessagesHoweverTheyAreCut() throws MalformedMessageException {
        byte[] one = MessageReader.frame("{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_8));
        byte[] other = "content-type: x\r\nContent-Length:2\r\n\r\n{}".getBytes(StandardCharsets.UTF_8);

        for (byte each : one) {
            reader.feed(ByteBuffer.wrap(new byte[] {each}));
        }
        ByteBuffer both = ByteBuffer.allocate(other.length + one.length)
                .put(other)
                .put(one)
                .flip();
        reader.feed(both);

        assertThat(messages).containsExactly("{\"a\":\"é\"}", "{}", "{\"a\":\"é\"}");
    }

    @Test
    void takesALongestMessageAndNoLongerOne() throws MalformedMessageException {
        reader.feed(ByteBuffer.wrap(MessageReader.frame(new byte[100])));

        assertThat(messages).hasSize(1);
        assertThatThrownBy(() -> reader.feed(ByteBuffer.wrap(MessageReader.frame(new byte[101]))))
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "hello\r\n\r\n",
                "Content-Length: 0\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 99999999999\r\n\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n",
                "Content-Type: x\r\n\r\n",
                "warning: unused variable\r\n\r\n",
            })
    void refusesWhatIsNoHeader(String text) {
        assertThatThrownBy(() -> reader.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void headersEndSomewhere() {
        assertThatThrownBy(() -> reader.feed(ByteBuffer.wrap(new byte[2000])))
                .isInstanceOf(MalformedMessageException.class);
    }
}
