package dev.swiftlet.agent;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The server's side of one agent, for the sandbox's whole life. It outlives its streams: when one is lost it takes the
/// agent's next, after proof, and every process goes on at the offset it had. Confined to one Vert.x
/// context: its methods are called there, listeners run there. The sandbox that made it closes it.
public final class AgentConnection {
    /// What the sandbox must know. Called on the context.
    public interface Owner {
        /// The agent's stream ended. The agent, if it lives, wants another.
        void streamLost();

        /// The agent broke the protocol: it is not to be believed any more. The connection has closed itself.
        void broken(String why);
    }

    private final Context context;
    private final AgentKey key;
    private final Owner owner;
    private final ChannelTable channels = new ChannelTable();
    private final UsageRequests usages = new UsageRequests();
    private final FileTransfers files = new FileTransfers();
    private final FrameDispatch dispatch = new FrameDispatch(channels, usages, files);
    private final Promise<Void> proven = Promise.promise();
    private OptionalLong boot = OptionalLong.empty();
    private volatile @Nullable AgentLink link;
    private @Nullable AgentLink ending;
    private boolean closed;

    public AgentConnection(Context context, AgentKey key, Owner owner) {
        this.context = context;
        this.key = key;
        this.owner = owner;
    }

    public Context context() {
        return context;
    }

    /// Takes a stream that says it leads to the agent. It is closed when it does not prove that in time.
    ///
    /// @param mostDiscarded how many bytes meant for an earlier server it may bring first
    /// @return done when it is the connection's stream; failed when it was not proven
    public Future<Void> offer(AgentStream stream, Duration patience, int mostDiscarded) {
        var promise = Promise.<Void>promise();
        if (closed) {
            stream.close();
            return Future.failedFuture("the connection is closed");
        }
        var epoch = ThreadLocalRandom.current().nextLong();
        new AgentLink(context, stream, key, epoch, mostDiscarded, new LinkEvents(promise)).open(patience);
        return promise.future();
    }

    /// Done as soon as the agent has proven itself for the first time; failed when the connection was closed before.
    public Future<Void> proven() {
        return proven.future();
    }

    /// Whether there is a proven stream now. Any thread.
    public boolean connected() {
        return link != null;
    }

    /// Starts a process. The listener hears `started` or `refused`, never before this returns.
    public AgentProcess start(ProcessSpec spec, AgentProcess.Listener listener) {
        var process = new AgentProcess(this, channels.free(), spec, listener);
        if (channels.isFull()) {
            process.refusedLater("too many processes in this sandbox");
            return process;
        }
        channels.add(process);
        process.flush();
        return process;
    }

    /// The channels that the agent had when it first said hello to this connection and that nobody has resumed: after a
    /// restart of the server, what the last one left running.
    public List<AgentFrame.LiveChannel> channels() {
        return channels.unclaimed();
    }

    /// Takes over a process that an earlier server started: one of [#channels()].
    ///
    /// @param offsets for each of its streams the first byte wanted; the agent sends from there or from its oldest
    /// @throws IllegalArgumentException when it is none of them
    public AgentProcess resume(int channel, Map<Integer, Long> offsets, AgentProcess.Listener listener) {
        var live = channels.claim(channel);
        if (live == null) {
            throw new IllegalArgumentException("no channel to resume: " + channel);
        }
        var process = new AgentProcess(this, live, offsets, listener);
        channels.add(process);
        var current = link;
        if (current != null) {
            try {
                process.connected(current, live);
            } catch (MalformedFrameException e) {
                throw new IllegalStateException("a channel disagrees with itself", e);
            }
        }
        return process;
    }

    /// What the sandbox uses now. Fails when the sandbox ends first, or when 16 are asked already.
    public Future<Usage> usage() {
        return usages.ask(link);
    }

    /// The same for those who do not know Vert.x. Completes on the context.
    public CompletionStage<Usage> askUsage() {
        return usage().toCompletionStage();
    }

