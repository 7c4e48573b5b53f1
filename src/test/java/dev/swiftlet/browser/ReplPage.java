package dev.swiftlet.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;

/// The page as a person sees and uses it. What it waits for is on the page; nothing here sleeps.
final class ReplPage {
    private final Page page;

    ReplPage(Page page) {
        this.page = page;
    }

    Page page() {
        return page;
    }

    /// By its `data-testid`.
    Locator part(String testId) {
        return page.getByTestId(testId);
    }

    ReplPage click(String testId) {
        part(testId).click();
        return this;
    }

    /// Types at the terminal, key by key.
    ReplPage type(String keys) {
        page.getByTestId("terminal").locator(".xterm-helper-textarea").focus();
        page.keyboard().type(keys);
        return this;
    }

    ReplPage press(String key) {
        page.keyboard().press(key);
        return this;
    }

    /// Does what the palette has under this id.
    ReplPage command(String id) {
        press("F1");
        return click("do-" + id);
    }

    /// Waits until the REPL is in this state, by the status bar.
    ReplPage awaitRepl(String state) {
        page.waitForSelector("[data-testid=status-repl][data-state=%s]".formatted(state));
        return this;
    }

    ReplPage awaitConnection(String phase) {
        page.waitForSelector("[data-testid=status-connection][data-phase=%s]".formatted(phase));
        return this;
    }

    /// Waits until this prompt is the last thing in the terminal.
    ReplPage awaitPrompt(int line) {
        awaitRepl("ready");
        return awaitTerminal("(text, line) => text.endsWith(' ' + line + '>')", line);
    }

    /// Waits until the terminal holds this text, its scrollback included.
    ReplPage awaitText(String wanted) {
        return awaitTerminal("(text, wanted) => text.includes(wanted)", wanted);
    }

    /// Waits until the program's terminal holds this text.
    ReplPage awaitRun(String wanted) {
        page.waitForFunction("(wanted) => (window.swiftletRunText?.() ?? '').includes(wanted.trimEnd())", wanted);
        return this;
    }

    /// Shows one of the terminal's views, on a wide page.
    ReplPage view(String name) {
        part("view-" + name).click();
        return this;
    }

    /// Waits until the terminal holds nothing but this.
    ReplPage awaitSameText(String wanted) {
        return awaitTerminal("(text, wanted) => text === wanted", wanted);
    }

    String text() {
        return (String) page.evaluate("() => window.swiftletTerminalText()");
    }

    /// Of the next byte of output.
    long offset() {
        return ((Number) page.evaluate("() => window.swiftletOffset()")).longValue();
    }

    /// Fails the connection as a network would, and tells what the terminal held then.
    String dropConnection() {
        return (String) page.evaluate(
                "() => { const text = window.swiftletTerminalText(); window.swiftletDropConnection(); return text; }");
    }

    String session() {
        return (String) page.evaluate("() => sessionStorage.getItem('swiftlet.session')");
    }

    /// Replaces the text of the editor.
    ReplPage write(String code) {
        Locator content = page.locator(".cm-content");
        content.click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText(code);
        return this;
    }

    /// The text of the editor, line by line as it is shown.
    String code() {
        return String.join("\n", page.locator(".cm-line").allInnerTexts());
    }

    private ReplPage awaitTerminal(String condition, Object argument) {
        try {
            page.waitForFunction(
                    "(argument) => (%s)(window.swiftletTerminalText?.() ?? '', argument)".formatted(condition),
                    argument);
        } catch (TimeoutError e) {
            throw new AssertionError("not on the screen: %s%n%s".formatted(argument, text()), e);
        }
        return this;
    }
}
