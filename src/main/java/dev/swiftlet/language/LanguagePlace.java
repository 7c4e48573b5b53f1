package dev.swiftlet.language;

import dev.swiftlet.agent.AgentConnection;
import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.Leftovers;
import dev.swiftlet.agent.ProcessSpec;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/// Where a language server runs: a sandbox, seen from here. Confined to the sandbox's loop.
interface LanguagePlace {
    /// Starts the process.
    Running start(ProcessSpec spec, AgentProcess.Listener listener);

    /// Writes a file, after all that was to be written before; completes on the loop.
    CompletionStage<Void> write(String path, byte[] content);

    /// What is asked of the process.
    interface Running {
        void input(ByteBuffer bytes);

        boolean isInputFull();

        void acknowledge(int stream, long offset);

        /// Ends it with all that it started. Its listener hears no more.
        void kill();
    }

    /// In the sandbox of this agent. What an earlier server of ours left running there is ended.
    static LanguagePlace of(AgentConnection agent) {
        Leftovers.end(agent, ProcessSpec.Kind.LANGUAGE);
        return new LanguagePlace() {
            @Override
            public Running start(ProcessSpec spec, AgentProcess.Listener listener) {
                return running(agent.start(spec, listener));
            }

            @Override
            public CompletionStage<Void> write(String path, byte[] content) {
                return agent.putFile(path, ByteBuffer.wrap(content));
            }
        };
    }

    private static Running running(AgentProcess process) {
        return new Running() {
            @Override
            public void input(ByteBuffer bytes) {
                process.input(bytes);
            }

            @Override
            public boolean isInputFull() {
                return process.inputQueueFull();
            }

            @Override
            public void acknowledge(int stream, long offset) {
                process.acknowledge(stream, offset);
            }

            @Override
            public void kill() {
                process.signal(LanguageProcess.SIGKILL);
                process.release();
            }
        };
    }
}
