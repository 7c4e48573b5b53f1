package dev.swiftlet.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditorRulesTest {
    private static final String FILE = "file:///tmp/editor/main.swift";

    private static EditorMessage read(String json) {
        return EditorRules.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static EditorMessage ask(String method, String params) {
        return read("{'jsonrpc':'2.0','id':7,'method':'%s','params':%s}".formatted(method, params));
    }

    private static EditorMessage say(String method, String params) {
        return read("{'jsonrpc':'2.0','method':'%s','params':%s}".formatted(method, params));
    }

    @Test
    void questionsAboutOwnFilesMayBeAsked() {
        assertThat(ask("textDocument/hover", "{'textDocument':{'uri':'%s'}}".formatted(FILE)))
                .isInstanceOfSatisfying(EditorMessage.Request.class, request -> {
                    assertThat(request.id()).isEqualTo(7);
                    assertThat(request.method()).isEqualTo("textDocument/hover");
                });
        assertThat(ask("initialize", "{'rootUri':'file:///etc','anything':1}"))
                .isEqualTo(new EditorMessage.Initialize(7));
    }

    @Test
    void filesAreOpenedChangedAndClosed() {
        assertThat(say(
                        "textDocument/didOpen",
                        "{'textDocument':{'uri':'%s','languageId':'swift','version':0,'text':''}}".formatted(FILE)))
                .isInstanceOfSatisfying(
                        EditorMessage.Open.class,
                        open -> assertThat(open.name()).isEqualTo("main.swift"));
        assertThat(say(
                        "textDocument/didChange",
                        "{'textDocument':{'uri':'%s','version':1},'contentChanges':[]}".formatted(FILE)))
                .isInstanceOf(EditorMessage.Change.class);
        assertThat(say("textDocument/didClose", "{'textDocument':{'uri':'%s'}}".formatted(FILE)))
                .isInstanceOf(EditorMessage.Close.class);
        assertThat(say("$/cancelRequest", "{'id':3}")).isEqualTo(new EditorMessage.Cancel(3));
        assertThat(say("swiftlet/wake", "{}")).isEqualTo(new EditorMessage.Wake());
    }

    @Test
    void whatIsInATextIsNoAddress() {
        assertThat(say(
                        "textDocument/didOpen",
                        "{'textDocument':{'uri':'%s','languageId':'swift','version':0,'text':'file:///etc/passwd'}}"
                                .formatted(FILE)))
                .isInstanceOf(EditorMessage.Open.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workspace/executeCommand",
                "workspace/didChangeConfiguration",
                "workspace/didChangeWorkspaceFolders",
                "workspace/symbol",
                "workspace/triggerReindex",
                "textDocument/onTypeFormatting",
                "shutdown",
                "sourcekit-lsp/anything",
            })
    void nothingElseMayBeAsked(String method) {
        assertThat(ask(method, "{}")).isInstanceOfSatisfying(EditorMessage.Refused.class, refused -> {
            assertThat(refused.id()).isEqualTo(7);
            assertThat(refused.code()).isEqualTo(EditorMessage.Refused.NOT_FOUND);
        });
        assertThat(say(method, "{}")).isInstanceOf(EditorMessage.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "file:///tmp/editor/",
                "file:///tmp/editor/.swift",
                "file:///tmp/editor/../main.swift",
                "file:///tmp/editor/%2e%2e%2fmain.swift",
                "file:///tmp/editor/a/b.swift",
                "file:///tmp/editor/a%2Fb.swift",
                "file:///tmp/editor/a%00.swift",
                "file:///tmp/editor/%ff.swift",
                "file:///tmp/editor/compile_commands.json",
                "file:///tmp/editor/x.c",
                "file:///tmp/editor/main.swift?x",
                "file:///tmp/editor/main.swift#x",
                "FILE:///tmp/editor/main.swift",
                "sourcekit-lsp://main.swift",
                "",
            })
    void otherFilesCannotBeNamed(String uri) {
        assertThat(FileUri.name(uri)).isEmpty();
        for (String field : new String[] {"uri", "targetUri", "URI", "path", "rootPath"}) {
            assertThat(ask("textDocument/hover", "{'deep':[{'%s':'%s'}]}".formatted(field, uri)))
                    .isInstanceOf(EditorMessage.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.swift", "鳥 & 花.swift", "a+b%20.swift", "-Xlinker.swift", "@x.swift"})
    void namesSurviveTheirWay(String name) {
        assertThat(FileUri.name(FileUri.of(name))).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{'jsonrpc':'2.0'}",
                "{'id':-1,'method':'textDocument/hover'}",
                "{'id':'x','method':'textDocument/hover'}",
                "{'id':1.5,'method':'textDocument/hover'}",
                "{'id':1,'id':2,'method':'textDocument/hover'}",
                "{'method':'textDocument/didOpen'}",
                "{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file:///tmp/editor/a.swift',"
                        + "'languageId':'c','version':1,'text':''}}}",
                "{'method':7}",
            })
    void whatIsNoMessageIsRefused(String json) {
        assertThat(read(json)).isInstanceOf(EditorMessage.Refused.class);
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        assertThat(read("[".repeat(5000))).isInstanceOf(EditorMessage.Refused.class);
    }

    @Test
    void answersNeedNothingDone() {
        assertThat(read("{'id':1,'result':null}")).isEqualTo(new EditorMessage.Nothing());
    }
}
