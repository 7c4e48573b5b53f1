package dev.swiftlet.agent;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The server's side of one agent, for the sandbox's whole life. It outlives its streams: when one is lost it takes the
/// agent's next, after proof, and every process goes on at the offset it had. Confined to one Vert.x context: its
/// methods
/// are called there, listeners run there. The sandbox that made it closes it.
public final class AgentConnection {
    private static final Logger LOG = Logger.getLogger(AgentConnection.class);
    private static final int MAX_CHANNEL = 65_535;

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
    private final Map<Integer, AgentProcess> processes = new TreeMap<>();
    private final Map<Integer, AgentFrame.LiveChannel> unclaimed = new TreeMap<>();
    private final BitSet used = new BitSet();
    private final UsageRequests usages = new UsageRequests();
    private final FileTransfers files = new FileTransfers();
    private final Promise<Void> proven = Promise.promise();
    private LongConsumer outOfMemory = _ -> {};
    private OptionalLong boot = OptionalLong.empty();
    private volatile @Nullable AgentLink link;
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
        var channel = freeChannel();
        if (processes.size() == AgentFrame.MAX_CHANNELS) {
            var refused = new AgentProcess(this, channel, spec, listener);
            refused.refusedLater("too many processes in this sandbox");
            return refused;
        }
        var process = new AgentProcess(this, channel, spec, listener);
        used.set(channel);
        processes.put(channel, process);
        process.flush();
        return process;
    }

    /// The channels that the agent had when it first said hello to this connection and that nobody has resumed: after a
    /// restart of the server, what the last one left running.
    public List<AgentFrame.LiveChannel> channels() {
        return List.copyOf(unclaimed.values());
    }

    /// Takes over a process that an earlier server started: one of [#channels()].
    ///
    /// @param offsets for each of its streams the first byte wanted; the agent sends from there or from its oldest
    /// @throws IllegalArgumentException when it is none of them
    public AgentProcess resume(int channel, Map<Integer, Long> offsets, AgentProcess.Listener listener) {
        var live = unclaimed.remove(channel);
        if (live == null) {
            throw new IllegalArgumentException("no channel to resume: " + channel);
        }
        var process = new AgentProcess(this, live, offsets, listener);
        processes.put(channel, process);
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

    /// Writes a file below `/tmp` or `/run/swiftlet-run`, replacing what was there. Fails with the agent's reason, or
    /// when
    /// the stream is lost meanwhile.
    public Future<Void> putFile(String path, Buffer content) {
        return files.put(link, path, content);
    }

    /// As [#putFile(String, Buffer)], for those who do not know Vert.x. Completes on the context.
    public CompletionStage<Void> write(String path, byte[] content) {
        return putFile(path, Buffer.buffer(content)).toCompletionStage();
    }

    /// Told the number of kills since the sandbox started, whenever the kernel killed something in it for memory.
    public void outOfMemoryHandler(LongConsumer handler) {
        outOfMemory = handler;
    }

    /// Closes the stream and takes no other. Listeners hear no more; what was asked fails.
    public void close() {
        closed = true;
        var current = link;
        link = null;
        if (current != null) {
            current.close();
        }
        processes.clear();
        proven.tryFail("the connection is closed");
        usages.fail("the sandbox has ended");
        files.fail("the sandbox has ended");
    }

    @Nullable
    AgentLink link() {
        return link;
    }

    void releaseIfOver(AgentProcess process) {
        if (process.over() && process.released() && processes.remove(process.channel()) != null) {
            var current = link;
            if (current != null) {
                current.send(new AgentFrame.Release(process.channel()));
            }
        }
    }

    private int freeChannel() {
        var channel = used.nextClearBit(1);
        if (channel > MAX_CHANNEL) {
            used.clear();
            processes.keySet().forEach(used::set);
            unclaimed.keySet().forEach(used::set);
            channel = used.nextClearBit(1);
        }
        return channel;
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
        var live = hello.channels().stream()
                .collect(Collectors.toMap(AgentFrame.LiveChannel::channel, Function.identity(), (a, _) -> a));
        if (live.size() != hello.channels().size()) {
            throw new MalformedFrameException("a channel named twice");
        }
        if (first) {
            live.forEach((channel, found) -> {
                if (!processes.containsKey(channel)) {
                    used.set(channel);
                    unclaimed.put(channel, found);
                }
            });
        } else {
            unclaimed.keySet().retainAll(live.keySet());
            unclaimed.replaceAll((channel, found) -> live.getOrDefault(channel, found));
        }
        resumeAll(newLink, live);
        usages.connected(newLink);
        proven.tryComplete();
    }

    private void resumeAll(AgentLink newLink, Map<Integer, AgentFrame.LiveChannel> live)
            throws MalformedFrameException {
        for (var process : List.copyOf(processes.values())) {
            process.connected(newLink, live.get(process.channel()));
        }
        for (var found : live.values()) {
            // Released on a stream that was lost before the agent had read so.
            if (found.exited() && !processes.containsKey(found.channel()) && !unclaimed.containsKey(found.channel())) {
                newLink.send(new AgentFrame.Release(found.channel()));
            }
        }
    }

    private void received(AgentFrame.FromAgent frame) throws MalformedFrameException {
        var process = processes.get(frame.channel());
        if (process != null) {
            received(process, frame);
            return;
        }
        switch (frame) {
            case AgentFrame.UsageReport report -> usages.answered(report.usage());
            case AgentFrame.OutOfMemory memory -> outOfMemory.accept(memory.kills());
            case AgentFrame.FileWritten file -> files.answered(link, file);
            case AgentFrame.Refusal refusal -> refused(refusal);
            case AgentFrame.Hello _ -> throw new MalformedFrameException("a second hello");
            case AgentFrame.Output _,
                    AgentFrame.InputAccepted _,
                    AgentFrame.Exit _,
                    AgentFrame.Started _,
                    AgentFrame.InputWritten _ -> {
                if (!used.get(frame.channel())) {
                    throw new MalformedFrameException("channel " + frame.channel() + " was never started");
                }
            }
        }
    }

    private void received(AgentProcess process, AgentFrame.FromAgent frame) throws MalformedFrameException {
        switch (frame) {
            case AgentFrame.Output output -> process.output(output);
            case AgentFrame.InputWritten written -> process.inputWritten(written.total());
            case AgentFrame.InputAccepted accepted -> process.inputAccepted(accepted);
            case AgentFrame.Started _ -> process.started();
            case AgentFrame.Exit exit -> {
                process.exited(exit.exit());
                releaseIfOver(process);
            }
            case AgentFrame.Refusal refusal -> refused(process, refusal);
            case AgentFrame.FileWritten file -> files.answered(link, file);
            case AgentFrame.Hello _, AgentFrame.OutOfMemory _, AgentFrame.UsageReport _ ->
                throw new MalformedFrameException("the agent's own frame on a process's channel");
        }
    }

    private void refused(AgentProcess process, AgentFrame.Refusal refusal) throws MalformedFrameException {
        switch (refusal.code()) {
            case AgentErrorCode.CHANNEL_IN_USE, AgentErrorCode.TOO_MANY_CHANNELS, AgentErrorCode.COULD_NOT_START -> {
                if (refusal.code() == AgentErrorCode.CHANNEL_IN_USE && process.running()) {
                    return; // a START that an engine had held back, and the agent had twice
                }
                process.refused(refusal.message());
                processes.remove(process.channel());
            }
            default -> refused(refusal);
        }
    }

    private void refused(AgentFrame.Refusal refusal) throws MalformedFrameException {
        switch (refusal.code()) {
            // What had already ended when we spoke to it.
            case AgentErrorCode.NO_SUCH_CHANNEL, AgentErrorCode.BAD_ARGUMENT ->
                LOG.debugf("the agent refused a frame on channel %d: %d", refusal.channel(), refusal.code());
            default -> throw new MalformedFrameException("the agent did not understand: " + refusal.code());
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
            received(frame);
        }

        @Override
        public void drained() {
            for (var process : new ArrayList<>(processes.values())) {
                process.flush();
            }
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
