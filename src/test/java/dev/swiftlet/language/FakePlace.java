package dev.swiftlet.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.agent.ProcessSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A sandbox in a test's hand, in which a language server says only what the test has it say.
final class FakePlace implements LanguagePlace {
    final List<FakeProcess> started = new ArrayList<>();
    /// What is on the disk, by path.
    final Map<String, String> disk = new LinkedHashMap<>();
    /// The paths that were written, one write after the other.
    final List<String> written = new ArrayList<>();
    final Deque<CompletableFuture<Void>> writing = new ArrayDeque<>();

    @Override
    public Running start(ProcessSpec spec, AgentProcess.Listener listener) {
        FakeProcess process = new FakeProcess(listener);
        started.add(process);
        return process;
    }

    @Override
    public CompletionStage<Void> write(String path, byte[] content) {
        written.add(path);
        disk.put(path, new String(content, StandardCharsets.UTF_8));
        CompletableFuture<Void> done = new CompletableFuture<>();
        writing.add(done);
        return done;
    }

    FakeProcess last() {
        return started.getLast();
    }

    void finishWriting() {
        List<CompletableFuture<Void>> now = List.copyOf(writing);
        writing.clear();
        now.forEach(each -> each.complete(null));
    }

    /// What a language server was told, and its mouth.
    static final class FakeProcess implements Running {
        final AgentProcess.Listener listener;
        final List<ObjectNode> heard = new ArrayList<>();
        private final MessageReader reader =
                new MessageReader(1 << 20, json -> heard.add(Json.read(json).orElseThrow()));
        boolean full;
        boolean killed;
        long acknowledged;
        long printed;

        FakeProcess(AgentProcess.Listener listener) {
            this.listener = listener;
        }

        @Override
        public void input(ByteBuffer bytes) {
            try {
                reader.feed(bytes);
            } catch (MalformedMessageException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean isInputFull() {
            return full;
        }

        @Override
        public void acknowledge(int stream, long offset) {
            if (stream == 1) {
                acknowledged = offset;
            }
        }

        @Override
        public void kill() {
            killed = true;
        }

        FakeProcess greet() {
            return say("{'id':0,'result':{'capabilities':{'hoverProvider':true,'executeCommandProvider':{}}}}");
        }

        FakeProcess say(String json) {
            return print(MessageReader.frame(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        }

        FakeProcess print(byte[] bytes) {
            long offset = printed;
            printed += bytes.length;
            listener.output(1, offset, ByteBuffer.wrap(bytes));
            return this;
        }

        void exit(int signal, long oomKills) {
            listener.exited(new ProcessExit(
                    OptionalInt.empty(),
                    OptionalInt.of(signal),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    1,
                    oomKills));
        }

        List<String> methods() {
            return heard.stream().map(each -> each.path("method").asText()).toList();
        }
    }
}
