import { describe, expect, it } from "vitest";
import { bufferText } from "../../src/terminal/buffer-text";
import { modesReset } from "../../src/terminal/reset";
import { WriteQueue } from "../../src/terminal/write-queue";
import { headless, written } from "./headless";

const bytes = (text: string) => new TextEncoder().encode(text);
const SCREEN =
  "one \x1b[31mröd\x1b[0m 你好 👋\r\n\x1b]0;title\x07\x1b[2;10Htwo\x1b[?25l\x1b7\x1b[5;1Hthree\x1b8!";

describe("output cut anywhere", () => {
  it("draws the same screen as uncut output, at every byte", async () => {
    const whole = headless();
    await written(whole, bytes(SCREEN));
    const all = bytes(SCREEN);
    for (let cut = 0; cut <= all.length; cut++) {
      const terminal = headless();
      await written(terminal, all.slice(0, cut));
      await written(terminal, all.slice(cut));

      expect(bufferText(terminal.buffer.active), `cut at ${cut}`).toBe(bufferText(whole.buffer.active));
      expect(terminal.buffer.active.cursorX).toBe(whole.buffer.active.cursorX);
    }
  });

  it("is forgotten by a reset, at every byte", async () => {
    const all = bytes(`${SCREEN}\x1bP$q`);
    for (let cut = 0; cut <= all.length; cut++) {
      const terminal = headless();
      const queue = new WriteQueue((output, drawn) => terminal.write(output, drawn));
      queue.output(all.slice(0, cut), false, () => undefined);
      queue.reset();
      await new Promise<void>((drawn) => queue.output(bytes("new é"), true, drawn));

      expect(bufferText(terminal.buffer.active), `cut at ${cut}`).toBe("new é");
    }
  });
});

describe("modesReset", () => {
  it("brings back a terminal that a program left in disorder, and keeps the text", async () => {
    const terminal = headless();
    await written(
      terminal,
      "kept\r\n\x1b[?1000h\x1b[?2004h\x1b[?1h\x1b[3;4r\x1b(0\x1b[7m\x1b[?25l\x1b[4h\x1b[?7l\x1b]52;c;",
    );
    await written(terminal, modesReset(false));
    await written(terminal, "\r\nq");

    expect(terminal.modes.mouseTrackingMode).toBe("none");
    expect(terminal.modes.bracketedPasteMode).toBe(false);
    expect(terminal.modes.applicationCursorKeysMode).toBe(false);
    expect(terminal.modes.insertMode).toBe(false);
    expect(terminal.modes.wraparoundMode).toBe(true);
    expect(bufferText(terminal.buffer.active)).toMatch(/^kept\n+q$/);
  });

  it("leaves the alternate screen", async () => {
    const terminal = headless();
    await written(terminal, "kept\x1b[?1049hgone");
    await written(terminal, modesReset(terminal.buffer.active.type === "alternate"));

    expect(bufferText(terminal.buffer.active)).toBe("kept");
  });
});

describe("bufferText", () => {
  it("joins wrapped lines and reaches into the scrollback", async () => {
    const terminal = headless(20, 5);
    await written(terminal, `${"x".repeat(50)}\r\n${"line\r\n".repeat(10)}end`);

    expect(bufferText(terminal.buffer.active)).toBe(`${"x".repeat(50)}\n${"line\n".repeat(10)}end`);
  });
});
