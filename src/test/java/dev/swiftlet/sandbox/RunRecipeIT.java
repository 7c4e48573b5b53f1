package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.terminal.TerminalSize;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The image's commands as `docs/run-recipe.md` has them, in a real sandbox.
@NullMarked
class RunRecipeIT {
    private static final String COMMANDS = "PATH=/usr/lib/swiftlet:$PATH\n";
    private static final String PLAIN = "export SWIFTLET_RECIPE=/usr/lib/swiftlet/recipe/plain\n";

    private final EngineSettings settings =
            DockerFixture.settings("r" + Long.toHexString(System.nanoTime()), AgentTransport.SOCKET);

    @RegisterExtension
    final LeakCheck leaks = new LeakCheck(() -> LeakCheck.ofInstance(settings));

    private final DockerFixture docker = new DockerFixture(settings);
    private Sandbox sandbox;

    @BeforeEach
    void create() throws SandboxException {
        sandbox = docker.engine().create(docker.spec());
    }

    @AfterEach
    void close() {
        docker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", PLAIN})
    void twoFilesBecomeAProgramThatRuns(String recipe) {
        var output = shell(recipe + """
                echo 'let greeting = "hello"' > words.swift
                echo 'print(greeting, CommandLine.arguments.dropFirst(), readLine() ?? "nothing")' > main.swift
                compile -swift-version 6 -strict-concurrency=complete -o main.o -- main.swift words.swift > /dev/null
                echo "compiled $?"
                link -o main main.o; echo "linked $?"
                echo typed | run ./main one two; echo "ran $?"
                """);

        assertThat(output).isEqualTo("""
                compiled 0
                linked 0
                hello ["one", "two"] typed
                ran 0
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", PLAIN})
    void anErrorIsTextOnStderrAndDiagnosticsOnStdout(String recipe) {
        var output = shell(recipe + """
                echo 'let n: Int = "text"' > wrong.swift
                compile -check -- wrong.swift > diagnostics; echo "checked $?"
                head -c 4 diagnostics; echo
                compile -o wrong.o -- wrong.swift 2> /dev/null | head -c 4; ls
                """);

        assertThat(output)
                .contains("wrong.swift:1:14: error: cannot convert value of type 'String' to specified type 'Int'")
                .contains("checked 1\nDIAG\n")
                .endsWith("DIAGdiagnostics\nwrong.swift\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'compile -Xlinker -o o -- a.swift', 'no such option: -Xlinker'",
        "'compile -o o -- @a.swift', 'not a source: @a.swift'",
        "'compile -o o -- -a.swift', 'not a source: -a.swift'",
        "'compile -o o -- a.c', 'not a source: a.c'",
        "'compile -o o', 'no sources'",
        "'compile -- a.swift', '-o OBJECT is missing'",
        "'compile -swift-version 4 -o o -- a.swift', '-swift-version is 5 or 6'",
        "'compile -D -load -o o -- a.swift', 'not a name: -load'",
        "'compile -check -results -- a.swift', '-check makes nothing'",
        "'link -o p -T script a.o', 'no such option: -T'",
        "'link -o p @a.o', 'no such option: @a.o'",
        "'link -o p', 'no objects'",
        "'run program', 'no program, or not a path'",
        "'run -records 0 ./program', 'not a number above 0: 0'",
        "'results', 'results FILE'",
    })
    void whatTheyDoNotKnowTheyRefuse(String command, String why) {
        var output = shell(command + "; echo \"exit $?\"");

        assertThat(output).contains(why).endsWith("exit 64\n");
    }

    @Test
    void everyModuleComesFromTheImage() {
        var output = shell("""
                echo 'import Foundation
                print(Date().timeIntervalSince1970 > 0)' > main.swift
                for version in 5 6; do for level in -Onone -O -Osize -Ounchecked; do
                    compile $level -swift-version $version -o main.o -- main.swift > /dev/null && link -o main main.o && run ./main
                done; compile -results -swift-version $version -o main.o -- main.swift > /dev/null; done
                find /tmp -name '*.pcm' -type f
                """);

        assertThat(output).isEqualTo("true\n".repeat(8));
    }

    @Test
    void aCrashNamesItsLine() {
        var output = shell("""
                echo 'func pick(_ list: [Int], _ index: Int) -> Int {
                  list[index]
                }
                print(pick([1, 2], CommandLine.arguments.count + 4))' > main.swift
                compile -o main.o -- main.swift > /dev/null && link -o main main.o && run ./main
                """);

        assertThat(output)
                .contains("Fatal error: Index out of range")
                .contains("*** Program crashed: Illegal instruction")
                .contains("at /run/swiftlet-run/main.swift:2:");
    }

    @Test
    void whatAProgramPrintsIntoAPipeComesLineByLine() {
        shell("""
                echo 'print("name?")
                print("hello", readLine() ?? "nobody")' > main.swift
                compile -o main.o -- main.swift > /dev/null && link -o main main.o
                """);

        var program = start("run ./main");

        program.await("name?\n").type("Ada\n").await("hello Ada\n").awaitExit();
    }

    @ParameterizedTest
    @CsvSource({"'', 5", "'', 6", "'" + PLAIN + "', 6"})
    void everyExpressionTellsItsValue(String recipe, int version) {
        shell(recipe
                + """
                echo 'var sum = 0
                for i in 1...200 { sum += i }
                let list = Array(0..<1_000_000)
                struct Point { var x = 1; var y: String? = "a" }
                Point()
                half(sum)
                print("printed")' > main.swift
                echo 'func half(_ n: Int) -> Int { n / 2 }' > half.swift
                """
                + "compile -results -swift-version " + version + " -o main.o -- main.swift half.swift > /dev/null\n"
                + "link -results -o main main.o\n");

        var reader = start("exec results told");
        var printed = shell("run -results told ./main");
        reader.endOfInput();
        reader.awaitExit();

        assertThat(printed).isEqualTo("printed\n");
        assertThat(reader.output().lines())
                .allMatch(line -> line.startsWith("{\"kind\":\"") && line.endsWith("}"))
                .contains("""
                        {"kind":"value","file":"main.swift","from":[1,5],"to":[1,8],"name":"sum","type":"Int","value":"0","pass":1}""", """
                        {"kind":"value","file":"main.swift","from":[2,20],"to":[2,23],"name":"sum","type":"Int","value":"8256","pass":128}""", """
                        {"kind":"value","file":"main.swift","from":[3,5],"to":[3,9],"name":"list","type":"Array<Int>","value":"[0, 1, 2, 3, 4, \
                        5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, ...]","pass":1,"cut":true}""", """
                        {"kind":"value","file":"main.swift","from":[5,1],"to":[5,8],"name":"","type":"Point","value":"Point(x: 1, \
                        y: Optional(\\"a\\"))","pass":1}""", """
                        {"kind":"value","file":"half.swift","from":[1,30],"to":[1,35],"name":"","type":"Int","value":"10050","pass":1}""", """
                        {"kind":"last","file":"main.swift","from":[2,20],"to":[2,23],"name":"sum","type":"Int","value":"20100","pass":200}""");
    }

    @Test
    void resultsEndAtTheirLimitAndTheProgramDoesNot() {
        var output = shell("""
                echo 'for i in 1...50 { let n = i * 2 }
                print("done")' > main.swift
                compile -results -o main.o -- main.swift 2> /dev/null > /dev/null && link -results -o main main.o
                run -results few -records 5 ./main; wc -l < few; tail -n 1 few
                run -results short -bytes 500 ./main; tail -n 1 short
                """);

        assertThat(output).isEqualTo("""
                done
                6
                {"kind":"limit","limit":"records"}
                done
                {"kind":"limit","limit":"bytes"}
                """);
    }

    @Test
    void swiftIsFormatted() {
        var output = shell("""
                printf 'func f( ){print( 1 )}' | format; echo "exit $?"
                printf 'func f( {' | format > /dev/null; echo "exit $?"
                """);

        assertThat(output)
                .startsWith("func f() { print(1) }\nexit 0\n")
                .contains(": error: ")
                .endsWith("exit 1\n");
    }

    /// Runs to its end in the run's directory, and gives all that it printed, on either stream.
    private String shell(String script) {
        var terminal = start("exec 2>&1\n" + script);
        terminal.awaitExit();
        return terminal.output();
    }

    private TestTerminal start(String script) {
        var environment = Map.of("HOME", "/tmp", "PATH", "/usr/bin:/bin", "LANG", "C.UTF-8");
        return TestTerminal.start(
                sandbox,
                new ProcessSpec(
                        ProcessSpec.Kind.RUN,
                        ProcessSpec.Mode.PIPES,
                        TerminalSize.DEFAULT,
                        ProcessSpec.MAX_RING_BYTES,
                        0,
                        1000,
                        Map.of(),
                        "/run/swiftlet-run",
                        List.of("sh", "-c", COMMANDS + script),
                        environment));
    }
}
