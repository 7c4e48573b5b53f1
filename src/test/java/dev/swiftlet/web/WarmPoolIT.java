package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.sandbox.SandboxPool;
import dev.swiftlet.session.SessionRegistry;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sessions from the pool: real server, real containers, real Swift.
@QuarkusTest
@TestProfile(WithPool.class)
class WarmPoolIT {
    @TestHTTPResource
    URI root;

    @Inject
    SandboxPool pool;

    @Inject
    SessionRegistry sessions;

    @Inject
    Toolchains toolchains;

    private LiveServer visitor;

    private URI server() {
        return URI.create("http://localhost:" + root.getPort());
    }

    @BeforeEach
    void filled() throws Exception {
        Toolchain toolchain = toolchains.getDefault();
        Eventually.holds("the pool is filled", () -> pool.ready(toolchain) >= 2);
    }

    @AfterEach
    void ended() throws Exception {
        visitor.end();
        Eventually.holds("no session is left", () -> sessions.count() == 0);
    }

    private TestClient takenWarm() {
        long before = sessions.starts().warm();
        visitor = LiveServer.createSession(server());
        assertThat(sessions.starts().warm()).isEqualTo(before + 1);
        return visitor.open();
    }

    @Test
    void showsTheWelcomeAndOnePrompt() {
        try (TestClient client = takenWarm().join(null)) {
            client.awaitRepl("ready");
            client.awaitOutput("Welcome to Swift").awaitOutput("1> ");
            client.type("1 + 1\r").awaitOutput("$R0: Int = 2");

            assertThat(client.skipped()).isZero();
            String printed = new String(client.bytes(), StandardCharsets.UTF_8);
            assertThat(printed.split("Welcome to Swift", -1)).hasSize(2);
        }
    }

    @Test
    void hasTheVisitorsSize() {
        try (TestClient client = takenWarm()) {
            client.send(
                    "{\"type\":\"join\",\"offset\":null,\"sender\":\"a-sender-of-sixteen\",\"size\":{\"cols\":132,\"rows\":43}}");
            client.awaitRepl("ready").type(":settings show term-width\r").awaitOutput("= 132");
        }
    }

    @Test
    void theWarmingShowsNowhere() {
        try (TestClient client = takenWarm().join(null)) {
            client.awaitRepl("ready").type("40 + 1\r").awaitOutput("$R0: Int = 41");
            // Up recalls what was typed, and nothing before it.
            client.awaitRepl("ready").type("\u001b[A\u001b[A\u001b[A + 1\r").awaitOutput("$R1: Int = 42");
            assertThat(new String(client.bytes(), StandardCharsets.UTF_8))
                    .doesNotContain(".lldb", "Hook", "1+1", "rror");
        }
    }

    @Test
    void aLineLongerThanTheTerminalIsEditedAtTheVisitorsWidth() {
        try (TestClient client = takenWarm().join(null)) {
            client.awaitRepl("ready").type("let long = \"" + "x".repeat(60) + "\"\r");
            client.awaitOutput("long: String = \"" + "x".repeat(60));
            // At the width that it was started with, it would have been wrapped.
            assertThat(new String(client.bytes(), StandardCharsets.UTF_8)).contains("x".repeat(60));
        }
    }
}
