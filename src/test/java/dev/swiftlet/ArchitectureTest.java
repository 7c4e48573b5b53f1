package dev.swiftlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the direction of imports, and ARCHITECTURE.md to the truth.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.swiftlet");

    @Test
    void theseTestsSeeTheClasses() {
        assertThat(CLASSES.size()).isGreaterThan(50);
        assertThat(CLASSES.contain("dev.swiftlet.session.Session")).isTrue();
    }

    @Test
    void noCycles() {
        slices().matching("dev.swiftlet.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void terminalAndToolchainKnowNobody() {
        mayUseOf("terminal");
        mayUseOf("toolchain");
    }

    @Test
    void importsPointOneWay() {
        mayUseOf("protocol", "terminal");
        mayUseOf("agent", "terminal");
        mayUseOf("sandbox", "agent", "terminal", "toolchain");
        mayUseOf("language", "sandbox", "agent", "terminal", "toolchain", "protocol");
        mayUseOf("run", "sandbox", "agent", "terminal", "toolchain");
        mayUseOf("session", "run", "sandbox", "agent", "terminal", "toolchain", "protocol");
    }

    @Test
    void onlySandboxKnowsDocker() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.swiftlet.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.dockerjava..")
                .check(CLASSES);
    }

    @Test
    void onlyWebAgentAndSandboxKnowVertx() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.swiftlet.web..", "dev.swiftlet.agent..", "dev.swiftlet.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(CLASSES);
    }

    @Test
    void noPackageNeedsAnImplementationByName() {
        classes()
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl|Dto)")
                .check(CLASSES);
    }

    @Test
    void noWallClockDecidesWhenASessionEnds() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.session\\.(Session|SessionState.*|Life|Deadline|IdleRules|SessionRegistry|Repl|ReplTerminal|Pace|Pacer)")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void architecturePageNamesWhatExists() throws IOException {
        Set<String> existing =
                CLASSES.stream().map(each -> each.getSimpleName()).collect(Collectors.toSet());
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            tests.map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .forEach(existing::add);
        }
        Matcher named = Pattern.compile("`([A-Z][A-Za-z]+)`").matcher(Files.readString(Path.of("ARCHITECTURE.md")));

        assertThat(named.results().map(match -> match.group(1)).distinct())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(existing).contains(name));
    }

    private static void mayUseOf(String owner, String... others) {
        String[] allowed = Stream.concat(Stream.of(owner), Stream.of(others))
                .map(name -> "dev.swiftlet." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.swiftlet." + owner + "..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "another of our packages",
                        other -> other.getPackageName().startsWith("dev.swiftlet.")
                                && Stream.of(allowed)
                                        .noneMatch(name ->
                                                other.getPackageName().equals(name.substring(0, name.length() - 2)))))
                .check(CLASSES);
    }
}
