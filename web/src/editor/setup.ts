import { historyField, indentWithTab } from "@codemirror/commands";
import { StreamLanguage, indentUnit } from "@codemirror/language";
import { swift } from "@codemirror/legacy-modes/mode/swift";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, type KeyBinding, keymap } from "@codemirror/view";
import { basicSetup } from "codemirror";
import type { Command } from "../commands/command";
import { editorKeys } from "../commands/keys";
import { messages } from "../messages";
import { editorLook } from "./look";
import { replaceInput } from "./replace-input";

/** What a file of the editor is made of, whatever else is said about it. @param former whose history it takes over */
export function fileSetup(name: string, commands: readonly Command[], former?: EditorState): Extension {
  return [
    Prec.highest(keymap.of(commands.flatMap((command) => bindings(command)))),
    former === undefined ? [] : historyField.init(() => former.field(historyField)),
    basicSetup,
    replaceInput,
    keymap.of([indentWithTab]),
    StreamLanguage.define(swift),
    indentUnit.of("    "),
    editorLook,
    EditorState.phrases.of(messages.editorPhrases),
    EditorView.contentAttributes.of({
      "aria-label": messages.editorLabel(name),
      tabindex: "0",
      "data-gramm": "false",
    }),
  ];
}

function bindings({ keys = [], keysIn, run }: Command): KeyBinding[] {
  if (keysIn !== "editor") return [];
  const pressed = () => {
    run();
    return true;
  };
  return keys.map((one) => ({ key: editorKeys(one), run: pressed }));
}
