package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What whoever started the server is told.
class StartRefusalTest {
    private static ConfigValidationException.Problem problem(String message) {
        return new ConfigValidationException.Problem(message);
    }

    @Test
    void aKeyOutOfItsBoundsIsTheSentence() {
        assertThat(StartRefusal.of(new IllegalStateException(
                        "Failed to start quarkus", new IllegalArgumentException("swiftlet.sandbox.max is -1"))))
                .containsExactly("swiftlet.sandbox.max is -1");
        assertThat(StartRefusal.of(new IllegalArgumentException(
                        "swiftlet.server.data-dir: cannot keep the server's key in /x", new IOException("no"))))
                .containsExactly("swiftlet.server.data-dir: cannot keep the server's key in /x");
        assertThat(StartRefusal.of(new RuntimeException(new ConfigurationException("SWIFTLET_X is no setting"))))
                .containsExactly("SWIFTLET_X is no setting");
    }

    @Test
    void whatSmallRyeRefusesIsSaidInOurWords() {
        assertThat(StartRefusal.of(new ConfigValidationException(new ConfigValidationException.Problem[] {
                    problem("SRCFG00050: swiftlet.session.idle-timout in SysPropConfigSource does not map to any root"),
                    problem("java.lang.IllegalArgumentException: SRCFG00039: The config property"
                            + " swiftlet.session.idle-timeout with the config value \"soon\" threw an Exception whilst"
                            + " being converted Invalid duration: soon"),
                    problem("java.util.NoSuchElementException: SRCFG00014: The config property x is required"),
                })))
                .containsExactly(
                        "swiftlet.session.idle-timout is no setting; the nearest is swiftlet.session.idle-timeout",
                        "swiftlet.session.idle-timeout is soon, which cannot be read: Invalid duration: soon",
                        "The config property x is required");
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        assertThat(StartRefusal.of(new RuntimeException(
                        "Unable to start HTTP server", new IOException("bind(..) failed: Address already in use"))))
                .singleElement()
                .asString()
                .contains("quarkus.http.port");
    }

    @Test
    void aFaultIsNobodysSetting() {
        assertThat(StartRefusal.of(new IllegalStateException("a bug"))).isEmpty();
    }
}
