package dev.swiftlet.sandbox;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// The real engine behind a socket of a test's own, which can go away, fall silent, be slow and
/// come back without anybody else noticing.
@NullMarked
public final class EngineProxy implements AutoCloseable {
    private final Path socket;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
    private volatile Duration slowness = Duration.ZERO;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch removals = new CountDownLatch(0);
    private @Nullable ServerSocketChannel server;

    public EngineProxy(Path socket) throws IOException {
        this.socket = socket;
        comeBack();
    }

    public URI uri() {
        return URI.create("unix://" + socket);
    }

    /// Closes every connection and takes no other.
    void goAway() throws IOException {
        if (server != null) {
            server.close();
        }
        Files.deleteIfExists(socket);
        cut();
    }

    /// Closes every connection.
    void cut() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    void comeBack() throws IOException {
        var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        server = listening;
        Thread.ofVirtual().start(() -> accept(listening));
    }

    /// What is asked from now on is passed on, and not answered until [#speak()].
    void fallSilent() {
        gate = new CountDownLatch(1);
    }

    void speak() {
        gate.countDown();
    }

    /// Removals that are asked for from now on reach the engine with [#remove()].
    void holdRemovals() {
        removals = new CountDownLatch(1);
    }

    void remove() {
        removals.countDown();
    }

    /// From now on each call reaches the engine so much later.
    public void delay(Duration newSlowness) {
        slowness = newSlowness;
    }

    @Override
    public void close() throws IOException {
        speak();
        remove();
        goAway();
    }

    private void accept(ServerSocketChannel listening) {
        try {
            while (true) {
                var client = listening.accept();
                var engine = SocketChannel.open(UnixDomainSocketAddress.of(DockerFixture.DOCKER.getPath()));
                connections.add(client);
                connections.add(engine);
                var answered = new AtomicBoolean(true);
                Thread.ofVirtual().start(() -> copy(client, engine, bytes -> holdUp(answered, bytes)));
                Thread.ofVirtual()
                        .start(() -> copy(engine, client, _ -> {
                            answered.set(true);
                            gate.await();
                        }));
            }
        } catch (IOException e) {
            // away
        }
    }

    /// What comes first after an answer begins another call.
    private void holdUp(AtomicBoolean answered, ByteBuffer bytes) throws InterruptedException {
        if (answered.getAndSet(false)) {
            Thread.sleep(slowness);
        }
        if (StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString().startsWith("DELETE ")) {
            removals.await();
        }
    }

    private interface Hurdle {
        void pass(ByteBuffer bytes) throws InterruptedException;
    }

    private void copy(SocketChannel from, SocketChannel to, Hurdle hurdle) {
        var bytes = ByteBuffer.allocate(65_536);
        try (from;
                to) {
            while (from.read(bytes.clear()) >= 0) {
                hurdle.pass(bytes.flip());
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            }
        } catch (ClosedByInterruptException | InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // cut
        }
        connections.remove(from);
        connections.remove(to);
    }
}
