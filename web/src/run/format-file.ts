import type { EditorView } from "@codemirror/view";
import { messages } from "../messages";
import type { RunsApi } from "./api";
import { refusalText } from "./verdict-texts";

/** What becomes of a text, so that the rest of it stays as it is: undo history, marks, what is folded. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Lays out the file as swift-format does, in one step of undo. The cursor stays with its word. */
export async function formatFile(
  view: EditorView,
  api: Pick<RunsApi, "format">,
  toolchain: string | null,
  say: (text: string) => void,
): Promise<void> {
  const before = view.state.doc;
  const text = before.toString();
  const answer = await api.format(text, toolchain);
  const { notFormatted, formatChanged, formatted, formattedAlready } = messages.runs;
  if (answer.kind === "refused") say(`${notFormatted}: ${refusalText(answer.refusal)}`);
  else if (!view.state.doc.eq(before)) say(formatChanged);
  else if (answer.text === text) say(formattedAlready);
  else {
    const { anchor, head } = view.state.selection.main;
    view.dispatch({
      changes: replacement(text, answer.text),
      selection: {
        anchor: samePlace(text, anchor, answer.text),
        head: samePlace(text, head, answer.text),
      },
      userEvent: "input.format",
      scrollIntoView: true,
    });
    say(formatted);
  }
}

/** The one change that makes the other text of this one. */
export function replacement(before: string, after: string): Replacement {
  let from = 0;
  const shorter = Math.min(before.length, after.length);
  while (from < shorter && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

/** Where a place of a text is in the same text with other blanks. */
export function samePlace(before: string, at: number, after: string): number {
  const passed = before.slice(0, at).replaceAll(/\s/g, "").length;
  // At the beginning of a word it stays before the word, else behind what was passed.
  const ahead =
    at < before.length && /\S/.test(before[at] ?? "") && (at === 0 || /\s/.test(before[at - 1] ?? ""));
  let seen = 0;
  for (let place = 0; place < after.length; place++) {
    if (seen === passed && !ahead) return place;
    if (/\S/.test(after[place] ?? "")) {
      if (seen === passed) return place;
      seen += 1;
    }
  }
  return after.length;
}
