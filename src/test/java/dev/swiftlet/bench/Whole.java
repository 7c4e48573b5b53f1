package dev.swiftlet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The memory of one session in which everything runs at once: its REPL, the language server, and a program.
final class Whole implements Scenario {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SOURCE = "import Foundation\\nlet names = [3, 1, 2].sorted()\\nprint(names)\\n";
    private static final String FILE = "file:///tmp/editor/main.swift";

    @Override
    public String name() {
        return "whole";
    }

    @Override
    public String about() {
        return "memory of a session with REPL, language server and a run at once";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        Server server = stage.server(ServerSetup.SHIPPED.withoutPools());
        Meter prompt = meter(stage, "a REPL at its prompt");
        Meter foundation = meter(stage, "and Foundation imported");
        Meter language = meter(stage, "and a language server");
        Meter run = meter(stage, "and a program that runs");
        Meter peak = meter(stage, "the most at any moment");
        for (int round = 0; round < stage.times(3, 1); round++) {
            String session = server.createSession();
            try (Repl repl = new Repl(server.join(session, 0).endingIt(() -> server.endSession(session)))) {
                repl.awaitPrompt(1);
                String container = container(stage, server);
                prompt.add(Figure.OURS, Proc.memoryMiB(container));
                repl.enter("import Foundation");
                repl.enter("Date()");
                foundation.add(Figure.OURS, Proc.memoryMiB(container));
                try (WebSocketLink editor = edit(server, session)) {
                    language.add(Figure.OURS, Proc.memoryMiB(container));
                    run(stage, server, session);
                    run.add(Figure.OURS, Proc.memoryMiB(container));
                    peak.add(Figure.OURS, Proc.peakMiB(container));
                    editor.interrupt();
                }
            }
        }
        List.of(prompt, foundation, language, run, peak).forEach(stage::show);
    }

    private static Meter meter(Stage stage, String name) {
        return stage.meter(name, "MiB", Better.LOWER);
    }

    private static String container(Stage stage, Server server) throws IOException {
        return stage.containers()
                .engine()
                .labelled("instance=" + server.instance())
                .getFirst();
    }

    /// Opens a file, and asks until everything is loaded that completion needs.
    private static WebSocketLink edit(Server server, String session) throws IOException {
        WebSocketLink editor = new WebSocketLink(server.socket("/ws/sessions/" + session + "/language", 0));
        editor.within(TimeUnit.SECONDS.toNanos(180));
        editor.awaitMessage("\"ready\"");
        editor.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}");
        editor.awaitMessage("\"id\":1");
        editor.send("{\"jsonrpc\":\"2.0\",\"method\":\"initialized\",\"params\":{}}");
        editor.send("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\""
                + FILE + "\",\"languageId\":\"swift\",\"version\":0,\"text\":\"" + SOURCE + "\"}}}");
        String at =
                "\"params\":{\"textDocument\":{\"uri\":\"" + FILE + "\"},\"position\":{\"line\":2,\"character\":11}}}";
        editor.send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/hover\"," + at);
        editor.awaitMessage("\"id\":2");
        editor.send("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"textDocument/completion\"," + at);
        editor.awaitMessage("\"id\":3");
        return editor;
    }

    /// Starts a program that waits once it has printed, and waits until it has.
    private static void run(Stage stage, Server server, String session) throws IOException {
        String source = "import Foundation\nprint(\"it\", \"runs\", separator: \"-\")\nsleep(20)\n";
        String body = MAPPER.writeValueAsString(Map.of("source", source, "size", Map.of("cols", 100, "rows", 30)));
        String id = MAPPER.readTree(server.post("/api/sessions/" + session + "/runs", body)
                        .expect(201)
                        .body())
                .path("id")
                .asText();
        try (Repl run = new Repl(server.join(session + "/runs/" + id, 0))) {
            run.awaitText("it-runs");
            stage.pause(200);
        }
    }
}
