package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ValueReaderTest {
    private static final String GOOD = """
            {"kind":"value","file":"main.swift","from":[1,5],"to":[1,9],"name":"name","type":"String","value":"é","pass":2}
            """;

    private final List<RunEvent> told = new ArrayList<>();
    private final ValueReader reader = new ValueReader(Set.of("main.swift"), 3, told::add);

    private void read(String text) {
        reader.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aValueIsToldWithItsPlace() {
        read(GOOD);

        assertThat(told)
                .containsExactly(new RunEvent.Valued(new LoggedValue(
                        "main.swift", new Diagnostic.Range(1, 5, 1, 9), "name", "String", "é", false, 2)));
    }

    @Test
    void linesComeInPieces() {
        for (byte each : GOOD.getBytes(StandardCharsets.UTF_8)) {
            reader.add(ByteBuffer.wrap(new byte[] {each}));
        }

        assertThat(told).hasSize(1);
    }

    @Test
    void whatIsNoRecordIsSkipped() {
        read("\n\nnonsense\n{}\n[]\n7\nnull\n\"text\"\n{\"kind\":\"value\"}\n{\"kind\":7}\n");
        read(GOOD.replace("main.swift", "/etc/passwd"));
        read(GOOD.replace("[1,5]", "[-1,5]"));
        read(GOOD.replace("[1,5]", "[2,5]"));
        read(GOOD.replace("[1,5]", "\"1,5\""));
        read("[".repeat(7000) + "\n");
        read("\0\1\2\n");

        assertThat(told).isEmpty();
        read(GOOD);
        assertThat(told).hasSize(1);
    }

    @Test
    void aLineWithoutAnEndIsNotKept() {
        for (int i = 0; i < 1000; i++) {
            read("x".repeat(10_000));
        }
        read("\n" + GOOD);

        assertThat(told).hasSize(1);
    }

    @Test
    void noMoreAreToldThanMayBe() {
        read(GOOD.repeat(10));
        read("{\"kind\":\"limit\",\"reached\":\"records\"}\n");

        assertThat(told).hasSize(3);
        assertThat(reader.dropped()).isEqualTo(8);
    }

    @Test
    void theLastValueIsToldWhenNoMoreMayBe() {
        read(GOOD.repeat(10));
        read(GOOD.replace("\"kind\":\"value\"", "\"kind\":\"last\"").replace("\"pass\":2", "\"pass\":5000"));

        assertThat(told).hasSize(4);
        assertThat(((RunEvent.Valued) told.getLast()).value().pass()).isEqualTo(5000);
    }

    @Test
    void whatComesBesideIsBoundedToo() {
        read(GOOD.replace("\"kind\":\"value\"", "\"kind\":\"last\"").repeat(5000));

        assertThat(told).hasSize(1256);
    }

    @Test
    void passesAreTold() {
        read("{\"kind\":\"passes\",\"file\":\"main.swift\",\"from\":[3,1],\"to\":[3,4],\"pass\":5000}\n");

        assertThat(told).containsExactly(new RunEvent.Passed("main.swift", new Diagnostic.Range(3, 1, 3, 4), 5000));
    }

    @Test
    void aLongTextIsCut() {
        read(GOOD.replace("é", "v".repeat(5000)));

        assertThat(((RunEvent.Valued) told.getFirst()).value().value()).hasSize(2048);
        assertThat(((RunEvent.Valued) told.getFirst()).value().cut()).isTrue();
    }
}
