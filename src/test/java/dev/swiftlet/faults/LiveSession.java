package dev.swiftlet.faults;

import dev.swiftlet.web.LiveServer;
import dev.swiftlet.web.ServerUnderTest;
import org.junit.jupiter.api.BeforeEach;

/// One session on the server under test.
abstract class LiveSession extends ServerUnderTest {
    LiveServer visitor;

    @BeforeEach
    void create() {
        visitor = createVisitor();
    }
}
