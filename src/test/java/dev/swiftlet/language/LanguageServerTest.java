package dev.swiftlet.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swiftlet.protocol.LanguageStatus;
import dev.swiftlet.protocol.LanguageStatus.Reason;
import dev.swiftlet.protocol.LanguageStatus.State;
import dev.swiftlet.session.HandLoop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageServerTest {
    private static final LanguageLimits LIMITS = new LanguageLimits(
            Duration.ofMinutes(5),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            2,
            Duration.ofMinutes(5),
            1 << 16,
            1L << 29);
    private static final String OPEN = "{'method':'textDocument/didOpen','params':{'textDocument':"
            + "{'uri':'file:///tmp/editor/%s','languageId':'swift','version':0,'text':''}}}";
    private static final String DATABASE = "/tmp/editor/compile_commands.json";
    private static final String CHANGE = "{'method':'textDocument/didChange','params':{'textDocument':"
            + "{'uri':'file:///tmp/editor/%s','version':1},'contentChanges':[%s]}}";
    private static final String COMPLETION =
            "{'id':%d,'method':'textDocument/completion','params':{'textDocument':{'uri':'file:///tmp/editor/%s'}}}";
    private static final String HOVER =
            "{'id':%d,'method':'textDocument/hover','params':{'textDocument':{'uri':'file:///tmp/editor/main.swift'}}}";

    private final HandLoop loop = new HandLoop();
    private final FakePlace place = new FakePlace();
    private final RecordingEditor editor = new RecordingEditor();
    private int used;
    private final LanguageServer server =
            new LanguageServer(loop, loop::now, LIMITS, List.of("-swift-version", "6"), () -> used++);

    private void send(String json) {
        server.received(editor, RecordingEditor.bytes(json));
    }

    private FakePlace.FakeProcess begun() {
        server.place(place);
        server.attach(editor);
        place.last().greet();
        send("{'id':1,'method':'initialize'}");
        return place.last();
    }

    private FakePlace.FakeProcess withFile() {
        FakePlace.FakeProcess process = begun();
        send(OPEN.formatted("main.swift"));
        place.finishWriting();
        return process;
    }

    @Test
    void startsWhenAnEditorAndTheSandboxAreThere() {
        server.attach(editor);
        assertThat(place.started).isEmpty();
        assertThat(editor.state()).isEqualTo(State.STARTING);

        server.place(place);
        assertThat(place.last().methods()).containsExactly("initialize");

        place.last().greet();
        assertThat(editor.state()).isEqualTo(State.READY);
        assertThat(place.last().methods()).containsExactly("initialize", "initialized");
    }

    @Test
    void greetsTheEditorByItselfAndOffersNoCommands() {
        begun();

        assertThat(editor.messages.getFirst().toString())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"capabilities\":{\"hoverProvider\":true}}}");
        assertThat(place.last().methods()).containsExactly("initialize", "initialized");
    }

    @Test
    void filesBelongTogetherBeforeTheyAreOpened() {
        FakePlace.FakeProcess process = begun();
        send(OPEN.formatted("main.swift"));
        send(OPEN.formatted("bird.swift"));

        assertThat(process.methods()).doesNotContain("textDocument/didOpen");
        assertThat(editor.paused).isTrue();
        place.finishWriting();
        place.finishWriting();

        assertThat(editor.paused).isFalse();
        assertThat(place.disk.get(DATABASE))
                .contains("\"-swift-version\",\"6\"", "/tmp/editor/main.swift", "/tmp/editor/bird.swift");
        assertThat(process.methods().subList(2, process.heard.size()))
                .containsExactly(
                        "workspace/didChangeWatchedFiles", "textDocument/didOpen",
                        "workspace/didChangeWatchedFiles", "textDocument/didOpen");
    }

    private FakePlace.FakeProcess withBird() {
        FakePlace.FakeProcess process = withFile();
        send(OPEN.formatted("bird.swift"));
        place.finishWriting();
        send(CHANGE.formatted("bird.swift", "{'text':'struct Bird {}'}"));
        place.written.clear();
        return process;
    }

    @Test
    void completionFindsTheOtherFilesOnTheDisk() {
        FakePlace.FakeProcess process = withBird();
        send(COMPLETION.formatted(1, "main.swift"));

        assertThat(process.methods()).doesNotContain("textDocument/completion");
        assertThat(place.written).containsExactly("/tmp/editor/bird.swift", DATABASE);
        assertThat(place.disk).containsEntry("/tmp/editor/bird.swift", "struct Bird {}");
        place.finishWriting();
        assertThat(process.methods()).endsWith("workspace/didChangeWatchedFiles", "textDocument/completion");

        send(CHANGE.formatted("main.swift", "{'text':'Bird'}"));
        send(COMPLETION.formatted(2, "main.swift"));
        assertThat(place.written).hasSize(2);
        assertThat(process.methods()).endsWith("textDocument/didChange", "textDocument/completion");
    }

    @Test
    void theNewestTextIsTheOneThatCompletionFinds() {
        withBird();
        send(COMPLETION.formatted(1, "main.swift"));
        String before = place.disk.get(DATABASE);
        send(CHANGE.formatted("bird.swift", "{'text':'a'}"));
        send(CHANGE.formatted("bird.swift", "{'text':'b'}"));
        send(COMPLETION.formatted(2, "main.swift"));
        assertThat(place.written).hasSize(2);

        place.finishWriting();
        place.finishWriting();
        assertThat(place.written).hasSize(4);
        assertThat(place.disk).containsEntry("/tmp/editor/bird.swift", "b");
        assertThat(place.disk.get(DATABASE)).isNotEqualTo(before);
    }

    @Test
    void nothingIsWrittenForWhoeverOnlyTypes() {
        withBird();
        send(HOVER.formatted(1));
        send(COMPLETION.formatted(2, "bird.swift"));
        place.finishWriting();
        place.written.clear();
        for (int i = 3; i < 9; i++) {
            send(CHANGE.formatted("bird.swift", "{'text':'x'}"));
            send(COMPLETION.formatted(i, "bird.swift"));
        }

        assertThat(place.written).isEmpty();
    }

    @Test
    void whatIsClosedLeavesNoTextBehind() {
        withBird();
        send(COMPLETION.formatted(1, "main.swift"));
        place.finishWriting();
        send("{'method':'textDocument/didClose','params':{'textDocument':{'uri':'file:///tmp/editor/bird.swift'}}}");
        assertThat(place.disk).containsEntry("/tmp/editor/bird.swift", "");
        assertThat(place.disk.get(DATABASE)).doesNotContain("bird.swift");
        place.finishWriting();

        send(OPEN.formatted("robin.swift"));
        place.finishWriting();
        send(CHANGE.formatted("robin.swift", "{'text':'struct Robin {}'}"));
        send(COMPLETION.formatted(2, "main.swift"));
        assertThat(place.disk).containsEntry("/tmp/editor/robin.swift", "struct Robin {}");
        server.detach(editor);
        assertThat(place.disk).containsEntry("/tmp/editor/robin.swift", "");
    }

    @Test
    void aDiskThatTakesNothingIsNoReasonToWait() {
        FakePlace.FakeProcess process = withBird();
        send(COMPLETION.formatted(1, "main.swift"));
        List.copyOf(place.writing).forEach(each -> each.completeExceptionally(new IllegalStateException("full")));

        assertThat(process.methods()).endsWith("textDocument/completion");
    }

    @Test
    void questionsGetNumbersOfOurs() {
        FakePlace.FakeProcess process = withFile();
        send(HOVER.formatted(77));
        long id = process.heard.getLast().path("id").asLong();

        process.say("{'id':%d,'result':{'contents':'x'}}".formatted(id));
        process.say("{'id':%d,'result':{'contents':'again'}}".formatted(id));

        assertThat(editor.messages.getLast().path("id").asLong()).isEqualTo(77);
        assertThat(editor.messages).hasSize(2);
    }

    @Test
    void onlySoManyQuestionsWait() {
        withFile();
        for (int i = 0; i <= LanguageLimits.REQUESTS; i++) {
            send(HOVER.formatted(i));
        }
        assertThat(editor.messages.getLast().path("error").path("message").asText())
                .contains("Too many");
    }

    @Test
    void anEditorGetsDiagnosticsOfItsFilesAndNothingElse() {
        FakePlace.FakeProcess process = withFile();
        int before = editor.messages.size();
        process.say("{'method':'window/logMessage','params':{'type':1,'message':'secret'}}");
        process.say("{'method':'textDocument/publishDiagnostics','params':{'uri':'file:///etc/x','diagnostics':[]}}");
        process.say("{'id':5,'method':'workspace/applyEdit','params':{}}");
        assertThat(editor.messages).hasSize(before);
        assertThat(process.heard.getLast().path("error").path("code").asInt()).isEqualTo(-32601);

        process.say("{'method':'textDocument/publishDiagnostics','params':"
                + "{'uri':'file:///tmp/editor/main.swift','diagnostics':[]}}");
        assertThat(editor.messages).hasSize(before + 1);
    }

    @Test
    void readsOnlyWhatTheEditorTakes() {
        FakePlace.FakeProcess process = withFile();
        editor.unsent = 1 << 20;
        long before = process.acknowledged;
        process.say("{'method':'x'}");
        assertThat(process.acknowledged).isEqualTo(before);

        editor.unsent = 0;
        server.drained(editor);
        assertThat(process.acknowledged).isEqualTo(process.printed);
    }

    @Test
    void anEditorWaitsWhileTheProcessTakesNothing() {
        FakePlace.FakeProcess process = withFile();
        process.full = true;
        String change = "{'method':'textDocument/didChange','params':{'textDocument':"
                + "{'uri':'file:///tmp/editor/main.swift','version':1},'contentChanges':[{'text':'%s'}]}}";
        send(change.formatted("x".repeat(60_000)));
        send(change.formatted("y".repeat(60_000)));
        send(change.formatted("z".repeat(60_000)));
        assertThat(editor.paused).isTrue();

        process.full = false;
        process.listener.inputDrained();
        assertThat(editor.paused).isFalse();
        assertThat(process.heard.getLast().toString()).contains("zzz");
        assertThat(used).isEqualTo(3);
    }

    @Test
    void startsAgainWhenItDiesAndGivesUpInTheEnd() {
        begun().exit(9, 1);
        assertThat(editor.statuses.getLast()).isEqualTo(new LanguageStatus(State.STARTING, Reason.OUT_OF_MEMORY));
        loop.advance(Duration.ofSeconds(1));
        assertThat(place.started).hasSize(2);

        place.last().greet();
        assertThat(editor.statuses.getLast()).isEqualTo(new LanguageStatus(State.READY, Reason.OUT_OF_MEMORY));
        place.last().exit(11, 0);
        loop.advance(Duration.ofSeconds(2));
        place.last().exit(11, 0);
        assertThat(editor.statuses.getLast()).isEqualTo(new LanguageStatus(State.UNAVAILABLE, Reason.ENDED));
        loop.advance(Duration.ofMinutes(10));
        assertThat(place.started).hasSize(3);

        send("{'method':'swiftlet/wake'}");
        assertThat(place.started).hasSize(4);
    }

    @Test
    void whatItSaysIsBounded() {
        begun().print(MessageReader.frame(new byte[(1 << 16) + 1]));

        assertThat(editor.statuses.getLast()).isEqualTo(new LanguageStatus(State.STARTING, Reason.MALFORMED));
        assertThat(place.last().killed).isTrue();
    }

    @Test
    void silenceAtTheStartIsAnEnd() {
        server.place(place);
        server.attach(editor);
        loop.advance(Duration.ofMinutes(1));

        assertThat(editor.statuses.getLast()).isEqualTo(new LanguageStatus(State.STARTING, Reason.SILENT));
        assertThat(place.last().killed).isTrue();
    }

    @Test
    void restsWhenNobodyAsksAndWakesAgain() {
        FakePlace.FakeProcess first = withFile();
        loop.advance(Duration.ofMinutes(4));
        send(HOVER.formatted(1));
        loop.advance(Duration.ofMinutes(4));
        assertThat(first.killed).isFalse();

        loop.advance(Duration.ofMinutes(1));
        assertThat(first.killed).isTrue();
        assertThat(editor.state()).isEqualTo(State.RESTING);
        send("{'method':'swiftlet/wake'}");
        place.last().greet();
        assertThat(editor.state()).isEqualTo(State.READY);
    }

    @Test
    void whoeverReloadsFindsItRunning() {
        FakePlace.FakeProcess process = withFile();
        server.detach(editor);
        assertThat(process.methods()).endsWith("textDocument/didClose");
        RecordingEditor again = new RecordingEditor();
        server.attach(again);

        assertThat(again.state()).isEqualTo(State.READY);
        assertThat(place.started).hasSize(1);
        server.detach(again);
        loop.advance(Duration.ofSeconds(20));
        assertThat(process.killed).isTrue();
    }

    @Test
    void theLaterEditorHasIt() {
        FakePlace.FakeProcess process = withFile();
        send(HOVER.formatted(9));
        long asked = process.heard.getLast().path("id").asLong();
        RecordingEditor later = new RecordingEditor();
        server.attach(later);

        assertThat(editor.state()).isEqualTo(State.ELSEWHERE);
        assertThat(editor.closed).isEqualTo(EditorChannel.Why.ELSEWHERE);
        assertThat(process.methods()).endsWith("$/cancelRequest", "textDocument/didClose");
        process.say("{'id':%d,'result':null}".formatted(asked));
        send(HOVER.formatted(10));
        assertThat(later.messages).isEmpty();
    }

    @Test
    void whatWasMeantForAnotherProcessIsNotSaidToThisOne() {
        begun().exit(9, 0);
        loop.advance(Duration.ofSeconds(1));
        place.last().greet();
        send(OPEN.formatted("main.swift"));
        send(HOVER.formatted(5));

        assertThat(place.last().methods()).containsExactly("initialize", "initialized");
        assertThat(editor.messages.getLast().path("error").path("code").asInt()).isEqualTo(-32002);
    }

    @Test
    void whoeverKeepsBreakingTheRulesIsLetGo() {
        begun();
        for (int i = 0; i < 10; i++) {
            send("nonsense");
        }
        assertThat(editor.closed).isEqualTo(EditorChannel.Why.MALFORMED);
    }

    @Test
    void goesWithItsSession() {
        FakePlace.FakeProcess process = withFile();
        server.over();

        assertThat(process.killed).isTrue();
        assertThat(editor.closed).isEqualTo(EditorChannel.Why.OVER);
        loop.advance(Duration.ofMinutes(10));
        assertThat(place.started).hasSize(1);
    }
}
