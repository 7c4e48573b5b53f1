package dev.swiftlet.sandbox;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The engine's stream of events about the containers of one instance, opened again whenever it ends. It may miss some
/// while it is not open: [Listener#opened()] says when to look oneself. Runs on a virtual thread of its own.
final class EngineEvents implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EngineEvents.class);
    private static final long FIRST_DELAY_MILLIS = 50;
    private static final long LAST_DELAY_MILLIS = 1000;

    /// Called on the stream's thread, one call at a time.
    interface Listener {
        /// The stream is open (again).
        void opened();

        /// Something happened to a container.
        ///
        /// @param action as the engine calls it: die, oom, kill, destroy, …
        /// @param attributes exitCode with die, signal with kill
        void happened(String container, String action, Map<String, String> attributes);
    }

    private final DockerClient client;
    private final Map<String, String> labels;
    private final Listener listener;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /// @param client closed with this
    EngineEvents(DockerClient client, Map<String, String> labels, Listener listener) {
        this.client = client;
        this.labels = labels;
        this.listener = listener;
    }

    /// Idempotent.
    synchronized void open() {
        if (thread == null && !closed) {
            thread = Thread.ofVirtual().name("engine-events").start(this::run);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
        try {
            client.close();
        } catch (IOException e) {
            LOG.debug("the events' client does not close", e);
        }
    }

    private void run() {
        var delay = FIRST_DELAY_MILLIS;
        try {
            while (!closed) {
                var stream = new Stream();
                follow(stream);
                delay = stream.wasOpen ? FIRST_DELAY_MILLIS : Math.min(delay * 2, LAST_DELAY_MILLIS);
                Thread.sleep(delay);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until it ends.
    private void follow(Stream stream) throws InterruptedException {
        try {
            client.eventsCmd()
                    .withLabelFilter(labels)
                    .withEventTypeFilter("container")
                    .exec(stream);
            stream.ended.await();
        } catch (RuntimeException e) {
            LOG.debug("the engine's events cannot be had", e);
        } finally {
            stream.close();
        }
    }

    private final class Stream implements ResultCallback<Event> {
        final CountDownLatch ended = new CountDownLatch(1);
        volatile boolean wasOpen;
        private volatile @Nullable Closeable connection;

        @Override
        public void onStart(Closeable connection) {
            this.connection = connection;
            wasOpen = true;
            listener.opened();
        }

        @Override
        public void onNext(Event event) {
            var actor = event.getActor();
            var attributes = actor == null ? null : actor.getAttributes();
            var action = event.getAction();
            if (attributes != null && action != null) {
                listener.happened(attributes.getOrDefault("name", ""), action, attributes);
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended.countDown();
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }

        @Override
        public void close() {
            var open = connection;
            try {
                if (open != null) {
                    open.close();
                }
            } catch (IOException e) {
                LOG.debug("the engine's events do not close", e);
            }
        }
    }
}
