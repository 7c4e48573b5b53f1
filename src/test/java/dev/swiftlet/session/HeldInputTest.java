package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeldInputTest {
    private final HeldInput held = new HeldInput();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatWasTypedEarlyGoesAtOnceAndFirst() {
        held.submit(bytes("entry\r"));
        held.type(ByteBuffer.wrap(bytes("1+")));
        held.type(ByteBuffer.wrap(bytes("1\r")));

        assertThat(held.release(1)).isEqualTo(bytes("1+1\r"));
        assertThat(held.release(1)).isNull();
        assertThat(held.release(2)).isEqualTo(bytes("entry\r"));
    }

    @Test
    void eachEntryWaitsForAPromptOfItsOwn() {
        held.submit(bytes("a\r"));
        held.submit(bytes("b\r"));

        assertThat(held.release(7)).isEqualTo(bytes("a\r"));
        assertThat(held.release(7)).isNull();
        assertThat(held.release(8)).isEqualTo(bytes("b\r"));
        assertThat(held.release(9)).isNull();
    }

    @Test
    void whatIsEnteredAtOnceTakesThePrompt() {
        held.type(ByteBuffer.wrap(bytes("typed\r")));
        held.entered(1);

        assertThat(held.release(1)).isNull();
        assertThat(held.release(2)).isEqualTo(bytes("typed\r"));
    }

    @Test
    void isBoundedAndTakesMoreWhenSomethingWent() {
        byte[] large = new byte[Session.MAX_SUBMIT];
        assertThat(held.submit(large)).isTrue();
        assertThat(held.submit(large)).isTrue();
        assertThat(held.submit(bytes("x"))).isFalse();
        assertThat(held.type(ByteBuffer.wrap(bytes("x")))).isFalse();

        held.release(1);

        assertThat(held.submit(bytes("x"))).isTrue();
    }
}
