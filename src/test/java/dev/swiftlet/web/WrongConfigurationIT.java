package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged server does not start on a wrong configuration, and names the key.
class WrongConfigurationIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "swiftlet.session.idle-timeout, 100h",
        "swiftlet.session.idle-timeout, soon",
        "swiftlet.session.idle-timout, 5m",
        "swiftlet.sesion.idle-timeout, 5m",
        "swiftlet.session.max-clients, 0",
        "swiftlet.web.origins, *",
        "swiftlet.web.origins, http://swift.example.org",
        "swiftlet.toolchains.default, swift-9",
        "swiftlet.server.instance, UPPER-case",
        "swiftlet.sandbox.memory, 1M",
        "swiftlet.sandbox.max, -1",
        "swiftlet.session.saved-retention, 366d",
        "swiftlet.session.saved-per-owner, 51",
        "swiftlet.run.source-size, 2M",
        "swiftlet.run.stdin-size, 2M",
    })
    void isRefusedByName(String key, String value) throws IOException, InterruptedException {
        File log = directory.resolve("log").toFile();
        Process server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dquarkus.http.port=0",
                        "-Dswiftlet.server.data-dir=" + directory,
                        "-D" + key + "=" + value,
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(server.waitFor(60, java.util.concurrent.TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
        } finally {
            server.destroyForcibly();
        }

        assertThat(server.exitValue()).isNotZero();
        List<String> lines = Files.readAllLines(log.toPath());
        assertThat(lines.getLast()).startsWith("swiftlet: ").contains(key);
        if (key.contains("idle-timout") || key.contains("sesion")) {
            assertThat(lines.getLast()).endsWith("the nearest is swiftlet.session.idle-timeout");
        }
        assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by:"));
        assertThat(lines).filteredOn(line -> line.startsWith("swiftlet: ")).hasSize(1);
    }
}
