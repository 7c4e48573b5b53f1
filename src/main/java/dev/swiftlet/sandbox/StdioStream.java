package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentStream;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;

/// An agent's stdin and stdout, attached by the engine: what is written goes in raw, what comes
/// is cut into the engine's records, of which those of stdout are the agent's.
final class StdioStream implements AgentStream {
    private final AgentStream engine;
    private final Buffer first;
    private final Runnable release;
    private final StdioRecords records;
    private Handler<Buffer> handler = _ -> {};
    private boolean resumed;

    /// The engine's answer is read already.
    ///
    /// @param first what came with it
    /// @param release to be run when the stream is closed, besides the close handler
    StdioStream(AgentStream engine, Buffer first, Runnable release) {
        this.engine = engine;
        this.first = first;
        this.release = release;
        this.records = new StdioRecords(bytes -> handler.handle(bytes));
        engine.handler(this::received);
        engine.closeHandler(release);
    }

    @Override
    public void handler(Handler<Buffer> handler) {
        this.handler = handler;
    }

    @Override
    public void closeHandler(Runnable handler) {
        engine.closeHandler(() -> {
            release.run();
            handler.run();
        });
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        return engine.write(bytes);
    }

    @Override
    public boolean writeQueueFull() {
        return engine.writeQueueFull();
    }

    @Override
    public void drainHandler(Runnable handler) {
        engine.drainHandler(handler);
    }

    @Override
    public void pause() {
        engine.pause();
    }

    @Override
    public void resume() {
        if (!resumed) {
            resumed = true;
            received(first);
        }
        engine.resume();
    }

    @Override
    public void close() {
        engine.close();
    }

    @Override
    public OptionalLong peerPid() {
        return OptionalLong.empty();
    }

    private void received(Buffer bytes) {
        if (!records.feed(bytes)) {
            close();
        }
    }
}
