package dev.swiftlet.faults;

import dev.swiftlet.sandbox.SandboxEngine;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.session.SessionRegistry;
import dev.swiftlet.web.Eventually;
import dev.swiftlet.web.LiveServer;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A session on the server under test, in this process; afterwards nothing of it is left.
abstract class LiveSession {
    @TestHTTPResource
    URI root;

    @Inject
    SessionRegistry sessions;

    @Inject
    SandboxEngine engine;

    @Inject
    SandboxSource sandboxes;

    LiveServer visitor;

    @BeforeEach
    void create() {
        visitor = LiveServer.createSession(URI.create("http://localhost:" + root.getPort()));
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        if (sessions.count() > 0) {
            visitor.end();
        }
        Eventually.holds("no session is left", () -> sessions.count() == 0);
        Eventually.holds("no container is left", () -> engine.list().isEmpty());
        Eventually.holds("no permit is held", () -> sandboxes.permits().held() == 0);
    }
}
