package dev.swiftlet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both sides of the protocol against the same golden bytes.
class AgentFrameFixturesTest {
    static Stream<Fixture> good() throws IOException {
        return Fixture.all().stream()
                .filter(fixture -> !fixture.malformed() && !fixture.name().equals("connection"));
    }

    static Stream<Fixture> malformed() throws IOException {
        return Fixture.all().stream().filter(Fixture::malformed);
    }

    @ParameterizedTest
    @MethodSource("good")
    void decodesToWhatIsDescribed(Fixture fixture) throws MalformedFrameException {
        assertThat(decode(fixture.bytes()))
                .hasSize(1)
                .first()
                .satisfies(frame -> assertThat(FrameText.describe(frame)).isEqualTo(fixture.description()));
    }

    @ParameterizedTest
    @MethodSource("good")
    void encodesToTheSameBytes(Fixture fixture) throws MalformedFrameException {
        assertThat(AgentFrameEncoder.encode(decode(fixture.bytes()).getFirst())).isEqualTo(fixture.bytes());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesWhatIsMalformed(Fixture fixture) {
        assertThatThrownBy(() -> decode(fixture.bytes())).isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void everyFrameHasAFixture() throws IOException, MalformedFrameException {
        var types = new ArrayList<Class<?>>();
        types.addAll(List.of(AgentFrame.ToAgent.class.getPermittedSubclasses()));
        types.addAll(List.of(AgentFrame.FromAgent.class.getPermittedSubclasses()));
        var seen = new ArrayList<Class<?>>();
        for (var fixture : good().toList()) {
            seen.add(decode(fixture.bytes()).getFirst().getClass());
        }
        assertThat(seen).containsAll(types);
    }

    private static List<AgentFrame> decode(Buffer bytes) throws MalformedFrameException {
        var frames = new ArrayList<AgentFrame>();
        new AgentFrameDecoder().feed(bytes, frames::add);
        return frames;
    }
}
