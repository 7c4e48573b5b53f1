package dev.swiftlet.agent;

import java.util.function.LongConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hands each frame of a proven agent to whom it is for: a process, or whoever asked the agent something. Confined to
/// the connection's context.
final class FrameDispatch {
    private static final Logger LOG = Logger.getLogger(FrameDispatch.class);

    private final ChannelTable channels;
    private final UsageRequests usages;
    private final FileTransfers files;
    private LongConsumer outOfMemory = _ -> {};

    FrameDispatch(ChannelTable channels, UsageRequests usages, FileTransfers files) {
        this.channels = channels;
        this.usages = usages;
        this.files = files;
    }

    void outOfMemoryHandler(LongConsumer handler) {
        outOfMemory = handler;
    }

    /// @param link the connection's, for what a frame makes it send
    /// @throws MalformedFrameException when an agent would not send it now
    void received(@Nullable AgentLink link, AgentFrame.FromAgent frame) throws MalformedFrameException {
        var process = channels.find(frame.channel());
        if (process == null) {
            toNobody(link, frame);
        } else {
            toProcess(link, process, frame);
        }
    }

    /// On a channel that has no process: the agent's own, or one that was released.
    private void toNobody(@Nullable AgentLink link, AgentFrame.FromAgent frame) throws MalformedFrameException {
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
                if (!channels.wasUsed(frame.channel())) {
                    throw new MalformedFrameException("channel " + frame.channel() + " was never started");
                }
            }
        }
    }

    private void toProcess(@Nullable AgentLink link, AgentProcess process, AgentFrame.FromAgent frame)
            throws MalformedFrameException {
        switch (frame) {
            case AgentFrame.Output output -> process.output(output);
            case AgentFrame.InputWritten written -> process.inputWritten(written.total());
            case AgentFrame.InputAccepted accepted -> process.inputAccepted(accepted);
            case AgentFrame.Started _ -> process.started();
            case AgentFrame.Exit exit -> process.exited(exit.exit());
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
                channels.remove(process);
            }
            default -> refused(refusal);
        }
    }

    private static void refused(AgentFrame.Refusal refusal) throws MalformedFrameException {
        switch (refusal.code()) {
            // What had already ended when we spoke to it.
            case AgentErrorCode.NO_SUCH_CHANNEL, AgentErrorCode.BAD_ARGUMENT ->
                LOG.debugf("the agent refused a frame on channel %d: %d", refusal.channel(), refusal.code());
            default -> throw new MalformedFrameException("the agent did not understand: " + refusal.code());
        }
    }
}
