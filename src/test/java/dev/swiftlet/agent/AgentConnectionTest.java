package dev.swiftlet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swiftlet.terminal.TerminalSize;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AgentConnectionTest {
    private static final TestLoop LOOP = new TestLoop();
    private static final AgentKey KEY = AgentKey.derive(new byte[32], "swiftlet-test-1");
    private static final Duration NONE = Duration.ZERO;

    private final LinkedBlockingQueue<String> owner = new LinkedBlockingQueue<>();
    private final RecordingListener listener = new RecordingListener();
    private final AgentConnection connection = new AgentConnection(LOOP.context(), KEY, new AgentConnection.Owner() {
        @Override
        public void streamLost() {
            owner.add("lost");
        }

        @Override
        public void broken(String why) {
            owner.add("broken: " + why);
        }
    });

    @AfterAll
    static void closeLoop() {
        LOOP.close();
    }

    @Test
    void startsAProcessAndCarriesItsBytes() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        var process = LOOP.call(() -> connection.start(repl(), listener));
        var start = agent.await(AgentFrame.Start.class);

        agent.send(
                new AgentFrame.Started(start.channel(), 8),
                output(start.channel(), 0, "Welcome"),
                output(start.channel(), 7, "!"),
                new AgentFrame.InputAccepted(start.channel(), 1, false, "let x = 1"),
                exit(start.channel(), 0));

        assertThat(start.channel()).isEqualTo(process.channel());
        assertThat(start.spec()).isEqualTo(repl());
        listener.await("started");
        listener.await("output 0 0 Welcome");
        listener.await("output 0 7 !");
        listener.await("accepted 1 let x = 1");
        listener.await("exited 0");
    }

    @Test
    void whoCannotProveItselfGetsNothingMore() {
        var stranger = ScriptedAgent.connect(LOOP, connection, KEY).hello(new byte[32], 1);

        stranger.awaitEvent("rejected");
        stranger.awaitEvent("closed");
        assertThat(LOOP.call(connection::connected)).isFalse();
        assertThat(owner).isEmpty();
    }

    @Test
    void whoSpeaksBeforeTheProofIsClosed() {
        var stranger = ScriptedAgent.connect(LOOP, connection, KEY);
        stranger.send(Buffer.buffer(new byte[2 << 20]));

        stranger.awaitEvent("rejected");
    }

    @Test
    void framesForAnEarlierServerAreThrownAway() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY);
        agent.send(output(1, 5, "for an earlier server"));
        agent.hello();

        LOOP.run(() -> connection.start(repl(), listener));
        agent.await(AgentFrame.Start.class);
    }

    @Test
    void resumesAtItsOffsetAfterAStreamLostInTheMiddleOfAFrame() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        LOOP.run(() -> connection.start(repl(), listener));
        agent.await(AgentFrame.Start.class);
        agent.send(new AgentFrame.Started(1, 8), output(1, 0, "abc"));
        listener.await("started");
        listener.await("output 0 0 abc");
        agent.send(AgentFrameEncoder.encode(output(1, 3, "defghi")).getBuffer(0, 15));
        agent.cut();
        awaitOwner("lost");

        var again = ScriptedAgent.connect(LOOP, connection, KEY).hello(live(1, 0, 0, 0, 9));

        assertThat(again.await(AgentFrame.Resume.class)).isEqualTo(new AgentFrame.Resume(1, 0, 3));
        again.inPieces(1);
        again.send(output(1, 3, "defghi"));
        assertThat(collect("output", 6)).isEqualTo("defghi");
    }

    @Test
    void startsAgainWhatTheAgentNeverHeardOf() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        agent.stall(true);
        LOOP.run(() -> connection.start(repl(), listener));
        agent.cut();
        awaitOwner("lost");

        var again = ScriptedAgent.connect(LOOP, connection, KEY).hello();

        again.await(AgentFrame.Start.class);
    }

    @Test
    void startsWhatWasAskedWhileThereWasNoStream() {
        LOOP.run(() -> connection.start(repl(), listener).input(ByteViews.of(Buffer.buffer("x\r"))));

        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();

        agent.await(AgentFrame.Start.class);
        assertThat(agent.await(AgentFrame.Input.class).bytes()).isEqualTo(Buffer.buffer("x\r"));
    }

    @Test
    void aLeapIsTakenAfterResumeOnly() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        LOOP.run(() -> connection.start(repl(), listener));
        agent.await(AgentFrame.Start.class);
        agent.send(new AgentFrame.Started(1, 8));
        listener.await("started");
        agent.cut();
        awaitOwner("lost");
        var again = ScriptedAgent.connect(LOOP, connection, KEY).hello(live(1, 0, 0, 500, 600));
        again.await(AgentFrame.Resume.class);

        again.send(output(1, 500, "later"));
        listener.await("output 0 500 later");
        again.send(output(1, 506, "gap"));

        awaitOwner("broken: output at 506 where 505 was due");
        again.awaitEvent("closed");
    }

    @Test
    void acknowledgementsAreGatheredAndOpenTheWindow() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        var process = LOOP.call(() -> connection.start(repl(), listener));
        agent.await(AgentFrame.Start.class);
        agent.send(new AgentFrame.Started(1, 8), output(1, 0, "x".repeat(20_000)));
        listener.await("started");
        listener.await("output");

        LOOP.run(() -> process.acknowledge(0, 10_000));
        assertThat(agent.drain()).isEmpty();
        LOOP.run(() -> process.acknowledge(0, 20_000));

        assertThat(agent.await(AgentFrame.Acknowledge.class)).isEqualTo(new AgentFrame.Acknowledge(1, 0, 20_000));
    }

    @Test
    void outputBeyondTheWindowBreaksTheSandbox() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        LOOP.run(() -> connection.start(repl(), listener));
        agent.await(AgentFrame.Start.class);

        for (var offset = 0; offset <= 12 * 32_768; offset += 32_768) {
            agent.send(output(1, offset, "x".repeat(32_768)));
        }

        awaitOwner("broken: output beyond its window");
    }

    @Test
    void keepsToTheInputWindow() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        var process = LOOP.call(() -> connection.start(repl(), listener));
        agent.await(AgentFrame.Start.class);
        agent.send(new AgentFrame.Started(1, 8));
        listener.await("started");

        LOOP.run(() -> process.input(ByteBuffer.wrap(new byte[200_000])));
        assertThat(inputBytes(agent)).isEqualTo(65_536);
        assertThat(LOOP.call(process::inputQueueFull)).isTrue();
        agent.send(new AgentFrame.InputWritten(1, 65_536));
        assertThat(inputBytes(agent)).isEqualTo(65_536);
        agent.send(new AgentFrame.InputWritten(1, 100_000));
        assertThat(inputBytes(agent)).isEqualTo(100_000 - 65_536);

        listener.await("drained");
        assertThat(LOOP.call(process::inputQueueFull)).isFalse();
    }

    @Test
    void refusesACallerThatDoesNotStop() {
        var process = LOOP.call(() -> connection.start(repl(), listener));

        assertThatThrownBy(() -> LOOP.run(() -> {
                    for (var i = 0; i < 40; i++) {
                        process.input(ByteBuffer.wrap(new byte[32_768]));
                    }
                }))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void countsThatCannotBeBreakTheSandbox() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        LOOP.run(() -> connection.start(repl(), listener).input(ByteViews.of(Buffer.buffer("abc"))));
        agent.send(new AgentFrame.Started(1, 8), new AgentFrame.InputWritten(1, 4));

        awaitOwner("broken: input taken that was not sent");
    }

    @Test
    void inputArrivesOnceWhateverWasLost() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        var process = LOOP.call(() -> connection.start(repl(), listener));
        agent.await(AgentFrame.Start.class);
        agent.send(new AgentFrame.Started(1, 8));
        listener.await("started");
        LOOP.run(() -> {
            process.input(ByteViews.of(Buffer.buffer("abc")));
            process.input(ByteViews.of(Buffer.buffer("def")));
            process.input(ByteViews.of(Buffer.buffer("ghi")));
        });
        agent.cut();
        awaitOwner("lost");
        LOOP.run(() -> process.input(ByteViews.of(Buffer.buffer("jkl"))));

        // It had four bytes, of which its TTY took two.
        var again = ScriptedAgent.connect(LOOP, connection, KEY).hello(live(1, 4, 2, 0, 0));

        again.await(AgentFrame.Resume.class);
        assertThat(text(again)).isEqualTo("efghijkl");
    }

    @Test
    void whatAnInterruptDiscardedIsNotSentAgain() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        var process = LOOP.call(() -> connection.start(repl(), listener));
        agent.await(AgentFrame.Start.class);
        LOOP.run(() -> process.input(ByteViews.of(Buffer.buffer("while true {}\r"))));
        agent.cut();
        awaitOwner("lost");
        LOOP.run(() -> {
            process.interrupt();
            process.input(ByteViews.of(Buffer.buffer("x")));
        });

        var again = ScriptedAgent.connect(LOOP, connection, KEY).hello(live(1, 5, 5, 0, 0));

        again.await(AgentFrame.Resume.class);
        again.await(AgentFrame.Interrupt.class);
        assertThat(text(again)).isEqualTo("x");
    }

    @Test
    void aStalledStreamGathersWhatIsDue() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        var process = LOOP.call(() -> connection.start(repl(), listener));
        agent.await(AgentFrame.Start.class);
        agent.send(new AgentFrame.Started(1, 8));
        listener.await("started");
        agent.stall(true);

        LOOP.run(() -> {
            process.input(ByteBuffer.wrap(new byte[65_536]));
            for (var cols = 20; cols < 400; cols++) {
                process.resize(new TerminalSize(cols, 24));
                process.signal(28);
            }
        });
        agent.stall(false);

        var frames = agent.drain();
        assertThat(frames.stream().filter(AgentFrame.Resize.class::isInstance)).hasSizeLessThan(3);
        assertThat(frames).contains(new AgentFrame.Resize(1, new TerminalSize(399, 24)));
        assertThat(frames.stream().filter(AgentFrame.Signal.class::isInstance)).hasSizeLessThan(3);
    }

    @Test
    void aReleasedProcessIsForgottenAlsoByAnAgentThatMissedIt() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        var process = LOOP.call(() -> connection.start(repl(), listener));
        agent.await(AgentFrame.Start.class);
        agent.send(new AgentFrame.Started(1, 8), exit(1, 3));
        listener.await("started");
        listener.await("exited 3");
        agent.cut();
        awaitOwner("lost");
        LOOP.run(process::release);

        var again = ScriptedAgent.connect(LOOP, connection, KEY).hello(exited(1));

        assertThat(again.await(AgentFrame.Release.class).channel()).isEqualTo(1);
    }

    @Test
    void aRestartedServerTakesOverWhatRuns() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello(live(7, 100, 90, 1000, 3000));
        agent.drain();
        var found = LOOP.call(connection::channels);
        var process = LOOP.call(() -> connection.resume(7, Map.of(0, 0L), listener));

        assertThat(found).extracting(AgentFrame.LiveChannel::channel).containsExactly(7);
        assertThat(agent.await(AgentFrame.Resume.class)).isEqualTo(new AgentFrame.Resume(7, 0, 0));
        agent.send(output(7, 1000, "kept"));
        listener.await("output 0 1000 kept");
        LOOP.run(() -> process.input(ByteBuffer.wrap(new byte[100_000])));
        assertThat(inputBytes(agent)).isEqualTo(65_536 - 10);
        assertThat(LOOP.call(() -> connection.start(repl(), listener).channel()))
                .isNotEqualTo(7);
    }

    @Test
    void anotherAgentThanBeforeIsNotBelieved() {
        ScriptedAgent.connect(LOOP, connection, KEY).hello().cut();
        awaitOwner("lost");

        ScriptedAgent.connect(LOOP, connection, KEY).hello(KEY.proof(), ScriptedAgent.BOOT + 1);

        awaitOwner("broken: another agent");
    }

    @Test
    void garbageAfterTheProofBreaksTheSandboxAndNoOther() {
        var other = new AgentConnection(LOOP.context(), KEY, new AgentConnection.Owner() {
            @Override
            public void streamLost() {}

            @Override
            public void broken(String why) {}
        });
        var bystander = ScriptedAgent.connect(LOOP, other, KEY).hello();
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();

        agent.send(Buffer.buffer("this is not a frame at all"));

        awaitOwner("broken: a frame of");
        LOOP.run(() -> other.start(repl(), listener));
        bystander.await(AgentFrame.Start.class);
    }

    @Test
    void channelsThatWereNeverStartedBreakTheSandbox() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();

        agent.send(output(9, 0, "who?"));

        awaitOwner("broken: channel 9 was never started");
    }

    @Test
    void aRefusedStartIsTold() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        LOOP.run(() -> connection.start(repl(), listener));

        agent.send(new AgentFrame.Refusal(1, 6, "No such file or directory"));

        listener.await("refused No such file");
    }

    @Test
    void nineProcessesAreTooMany() {
        for (var i = 0; i < 8; i++) {
            LOOP.run(() -> connection.start(repl(), new RecordingListener()));
        }

        LOOP.run(() -> connection.start(repl(), listener).input(ByteViews.of(Buffer.buffer("x"))));

        listener.await("refused too many");
    }

    @Test
    void usageIsAskedAgainOnANewStream() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        var usage = LOOP.call(connection::usage);
        agent.await(AgentFrame.AskUsage.class);
        agent.cut();
        awaitOwner("lost");
        var again = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        again.await(AgentFrame.AskUsage.class);

        var answer = new Usage(1, 2, Duration.ofNanos(3), 4, 5);
        again.send(new AgentFrame.UsageReport(0, answer));

        assertThat(result(usage)).isEqualTo(answer);
    }

    @Test
    void filesGoChunkByChunk() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        var content = Buffer.buffer("0123456789".repeat(10_000));
        var put = LOOP.call(() -> connection.putFile("/tmp/a.swift", content));

        var written = Buffer.buffer();
        while (written.length() < content.length()) {
            var chunk = agent.await(AgentFrame.PutFile.class);
            assertThat(chunk.offset()).isEqualTo(written.length());
            written.appendBuffer(chunk.bytes());
            agent.send(new AgentFrame.FileWritten(chunk.channel(), chunk.request(), 0, written.length()));
        }

        result(put);
        assertThat(written).isEqualTo(content);
    }

    @Test
    void aFullDiskAndALostStreamFailAFile() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        var full = LOOP.call(() -> connection.putFile("/tmp/a", Buffer.buffer("x")));
        var lost = LOOP.call(() -> connection.putFile("/tmp/b", Buffer.buffer("x")));
        agent.send(new AgentFrame.FileWritten(
                0, agent.await(AgentFrame.PutFile.class).request(), 28, 0));
        agent.await(AgentFrame.PutFile.class);
        agent.cut();

        assertThatThrownBy(() -> result(full)).hasMessageContaining("errno 28");
        assertThatThrownBy(() -> result(lost)).hasMessageContaining("lost");
    }

    @Test
    void killsForMemoryAreTold() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        LOOP.run(() -> connection.outOfMemoryHandler(kills -> owner.add("kills " + kills)));

        agent.send(new AgentFrame.OutOfMemory(0, 2));

        awaitOwner("kills 2");
    }

    @Test
    void anAgentIsEndedAndNotHeardAnyMore() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        LOOP.run(() -> connection.outOfMemoryHandler(kills -> owner.add("kills " + kills)));
        LOOP.run(() -> connection.start(repl(), listener));

        LOOP.run(connection::end);
        agent.await(AgentFrame.Start.class);
        assertThat(agent.await(AgentFrame.End.class).channel()).isZero();
        // Of an older image; and what was on its way.
        agent.send(
                new AgentFrame.Refusal(0, AgentErrorCode.UNKNOWN_TYPE, "unknown type"), new AgentFrame.Started(1, 8));
        agent.send(new AgentFrame.OutOfMemory(0, 2));
        agent.send(Buffer.buffer("this is no frame"));
        assertThat(agent.drain()).isEmpty();
        LOOP.run(connection::end);
        LOOP.run(connection::close);

        agent.awaitEvent("closed");
        assertThat(owner).isEmpty();
        assertThat(connection.connected()).isFalse();
    }

    @Test
    void whoHasNoStreamIsEndedWithoutAWord() {
        LOOP.run(connection::end);
        LOOP.run(connection::close);

        assertThat(owner).isEmpty();
    }

    @Test
    void aStreamThatEndsAfterTheEndIsNotLost() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        LOOP.run(connection::end);
        agent.await(AgentFrame.End.class);

        agent.cut();
        agent.drain();

        assertThat(owner).isEmpty();
    }

    @Test
    void aListenerThatThrowsDoesNotTakeTheStreamAlong() {
        var agent = ScriptedAgent.connect(LOOP, connection, KEY).hello();
        LOOP.run(() -> connection.start(repl(), new FailingListener()));
        LOOP.run(() -> connection.start(repl(), listener));

        agent.send(new AgentFrame.Started(1, 8), new AgentFrame.Started(2, 9));

        listener.await("started");
    }

    private static ProcessSpec repl() {
        return new ProcessSpec(
                ProcessSpec.Kind.REPL,
                ProcessSpec.Mode.TTY,
                TerminalSize.DEFAULT,
                1_048_576,
                0,
                500,
                Map.of(),
                "/tmp",
                List.of("swift-lldb", "--repl="),
                Map.of("HOME", "/tmp"));
    }

    private static AgentFrame.Output output(int channel, long offset, String text) {
        return new AgentFrame.Output(channel, 0, offset, Buffer.buffer(text));
    }

    private static AgentFrame.Exit exit(int channel, int code) {
        return new AgentFrame.Exit(
                channel, new ProcessExit(OptionalInt.of(code), OptionalInt.empty(), NONE, NONE, NONE, 0, 0));
    }

    private static AgentFrame.LiveChannel live(int channel, long received, long written, long oldest, long end) {
        return new AgentFrame.LiveChannel(
                channel,
                ProcessSpec.Kind.REPL,
                ProcessSpec.Mode.TTY,
                false,
                received,
                written,
                List.of(new AgentFrame.LiveStream(0, oldest, oldest, end)));
    }

    private static AgentFrame.LiveChannel exited(int channel) {
        return new AgentFrame.LiveChannel(
                channel,
                ProcessSpec.Kind.REPL,
                ProcessSpec.Mode.TTY,
                true,
                0,
                0,
                List.of(new AgentFrame.LiveStream(0, 0, 0, 0)));
    }

    private void awaitOwner(String prefix) {
        try {
            assertThat(owner.poll(60, TimeUnit.SECONDS)).startsWith(prefix);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String collect(String prefix, int count) {
        var text = new StringBuilder();
        while (text.length() < count) {
            var line = listener.await(prefix);
            text.append(line.substring(line.lastIndexOf(' ') + 1));
        }
        return text.toString();
    }

    private static long inputBytes(ScriptedAgent agent) {
        return agent.drain().stream()
                .mapToLong(frame -> ((AgentFrame.Input) frame).bytes().length())
                .sum();
    }

    private static String text(ScriptedAgent agent) {
        var text = new StringBuilder();
        agent.drain().forEach(frame -> text.append(((AgentFrame.Input) frame).bytes()));
        return text.toString();
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static final class FailingListener implements AgentProcess.Listener {
        @Override
        public void started() {
            throw new IllegalStateException("on purpose");
        }

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
