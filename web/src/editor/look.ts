import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colour = (name: string) => `var(--code-${name})`;

const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "14px", color: "var(--text)", backgroundColor: "var(--surface)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    fontVariantLigatures: "none",
    lineHeight: "1.5",
    overscrollBehavior: "contain",
  },
  ".cm-content": { caretColor: "var(--accent)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    backgroundColor: "var(--surface)",
    color: "var(--muted)",
    border: "none",
    paddingLeft: "8px",
  },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--text)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--match)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--match)",
    outline: "1px solid var(--border-strong)",
  },
  ".cm-panels": { backgroundColor: "var(--chrome)", color: "var(--text)", borderColor: "var(--border)" },
  ".cm-tooltip": { backgroundColor: "var(--chrome)", color: "var(--text)", borderColor: "var(--border)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--selection)",
    color: "var(--text)",
  },
  ".cm-textfield": {
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    borderColor: "var(--border-strong)",
  },
  ".cm-button": { backgroundColor: "var(--surface)", backgroundImage: "none", color: "var(--text)" },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--line)",
    color: "var(--muted)",
    borderColor: "var(--border)",
  },
});

const highlights = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.atom, tags.bool, tags.self], color: colour("keyword") },
  { tag: [tags.string, tags.special(tags.string), tags.character], color: colour("string") },
  { tag: [tags.number, tags.literal], color: colour("number") },
  { tag: [tags.typeName, tags.className, tags.standard(tags.variableName)], color: colour("type") },
  { tag: [tags.definition(tags.variableName), tags.function(tags.variableName)], color: colour("name") },
  { tag: [tags.meta, tags.annotation, tags.processingInstruction], color: colour("attribute") },
  { tag: tags.comment, color: colour("comment"), fontStyle: "italic" },
  { tag: tags.invalid, color: colour("invalid") },
]);

/** How code looks, in the colours of `styles/theme.css`. */
export const editorLook: Extension = [theme, syntaxHighlighting(highlights)];
