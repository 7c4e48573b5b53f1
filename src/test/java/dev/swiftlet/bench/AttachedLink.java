package dev.swiftlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The terminal of a container, attached to the engine's socket. Closing it removes the container.
final class AttachedLink implements Link {
    private static final int CTRL_C = 3;

    private final Engine engine;
    private final String container;
    private final Connection connection;

    AttachedLink(Engine engine, String container, Connection connection) {
        this.engine = engine;
        this.container = container;
        this.connection = connection;
    }

    String container() {
        return container;
    }

    @Override
    public void type(byte[] keys) throws IOException {
        connection.write(ByteBuffer.wrap(keys));
    }

    @Override
    public void interrupt() throws IOException {
        type(new byte[] {CTRL_C});
    }

    @Override
    public ByteBuffer read() throws IOException {
        return connection.read();
    }

    @Override
    public void within(long nanos) {
        if (nanos == 0) {
            connection.calm();
        } else {
            connection.within(nanos);
        }
    }

    @Override
    public void close() {
        connection.close();
        try {
            engine.remove(container);
        } catch (IOException e) {
            // It is labelled, and removed with all others at the end.
        }
    }
}
