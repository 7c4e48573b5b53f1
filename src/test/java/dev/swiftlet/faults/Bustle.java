package dev.swiftlet.faults;

import static io.restassured.RestAssured.given;

import dev.swiftlet.web.LiveServer;
import dev.swiftlet.web.TestClient;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/// One owner's many tabs: sessions are created, typed into, resized and ended by several threads at once, until the
/// server is gone.
final class Bustle {
    private static final int THREADS = 3;

    private final LiveServer owner;
    private final CountDownLatch steps;
    private final List<Thread> threads = new ArrayList<>();

    private Bustle(LiveServer owner, int steps) {
        this.owner = owner;
        this.steps = new CountDownLatch(steps);
    }

    /// Begins.
    ///
    /// @param steps how many things are begun until [#awaitSteps]
    static Bustle of(LiveServer owner, int steps, Random random) {
        Bustle bustle = new Bustle(owner, steps);
        for (int i = 0; i < THREADS; i++) {
            long seed = random.nextLong();
            bustle.threads.add(Thread.ofPlatform().start(() -> bustle.live(new Random(seed))));
        }
        return bustle;
    }

    /// Until the last of the steps has begun, and is not done.
    void awaitSteps() throws InterruptedException {
        steps.await();
    }

    /// Until all have noticed that the server is gone.
    void awaitEnd() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// What the server says that this owner has.
    static List<String> sessions(LiveServer owner) {
        return given().baseUri(owner.server().toString())
                .port(owner.server().getPort())
                .header("Cookie", owner.cookie())
                .get("/api/sessions")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private void live(Random random) {
        LiveServer mine = null;
        try {
            while (true) {
                steps.countDown();
                if (mine == null || random.nextInt(3) == 0) {
                    mine = create();
                } else if (random.nextInt(3) == 0) {
                    mine.end();
                    mine = null;
                } else {
                    work(mine, random);
                }
            }
        } catch (Exception | AssertionError e) {
            // The server is gone, in the middle of this.
        }
    }

    private LiveServer create() {
        Response created = given().baseUri(owner.server().toString())
                .port(owner.server().getPort())
                .header("Origin", owner.server().toString())
                .header("Cookie", owner.cookie())
                .header("X-Swiftlet", "1")
                .contentType("application/json")
                .body("{}")
                .post("/api/sessions");
        return created.statusCode() == 201 ? new LiveServer(owner.server(), created.path("id"), owner.cookie()) : null;
    }

    private static void work(LiveServer session, Random random) {
        try (TestClient client = session.joinAtPrompt()) {
            client.send("{\"type\":\"resize\",\"size\":{\"cols\":%d,\"rows\":%d}}"
                    .formatted(40 + random.nextInt(100), 10 + random.nextInt(50)));
            client.type("let a%d = 1\r".formatted(random.nextInt(1_000_000)));
            if (random.nextBoolean()) {
                client.awaitOutput("Int = 1");
            }
        }
    }
}
