package dev.swiftlet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Somebody writes more than a line.
@QuarkusTest
@TestProfile(WithPage.class)
class EditorBrowserIT extends BrowserStory {
    private static final String GRADE = """
            func grade(_ n: Int) -> String {
                if n > 1 {
                    return "many"
                }
                else {
                    return "one"
                }
            }

            print([1, 2].map(grade).joined(separator: "+"))
            """;

    @Test
    void sendsAllAsOneEntry() {
        ReplPage repl = visit();
        repl.write(GRADE).click("send-all").awaitText("\none+many\n").awaitRepl("ready");

        repl.type("grade(3)\n").awaitText("$R0: String = \"many\"");
    }

    @Test
    void sendsTheSelectionOrTheLine() {
        ReplPage repl = visit();
        repl.write("let a = 1\nlet b = 2\nlet c = 3");
        repl.press("Control+Home").press("Shift+ArrowDown").click("send-selection");
        repl.awaitText("\na: Int = 1").awaitPrompt(2);

        // The click left the cursor in the editor, after the first line.
        repl.press("Home").press("Shift+Enter").awaitText("\nb: Int = 2").awaitPrompt(3);
        repl.press("Shift+Enter").awaitText("\nc: Int = 3").awaitPrompt(4);
    }

    @Test
    void textSurvivesAReload() {
        ReplPage repl = visit();
        repl.write("// 我的 code 🐦\nlet kept = true");

        repl.page().reload();
        repl.page().waitForSelector(".cm-content");
        assertThat(repl.code()).isEqualTo("// 我的 code 🐦\nlet kept = true");
    }

    @Test
    void opensAndDownloadsAFile() throws IOException {
        ReplPage repl = visit();
        byte[] file = "let greeting = \"Grüße\"\n".getBytes(StandardCharsets.UTF_8);
        FileChooser chooser = repl.page().waitForFileChooser(() -> repl.click("open"));
        chooser.setFiles(new FilePayload("greeting.swift", "text/x-swift", file));
        repl.page().waitForSelector(".cm-line:has-text('Grüße')");

        Download download = repl.page().waitForDownload(() -> repl.click("download"));
        assertThat(download.suggestedFilename()).isEqualTo("main.swift");
        assertThat(Files.readAllBytes(download.path())).isEqualTo(file);
    }
}
