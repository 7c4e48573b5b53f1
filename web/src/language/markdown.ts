import { StreamLanguage, highlightingFor } from "@codemirror/language";
import { swift } from "@codemirror/legacy-modes/mode/swift";
import type { EditorState } from "@codemirror/state";
import { highlightCode } from "@lezer/highlight";
import { element } from "../ui/dom";

const language = StreamLanguage.define(swift);
/** More is nothing to read in a bubble. In characters. */
const MOST = 20_000;

/** Shows the Markdown of a language server as elements: text stays text, whatever is in it. */
export function showMarkdown(text: string, state: EditorState): HTMLElement {
  const shown = element("div", { class: "language-doc" });
  let paragraph: string[] = [];
  let code: string[] | null = null;
  const flush = () => {
    if (paragraph.length > 0) shown.append(inline("p", paragraph.join(" ")));
    paragraph = [];
  };
  for (const line of text.slice(0, MOST).split("\n")) {
    if (line.trimStart().startsWith("```")) {
      flush();
      if (code !== null) shown.append(codeBlock(code.join("\n"), state));
      code = code === null ? [] : null;
    } else if (code !== null) code.push(line);
    else if (line.trim() === "") flush();
    else if (/^-{3,}$/.test(line.trim())) {
      flush();
      shown.append(element("hr"));
    } else if (/^#{1,6} /.test(line)) {
      flush();
      shown.append(inline("strong", line.replace(/^#+ /, "")));
    } else if (/^\s*[-*] /.test(line)) {
      flush();
      paragraph.push(line.replace(/^\s*[-*] /, "• "));
    } else paragraph.push(line.trim());
  }
  if (code !== null && code.length > 0) shown.append(codeBlock(code.join("\n"), state));
  flush();
  return shown;
}

/** Swift code, in the editor's colours. */
function codeBlock(text: string, state: EditorState): HTMLElement {
  const block = element("pre");
  const code = text.trim();
  highlightCode(
    code,
    language.parser.parse(code),
    { style: (tags) => highlightingFor(state, tags) },
    (piece, classes) => block.append(classes ? element("span", { class: classes }, piece) : piece),
    () => block.append("\n"),
  );
  return block;
}

function inline(tag: "p" | "strong", text: string): HTMLElement {
  const shown = element(tag);
  for (const piece of text.split(/(`[^`]+`|\*\*[^*]+\*\*)/)) {
    if (piece.startsWith("`") && piece.length > 2) shown.append(element("code", {}, piece.slice(1, -1)));
    else if (piece.startsWith("**") && piece.length > 4)
      shown.append(element("strong", {}, piece.slice(2, -2)));
    else shown.append(piece.replace(/\[([^\]]+)\]\([^)]*\)/g, "$1"));
  }
  return shown;
}
