package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.sandbox.SandboxEngine;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.session.SessionRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// The server under test, in this process, and its visitors. After each test nothing of them is left: no session, no
/// container, no permit.
public abstract class ServerUnderTest {
    @TestHTTPResource
    protected URI root;

    @Inject
    protected SessionRegistry sessions;

    @Inject
    protected SandboxEngine engine;

    @Inject
    protected SandboxSource sandboxes;

    private final List<LiveServer> visitors = new ArrayList<>();

    protected URI server() {
        return URI.create("http://localhost:" + root.getPort());
    }

    /// Somebody new, with a session.
    protected LiveServer createVisitor() {
        return ended(LiveServer.createSession(server()));
    }

    /// Sees to it that a session is ended, too, when the test is over.
    protected LiveServer ended(LiveServer visitor) {
        visitors.add(visitor);
        return visitor;
    }

    @AfterEach
    protected void nothingIsLeft() throws Exception {
        // Those who wait first: nobody is to get a sandbox now.
        visitors.reversed().forEach(LiveServer::end);
        Eventually.holds("no session is left", () -> sessions.count() == 0);
        Eventually.holds("no container is left", () -> engine.list().isEmpty());
        Eventually.holds("no permit is held", () -> sandboxes.permits().held() == 0);
        assertThat(sessions.waiting()).isZero();
    }
}
