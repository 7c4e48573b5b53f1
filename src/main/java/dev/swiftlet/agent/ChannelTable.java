package dev.swiftlet.agent;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The channels of one agent: the processes on them, those that an earlier server left and nobody has resumed, and
/// which numbers were ever used. Confined to the connection's context.
final class ChannelTable {
    private static final int MAX_CHANNEL = 65_535;

    private final Map<Integer, AgentProcess> processes = new TreeMap<>();
    private final Map<Integer, AgentFrame.LiveChannel> unclaimed = new TreeMap<>();
    private final BitSet used = new BitSet();

    /// What a hello says of each channel.
    static Map<Integer, AgentFrame.LiveChannel> byNumber(List<AgentFrame.LiveChannel> channels)
            throws MalformedFrameException {
        var live = channels.stream()
                .collect(Collectors.toMap(AgentFrame.LiveChannel::channel, Function.identity(), (a, _) -> a));
        if (live.size() != channels.size()) {
            throw new MalformedFrameException("a channel named twice");
        }
        return live;
    }

    boolean isFull() {
        return processes.size() == AgentFrame.MAX_CHANNELS;
    }

    /// A number that was not used yet, or when all were, that is not used now.
    int free() {
        var channel = used.nextClearBit(1);
        if (channel > MAX_CHANNEL) {
            used.clear();
            processes.keySet().forEach(used::set);
            unclaimed.keySet().forEach(used::set);
            channel = used.nextClearBit(1);
        }
        return channel;
    }

    void add(AgentProcess process) {
        used.set(process.channel());
        processes.put(process.channel(), process);
    }

    /// @return whether it was there
    boolean remove(AgentProcess process) {
        return processes.remove(process.channel()) != null;
    }

    @Nullable
    AgentProcess find(int channel) {
        return processes.get(channel);
    }

    /// As they are now: what is done with one may change the table.
    List<AgentProcess> processes() {
        return List.copyOf(processes.values());
    }

    /// Whether there is, or may have been, a process on it.
    boolean wasUsed(int channel) {
        return used.get(channel);
    }

    List<AgentFrame.LiveChannel> unclaimed() {
        return List.copyOf(unclaimed.values());
    }

    /// Takes one of [#unclaimed].
    AgentFrame.@Nullable LiveChannel claim(int channel) {
        return unclaimed.remove(channel);
    }

    /// An agent has said hello for the first time: what nobody here started, an earlier server did.
    void found(Map<Integer, AgentFrame.LiveChannel> live) {
        live.forEach((channel, found) -> {
            if (!processes.containsKey(channel)) {
                used.set(channel);
                unclaimed.put(channel, found);
            }
        });
    }

    /// The agent has said hello again.
    void foundAgain(Map<Integer, AgentFrame.LiveChannel> live) {
        unclaimed.keySet().retainAll(live.keySet());
        unclaimed.replaceAll((channel, found) -> live.getOrDefault(channel, found));
    }

    /// Whether nobody here wants to hear of it any more.
    boolean isForgotten(int channel) {
        return !processes.containsKey(channel) && !unclaimed.containsKey(channel);
    }

    void clear() {
        processes.clear();
    }
}
