package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private final Origins origins = new Origins(List.of("https://swift.example.org", "http://localhost:8080"));

    @Test
    void allowsItsOwn() {
        assertThat(origins.allows("https://swift.example.org")).isTrue();
        assertThat(origins.allows("http://localhost:8080")).isTrue();
        assertThat(origins.allowsHost("swift.example.org")).isTrue();
        assertThat(origins.allowsHost("LOCALHOST:8080")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "http://swift.example.org",
                "https://swift.example.org:8443",
                "https://evil-swift.example.org",
                "https://swift.example.org.evil",
                "https://SWIFT.example.org",
                "https://swift.example.org.",
                "https://swift.example.org/",
                "http://localhost",
                "http://localhost:80800",
            })
    void allowsNoOther(String origin) {
        assertThat(origins.allows(origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"swift.example.org:443", "swift.example.org.", "evil", "localhost", "127.0.0.1:8080"})
    void knowsNoOtherHost(String host) {
        assertThat(origins.allowsHost(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*",
                "http://swift.example.org",
                "ftp://localhost",
                "https://a.example/b",
                "https://a.example/",
                "https://user@a.example",
                "https://A.example",
                "a.example",
                "https://",
                "http://127.0.0.1.evil.example",
            })
    void refusesToStartWithAnythingElse(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Origins(List.of(origin)))
                .withMessageContaining("swiftlet.web.origins");
    }
}