    /// Writes a file below `/tmp` or `/run/swiftlet-run`, replacing what was there. Fails with the
    /// agent's reason, or when the stream is lost meanwhile.
    public Future<Void> putFile(String path, Buffer content) {
        return files.put(link, path, content);
    }

    /// The same for those who do not know Vert.x. The bytes must not change meanwhile.
    public CompletionStage<Void> putFile(String path, ByteBuffer content) {
        return putFile(path, ByteViews.of(content)).toCompletionStage();
    }

    /// Told the number of kills since the sandbox started, whenever the kernel killed something in it for memory.
    public void outOfMemoryHandler(LongConsumer handler) {
        dispatch.outOfMemoryHandler(handler);
    }

    /// Ends the agent and so all that runs in its sandbox, where there is a stream to say so. Listeners hear no more;
    /// what was asked fails. To be closed when the sandbox is gone.
    public void end() {
        var current = link;
        if (current != null) {
            current.end();
            ending = current;
        }
        forget();
    }

    /// Closes the stream and takes no other. Listeners hear no more; what was asked fails. The agent goes on.
    public void close() {
        for (var open : new AgentLink[] {link, ending}) {
            if (open != null) {
                open.close();
            }
        }
        ending = null;
        forget();
    }

    private void forget() {
        closed = true;
        link = null;
        channels.clear();
        proven.tryFail("the connection is closed");
        usages.fail("the sandbox has ended");
        files.fail("the sandbox has ended");
    }

    @Nullable
    AgentLink link() {
        return link;
    }

    void releaseIfOver(AgentProcess process) {
        if (process.over() && process.released() && channels.remove(process)) {
            var current = link;
            if (current != null) {
                current.send(new AgentFrame.Release(process.channel()));
            }
        }
    }

    private void connected(AgentLink newLink, AgentFrame.Hello hello) throws MalformedFrameException {
        if (boot.isPresent() && boot.getAsLong() != hello.boot()) {
            throw new MalformedFrameException("another agent than before");
        }
        var first = boot.isEmpty();
        boot = OptionalLong.of(hello.boot());
        var former = link;
        if (former != null) {
            former.close();
        }
        link = newLink;
        var live = ChannelTable.byNumber(hello.channels());
        if (first) {
            channels.found(live);
        } else {
            channels.foundAgain(live);
        }
        resumeAll(newLink, live);
        usages.connected(newLink);
        proven.tryComplete();
    }

    private void resumeAll(AgentLink newLink, Map<Integer, AgentFrame.LiveChannel> live)
            throws MalformedFrameException {
        for (var process : channels.processes()) {
            process.connected(newLink, live.get(process.channel()));
        }
        for (var found : live.values()) {
            // Released on a stream that was lost before the agent had read so.
            if (found.exited() && channels.isForgotten(found.channel())) {
                newLink.send(new AgentFrame.Release(found.channel()));
            }
        }
    }

    private void streamLost(AgentLink lost) {
        if (link == lost) {
            link = null;
            files.fail("the agent's stream was lost");
            owner.streamLost();
        }
    }

    private void broke(String why) {
        close();
        owner.broken(why);
    }

    /// A link's events, and who waits for its proof.
    private final class LinkEvents implements AgentLink.Events {
        private final Promise<Void> proof;

        LinkEvents(Promise<Void> proof) {
            this.proof = proof;
        }

        @Override
        public void proven(AgentLink newLink, AgentFrame.Hello hello) throws MalformedFrameException {
            if (closed) {
                newLink.close();
                proof.tryFail("the connection is closed");
                return;
            }
            connected(newLink, hello);
            proof.tryComplete();
        }

        @Override
        public void frame(AgentFrame.FromAgent frame) throws MalformedFrameException {
            dispatch.received(link, frame);
        }

        @Override
        public void drained() {
            channels.processes().forEach(AgentProcess::flush);
        }

        @Override
        public void rejected(String why) {
            proof.tryFail(why);
        }

        @Override
        public void broken(String why) {
            proof.tryFail(why);
            broke(why);
        }

        @Override
        public void lost(AgentLink link) {
            proof.tryFail("lost");
            streamLost(link);
        }
    }
}
