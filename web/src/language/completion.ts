import { type CompletionSource, autocompletion } from "@codemirror/autocomplete";
import { LSPPlugin, serverCompletionSource } from "@codemirror/lsp-client";
import { EditorState, type Extension } from "@codemirror/state";
import { SwiftClient } from "./client";
import { showMarkdown } from "./markdown";

/** The library's source, and documentation as elements. */
const source: CompletionSource = async (context) => {
  const result = await serverCompletionSource(context);
  const client = context.view === undefined ? null : LSPPlugin.get(context.view)?.client;
  if (result === null || !(client instanceof SwiftClient)) return result;
  const documentation = new Map(client.documentation);
  const options = result.options.map((option) => {
    const doc = documentation.get(option.displayLabel ?? option.label);
    if (doc === undefined) return option;
    return {
      ...option,
      info: () => showMarkdown(typeof doc === "string" ? doc : doc.value, context.state),
    };
  });
  return { ...result, options };
};

const data = [{ autocomplete: source }];

/** What can stand at the cursor. */
export const completion: Extension = [autocompletion(), EditorState.languageData.of(() => data)];
