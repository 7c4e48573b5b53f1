package dev.swiftlet.agent;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// What an earlier server of ours left running in a sandbox, and nobody goes on with.
public final class Leftovers {
    private static final int SIGKILL = 9;

    private Leftovers() {}

    /// Ends all of a kind. On the connection's context, before anybody resumes one of them.
    ///
    /// @return how many there were
    public static int end(AgentConnection agent, ProcessSpec.Kind kind) {
        List<AgentFrame.LiveChannel> found = agent.channels().stream()
                .filter(channel -> channel.kind() == kind)
                .toList();
        for (AgentFrame.LiveChannel channel : found) {
            AgentProcess process = agent.resume(channel.channel(), Map.of(), new Deaf());
            process.signal(SIGKILL);
            process.release();
        }
        return found.size();
    }

    /// Hears nothing.
    private static final class Deaf implements AgentProcess.Listener {
        @Override
        public void started() {}

        @Override
        public void output(int stream, long offset, ByteBuffer bytes) {}

        @Override
        public void inputAccepted(int line, String text, boolean cut) {}

        @Override
        public void inputDrained() {}

        @Override
        public void exited(ProcessExit exit) {}

        @Override
        public void refused(String message) {}
    }
}
