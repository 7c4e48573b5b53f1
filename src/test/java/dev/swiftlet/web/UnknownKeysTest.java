package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {
    private final UnknownKeys keys = new UnknownKeys();

    @ParameterizedTest
    @CsvSource({
        "swiftlet.session.idle-timout, swiftlet.session.idle-timeout",
        "swiftlet.sesion.idle-timeout, swiftlet.session.idle-timeout",
        "swiftlet.pool.flor, swiftlet.pool.floor",
        "SWIFTLET_POOL_FLOR, SWIFTLET_POOL_FLOOR",
        "SWIFTLET_SANDBOX_MAXIMUM, SWIFTLET_SANDBOX_MAX",
        "swiftlet.toolchain.default, swiftlet.toolchains.default",
    })
    void aMisspeltKeyIsNamedWithTheNearest(String key, String nearest) {
        assertThatThrownBy(() -> keys.check(key)).hasMessage(key + " is no setting; the nearest is " + nearest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "swiftlet.session.idle-timeout",
                "SWIFTLET_SESSION_IDLE_TIMEOUT",
                "SWIFTLET_SERVER_DATA_DIR",
                "SWIFTLET_SANDBOX_IMAGE",
                "SWIFTLET_INSTANCE",
                "SWIFTLET_CHROMIUM",
                "SWIFTLET_TOOLCHAINS_ENTRIES__SWIFT_6_0__LABEL",
                "swiftlet.toolchains.entries.\"swift-6.0\".label",
                "swiftlet.toolchains.default",
                "swiftlet.runtime-dir",
                "swiftlet.run.pool.floor",
                "swiftlet.faults",
                "quarkus.http.port",
                "PATH",
            })
    void whatThereIsAndWhatIsNotOursPasses(String key) {
        assertThatCode(() -> keys.check(key)).doesNotThrowAnyException();
    }
}
