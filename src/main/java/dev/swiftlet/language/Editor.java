package dev.swiftlet.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One editor at the language server: its messages in order, its questions, its open files. Confined to the loop.
final class Editor {
    private static final int NOT_READY = -32002;
    private static final int TOO_MANY = -32803;
    private static final int MOST_REFUSED = 10;

    /// What the language server answers from the disk, all but the text of the file that it is asked about.
    private static final Set<String> READ_THE_DISK = Set.of("textDocument/completion", "textDocument/signatureHelp");

    /// What is asked of the language server.
    interface Wishes {
        /// What the process said that it can do; null while it is not ready.
        @Nullable
        JsonNode offer();

        /// It is wanted again.
        void wake();

        /// Somebody edits.
        void used();

        /// Writes files, by path, in order.
        ///
        /// @param then called when it is done or was not possible, if the process is still the same
        void write(Map<String, byte[]> contents, Runnable then);

        /// It does not keep to the rules.
        void letGo(Editor editor);
    }

    private final EditorChannel channel;
    private final OpenFiles files;
    private final Wishes wishes;
    private final int mostWaiting;
    private final Questions questions = new Questions();
    private final Deque<EditorMessage> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private int refused;
    /// Whether it has begun with this process: before that, what it says was meant for the one before.
    private boolean begun;
    private boolean writing;
    private boolean paused;
    private boolean gone;

    Editor(EditorChannel channel, LanguageLimits limits, OpenFiles files, Wishes wishes) {
        this.channel = channel;
        this.files = files;
        this.wishes = wishes;
        this.mostWaiting = 4 * limits.messageBytes();
    }

    EditorChannel channel() {
        return channel;
    }

    void received(byte[] json, @Nullable LanguageProcess process) {
        waiting.add(EditorRules.read(json));
        waitingBytes += json.length;
        if (waitingBytes > mostWaiting) {
            wishes.letGo(this);
        } else {
            pump(process);
        }
    }

    /// Does what can be done now, in order.
    void pump(@Nullable LanguageProcess process) {
        while (!gone && !writing && (process == null || !process.isFull())) {
            EditorMessage next = waiting.poll();
            if (next == null) {
                break;
            }
            perform(next, process);
        }
        if (waiting.isEmpty()) {
            waitingBytes = 0;
        }
        pauseIf(!waiting.isEmpty());
    }

    /// The process said something.
    void heard(ObjectNode message) {
        if (message.has("id")) {
            questions.answered(message.path("id").asLong(-1)).ifPresent(id -> {
                message.put("id", id);
                channel.send(Json.write(message));
            });
        } else if (message.path("method").asText().equals("textDocument/publishDiagnostics")
                && FileUri.name(message.path("params").path("uri").asText()).isPresent()) {
            channel.send(Json.write(message));
        }
    }

    /// What it has open, it has to open again.
    void processGone() {
        begun = false;
        writing = false;
        questions.forget();
        waiting.clear();
        waitingBytes = 0;
        pauseIf(false);
    }

    /// It is gone: the process forgets it.
    void release(@Nullable LanguageProcess process) {
        gone = true;
        if (process == null) {
            return;
        }
        questions.forget().forEach(id -> cancel(id, process));
        for (String name : files.names()) {
            files.close(name);
            ObjectNode params = Json.MAPPER.createObjectNode();
            params.putObject("textDocument").put("uri", FileUri.of(name));
            process.send(Json.notification("textDocument/didClose", params));
        }
        wishes.write(files.closed(), () -> {});
    }

    private void perform(EditorMessage message, @Nullable LanguageProcess process) {
        switch (message) {
            case EditorMessage.Nothing() -> {}
            case EditorMessage.Wake() -> wishes.wake();
            case EditorMessage.Initialize(var id) -> initialize(id);
            case EditorMessage.Refused refusal -> refuse(refusal);
            case EditorMessage.Request(var id, var method, var params) -> {
                if (process == null || !begun) {
                    channel.send(Json.write(Json.error(id, NOT_READY, "The language server is not ready.")));
                } else {
                    Map<String, byte[]> due = READ_THE_DISK.contains(method)
                            ? files.dueForQuestion(asked(params), openedNext())
                            : Map.of();
                    write(due, () -> ask(id, method, params, process), process);
                }
            }
            case EditorMessage.Open(var name, var params) -> {
                if (process != null && begun && files.open(name, text(params))) {
                    write(
                            files.dueForProgram(openedNext()),
                            () -> process.send(Json.notification("textDocument/didOpen", params)),
                            process);
                }
            }
            case EditorMessage.Close(var name, var params) -> {
                if (process != null && begun && files.close(name)) {
                    process.send(Json.notification("textDocument/didClose", params));
                    write(files.dueForProgram(openedNext()), () -> {}, process);
                }
            }
            case EditorMessage.Change(var name, var params) -> {
                if (process != null && begun) {
                    files.change(name, params.path("contentChanges"));
                    process.send(Json.notification("textDocument/didChange", params));
                    wishes.used();
                }
            }
            case EditorMessage.Cancel(var id) -> {
                if (process != null) {
                    questions.find(id).ifPresent(ours -> cancel(ours, process));
                }
            }
        }
    }

    private void initialize(long id) {
        JsonNode offer = wishes.offer();
        begun = offer != null;
        channel.send(Json.write(
                offer == null
                        ? Json.error(id, NOT_READY, "The language server is not ready.")
                        : Json.result(id, offer)));
    }

    private void ask(long id, String method, JsonNode params, LanguageProcess process) {
        OptionalLong ours = questions.ask(id);
        if (ours.isPresent()) {
            process.send(Json.request(ours.getAsLong(), method, params));
        } else {
            channel.send(Json.write(Json.error(id, TOO_MANY, "Too many questions at once.")));
        }
    }

    private void refuse(EditorMessage.Refused refusal) {
        Long id = refusal.id();
        if (id != null) {
            channel.send(Json.write(Json.error(id, refusal.code(), refusal.why())));
        }
        if (refusal.code() != EditorMessage.Refused.NOT_FOUND && ++refused >= MOST_REFUSED) {
            wishes.letGo(this);
        }
    }

    /// What the process is to find on the disk comes first, then the rest.
    private void write(Map<String, byte[]> due, Runnable then, LanguageProcess process) {
        if (due.isEmpty()) {
            then.run();
            return;
        }
        writing = true;
        wishes.write(due, () -> {
            writing = false;
            if (!gone) {
                process.send(changedOnDisk());
                then.run();
                pump(process);
            }
        });
    }

    private Set<String> openedNext() {
        Set<String> names = new HashSet<>();
        for (EditorMessage next : waiting) {
            if (next instanceof EditorMessage.Open(var name, var _) && names.size() < LanguageLimits.FILES) {
                names.add(name);
            }
        }
        return names;
    }

    private static String text(JsonNode params) {
        return params.path("textDocument").path("text").asText();
    }

    private static String asked(JsonNode params) {
        return FileUri.name(params.path("textDocument").path("uri").asText()).orElse("");
    }

    private static ObjectNode changedOnDisk() {
        ObjectNode params = Json.MAPPER.createObjectNode();
        params.putArray("changes")
                .addObject()
                .put("uri", CompilationDatabase.URI)
                .put("type", 2);
        return Json.notification("workspace/didChangeWatchedFiles", params);
    }

    private static void cancel(long id, LanguageProcess process) {
        process.send(Json.notification(
                "$/cancelRequest", Json.MAPPER.createObjectNode().put("id", id)));
    }

    private void pauseIf(boolean now) {
        if (paused != now) {
            paused = now;
            channel.pauseInput(now);
        }
    }
}
