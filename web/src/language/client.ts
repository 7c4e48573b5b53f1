import { LSPClient } from "@codemirror/lsp-client";
import type {
  CompletionItem,
  CompletionList,
  MarkupContent,
  SignatureHelp,
} from "vscode-languageserver-protocol";

export type Documentation = string | MarkupContent;

/**
 * The library's client, which would show documentation as HTML. The page takes no HTML from anybody (its CSP has no
 * Trusted Types), so documentation is taken out of the answers and shown by `showMarkdown`.
 */
export class SwiftClient extends LSPClient {
  /** Of the last answer, by label. */
  readonly documentation = new Map<string, Documentation>();

  // As the library declares it.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  override async request<Params, Result>(method: string, params: Params): Promise<Result> {
    const result = await super.request<Params, Result>(method, params);
    if (method === "textDocument/completion") this.#keepDocumentation(result as CompletionList | null);
    if (method === "textDocument/signatureHelp") dropDocumentation(result as SignatureHelp | null);
    return result;
  }

  #keepDocumentation(result: CompletionList | CompletionItem[] | null): void {
    this.documentation.clear();
    for (const item of Array.isArray(result) ? result : (result?.items ?? [])) {
      if (item.documentation !== undefined) this.documentation.set(item.label, item.documentation);
      delete item.documentation;
    }
  }
}

function dropDocumentation(result: SignatureHelp | null): void {
  for (const signature of result?.signatures ?? []) delete signature.documentation;
}
