package dev.swiftlet.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ReproduceLineTest {
    private static String of(Requests request) {
        return ReproduceLine.of(request.request(), false);
    }

    @Test
    void aPlainRequestIsAPlainLine() {
        assertThat(of(Requests.of("print(1)"))).isEqualTo("swiftc main.swift -o main && ./main < /dev/null");
    }

    @Test
    void onATerminalItReadsWhatIsTyped() {
        assertThat(ReproduceLine.of(Requests.of("print(1)").request(), true))
                .isEqualTo("swiftc main.swift -o main && ./main");
    }

    @Test
    void whatAShellWouldTakeForItsOwnIsQuoted() {
        assertThat(of(Requests.of("print(1)")
                        .arguments("it's", "$HOME", "")
                        .environment(Map.of("B", "two words", "A", "1"))
                        .stdin("a\nb")))
                .isEqualTo("swiftc main.swift -o main && printf %s 'a\nb' | A=1 B='two words'"
                        + " ./main 'it'\\''s' '$HOME' ''");
    }

    @Test
    void longInputIsAFile() {
        assertThat(of(Requests.of("print(1)").stdin("x".repeat(2000)))).endsWith("./main < stdin.txt");
    }

    @Test
    void optionsAreSwiftcsOwn() {
        assertThat(of(Requests.of("@main\nstruct A {}")
                        .mode(RunMode.CHECK)
                        .options(new CompilerOptions(
                                CompilerOptions.Optimization.SIZE,
                                CompilerOptions.LanguageVersion.V6,
                                CompilerOptions.Warnings.HIDE,
                                CompilerOptions.StrictConcurrency.TARGETED,
                                List.of("ExistentialAny")))))
                .isEqualTo("swiftc -emit-sil -o /dev/null -Osize -swift-version 6 -parse-as-library -suppress-warnings"
                        + " -strict-concurrency=targeted -enable-upcoming-feature ExistentialAny main.swift");
    }
}
