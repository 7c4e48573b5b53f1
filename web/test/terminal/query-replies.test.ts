import { describe, expect, it } from "vitest";
import { makeInert } from "../../src/terminal/inert";
import { QueryReplies } from "../../src/terminal/query-replies";
import { WriteQueue } from "../../src/terminal/write-queue";
import { headless, written } from "./headless";

/** What a program can ask, in each notation. */
const QUERIES = {
  DA1: "\x1b[c",
  "DA1 with a parameter": "\x1b[0c",
  "DA1 with C1": "\x9bc",
  DA2: "\x1b[>c",
  DA3: "\x1b[=c",
  "status report": "\x1b[5n",
  "cursor position": "\x1b[6n",
  "cursor position, DEC": "\x1b[?6n",
  "colour scheme": "\x1b[?996n",
  DECRQM: "\x1b[4$p",
  "DECRQM, private": "\x1b[?2004$p",
  XTVERSION: "\x1b[>q",
  "window size": "\x1b[18t",
  "window title": "\x1b[21t",
  "DECRQSS of SGR": "\x1bP$qm\x1b\\",
  "DECRQSS of the margins": "\x1bP$qr\x1b\\",
  XTGETTCAP: "\x1bP+q544e\x1b\\",
  "palette colour": "\x1b]4;1;?\x07",
  foreground: "\x1b]10;?\x07",
  background: "\x1b]11;?\x1b\\",
  "cursor colour": "\x1b]12;?\x07",
  "focus reports": "\x1b[?1004h",
};

function answering(allowed: () => boolean) {
  const terminal = headless();
  const replies: string[] = [];
  const filter = new QueryReplies(terminal, allowed);
  terminal.onData((data) => {
    if (filter.passes(data)) replies.push(data);
  });
  return { terminal, replies };
}

describe("QueryReplies", () => {
  it.each(Object.entries(QUERIES))("does not answer %s where it may not", async (_, query) => {
    const { terminal, replies } = answering(() => false);
    await written(terminal, `before${query}after`);

    expect(replies).toEqual([]);
    expect(terminal.buffer.active.getLine(0)?.translateToString(true)).toBe("beforeafter");
  });

  it("does not answer a query cut into bytes", async () => {
    const { terminal, replies } = answering(() => false);
    for (const byte of new TextEncoder().encode(Object.values(QUERIES).join(""))) {
      await written(terminal, Uint8Array.of(byte));
    }

    expect(replies).toEqual([]);
  });

  it("answers where it may, once", async () => {
    const { terminal, replies } = answering(() => true);
    await written(terminal, "\x1b[6n\x1b[c\x1b[?6n\x1b[?2004$p\x1bP$qr\x1b\\");

    expect(replies).toEqual([
      "\x1b[1;1R",
      "\x1b[?1;2c",
      "\x1b[?1;1R",
      "\x1b[?2004;2$y",
      "\x1bP1$r1;24r\x1b\\",
    ]);
  });

  it("lets keys through all the same, those that look like replies included", () => {
    const { terminal, replies } = answering(() => false);
    terminal.input("x", true);
    terminal.input("\x1b[1;2R", true); // Shift+F3, and a cursor position report too

    expect(replies).toEqual(["x", "\x1b[1;2R"]);
  });

  it("keeps focus reports to itself where it may not answer", () => {
    const { terminal, replies } = answering(() => false);
    terminal.input("\x1b[I", false);
    terminal.input("\x1b[O", false);

    expect(replies).toEqual([]);
  });

  it("lets a program set colours and the scroll region", async () => {
    const { terminal } = answering(() => false);
    await written(terminal, "\x1b]11;rgb:00/00/00\x07\x1b[2;5r\x1b[2;1Hx");

    expect(terminal.buffer.active.getLine(1)?.translateToString(true)).toBe("x");
  });

  it("does not answer a replay, and answers what comes behind it", async () => {
    const terminal = headless();
    const queue = new WriteQueue((bytes, drawn) => terminal.write(bytes, drawn));
    const replies: string[] = [];
    new QueryReplies(terminal, () => !queue.replaying);
    terminal.onData((data) => replies.push(data));
    const bytes = (text: string) => new TextEncoder().encode(text);

    queue.output(bytes("old\x1b[6n"), true, () => undefined);
    queue.output(bytes("\x1b[6n"), true, () => undefined);
    await new Promise<void>((drawn) => queue.output(bytes("\x1b[6n"), false, drawn));

    expect(replies).toEqual(["\x1b[1;4R"]);
  });
});

describe("makeInert", () => {
  it.each([
    ["a title", "\x1b]0;<img src=x>\x07"],
    ["another title", "\x1b]2;title\x1b\\"],
    ["a link", "\x1b]8;;javascript:alert(1)\x07text\x1b]8;;\x07"],
    ["the clipboard", "\x1b]52;c;SGVsbG8=\x07"],
    ["a question for the clipboard", "\x1b]52;c;?\x07"],
    ["a notification", "\x1b]777;notify;a;b\x07"],
    ["an image", "\x1b]1337;File=inline=1:AAAA\x07"],
  ])("swallows %s", async (_, sequence) => {
    const terminal = headless();
    const heard: string[] = [];
    makeInert(terminal);
    terminal.onTitleChange((title) => heard.push(title));
    terminal.onData((data) => heard.push(data));

    await written(terminal, sequence);

    expect(heard).toEqual([]);
    expect(terminal.buffer.active.getLine(0)?.translateToString(true)).toMatch(/^(text)?$/);
  });

  it("recovers from a string that never ends", async () => {
    const terminal = headless();
    makeInert(terminal);
    await written(terminal, `\x1b]52;c;${"A".repeat(11_000_000)}`);
    await written(terminal, "\x1b\\ok");

    expect(terminal.buffer.active.getLine(0)?.translateToString(true)).toMatch(/ok$/);
  });
});
