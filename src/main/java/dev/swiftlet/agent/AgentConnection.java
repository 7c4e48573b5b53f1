package dev.swiftlet.agent;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/// The server's side of one agent, for the sandbox's whole life. It outlives its streams: when one is lost it takes the
/// agent's next, after proof, and every process goes on at the offset it had. Confined to one Vert.x context: its
/// methods
/// are called there, listeners run there. The sandbox that made it closes it.
@SuppressWarnings("DoNotCallSuggester") // a skeleton
public final class AgentConnection {
    AgentConnection() {}

    public Context context() {
        throw new UnsupportedOperationException();
    }

    /// Starts a process. The listener hears `started` or `refused`.
    public AgentProcess start(ProcessSpec spec, AgentProcess.Listener listener) {
        throw new UnsupportedOperationException();
    }

    /// The channels that the agent had when it first said hello to this connection: after a restart of the server, what
    /// the
    /// last one left running. Those not yet resumed.
    public List<AgentFrame.LiveChannel> channels() {
        throw new UnsupportedOperationException();
    }

    /// Takes over a process that an earlier server started: one of [#channels()].
    ///
    /// @param offsets for each of its streams, the first byte wanted; the agent sends from there or from its oldest
    public AgentProcess resume(int channel, Map<Integer, Long> offsets, AgentProcess.Listener listener) {
        throw new UnsupportedOperationException();
    }

    /// What the sandbox uses now. Fails when the sandbox ends first.
    public Future<Usage> usage() {
        throw new UnsupportedOperationException();
    }

    /// Writes a file below `/tmp` or `/run/swiftlet-run`, replacing what was there. Fails with the agent's reason, or
    /// when the
    /// stream is lost meanwhile.
    public Future<Void> putFile(String path, Buffer content) {
        throw new UnsupportedOperationException();
    }

    /// Told the number of kills since the sandbox started, whenever the kernel killed something in it for memory.
    public void outOfMemoryHandler(LongConsumer handler) {
        throw new UnsupportedOperationException();
    }
}
