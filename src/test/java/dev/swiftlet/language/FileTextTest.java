package dev.swiftlet.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTextTest {
    private final ArrayNode changes = Json.MAPPER.createArrayNode();

    private FileTextTest replace(int line, int character, int endLine, int endCharacter, String text) {
        ObjectNode change = changes.addObject().put("text", text);
        ObjectNode range = change.putObject("range");
        range.putObject("start").put("line", line).put("character", character);
        range.putObject("end").put("line", endLine).put("character", endCharacter);
        return this;
    }

    private String in(String text) {
        return text(changed(text));
    }

    private FileText changed(String text) {
        FileText file = new FileText(text);
        file.change(changes);
        changes.removeAll();
        return file;
    }

    private static String text(FileText file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void followsWhatIsTyped() {
        assertThat(replace(1, 1, 1, 1, ".").replace(1, 2, 1, 2, "fly").in("let b = 1\nb\n"))
                .isEqualTo("let b = 1\nb.fly\n");
    }

    @Test
    void linesComeAndGo() {
        assertThat(replace(0, 1, 2, 1, "x\ny\nz").in("one\ntwo\nsix\nten")).isEqualTo("ox\ny\nzix\nten");
        assertThat(replace(0, 0, 5, 0, "").in("one\ntwo")).isEmpty();
    }

    @Test
    void countsAsTheProtocolDoes() {
        assertThat(replace(0, 3, 0, 4, "!").in("\"😀\"")).isEqualTo("\"😀!");
        assertThat(replace(0, 99, 0, 99, "!").replace(99, 0, 99, 0, "?").in("a\nb"))
                .isEqualTo("a!\nb?");
    }

    @Test
    void agreesWithAWholeTextThroughAThousandChanges() {
        Random random = new Random(6);
        StringBuilder whole = new StringBuilder("struct Bird {\n}\n");
        FileText file = new FileText(whole.toString());
        for (int i = 0; i < 1000; i++) {
            int from = random.nextInt(whole.length() + 1);
            int to = Math.min(whole.length(), from + random.nextInt(4));
            String text = "ab\ncd\n".substring(random.nextInt(7));
            changes.removeAll();
            replace(line(whole, from), character(whole, from), line(whole, to), character(whole, to), text);
            file.change(changes);
            whole.replace(from, to, text);
        }
        assertThat(text(file)).isEqualTo(whole.toString());
        assertThat(file.cost()).isEqualTo(new FileText(whole.toString()).cost());
    }

    private static int line(CharSequence text, int at) {
        return (int) text.chars().limit(at).filter(each -> each == '\n').count();
    }

    private static int character(StringBuilder text, int at) {
        return at - (text.substring(0, at).lastIndexOf('\n') + 1);
    }

    @ParameterizedTest
    @CsvSource({"1,0,0,0", "0,2,0,1", "-1,0,0,0", "0,-1,0,0"})
    void whatMakesNoSenseIsNotFollowed(int line, int character, int endLine, int endCharacter) {
        FileText file = replace(line, character, endLine, endCharacter, "x").changed("abc\ndef");
        assertThat(file.isFollowed()).isFalse();
        assertThat(file.bytes()).isEmpty();
        assertThat(file.cost()).isZero();

        JsonNode whole =
                Json.MAPPER.createArrayNode().add(Json.MAPPER.createObjectNode().put("text", "again"));
        file.change(whole);
        assertThat(text(file)).isEqualTo("again");
    }

    @Test
    void aLineThatIsTooLongIsNotFollowed() {
        assertThat(replace(0, 0, 0, 0, "x".repeat(FileText.MOST_LINE_CHARS)).in("abc"))
                .isEmpty();
        assertThat(new FileText("x".repeat(FileText.MOST_LINE_CHARS + 1)).isFollowed())
                .isFalse();
    }
}
