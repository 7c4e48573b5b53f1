import { type Files, readFiles } from "../editor/file-set";
import { readCloseReason } from "../protocol/decode";
import { OURS, readJson } from "./http";
import type { EndReason } from "./page-state";

/** What the server keeps of a session that is over: why it ended; `none`; or `unknown`: it does not say. */
export type Saved = { readonly reason: EndReason } | "none" | "unknown";

/** What became of files sent to be kept. `gone`: its session is over. `failed`: it may be tried again. */
export type Kept = "kept" | "too-large" | "refused" | "gone" | "failed";

/** What the server keeps beyond a session's life, over HTTP. No call throws. */
export class SavedApi {
  readonly #fetch: typeof fetch;

  constructor(fetcher: typeof fetch = (input, init) => fetch(input, init)) {
    this.#fetch = fetcher;
  }

  /** Whether the session is over and can be started again. */
  async find(id: string): Promise<Saved> {
    try {
      const response = await this.#fetch(`/api/saved/${encodeURIComponent(id)}`);
      if (response.status === 404) return "none";
      if (!response.ok) return "unknown";
      const { reason } = await readJson(response);
      return { reason: readCloseReason(reason) ?? "vanished" };
    } catch {
      return "unknown";
    }
  }

  /** The editor's files that were kept with a session, or null. */
  async files(id: string): Promise<Files | null> {
    try {
      const response = await this.#fetch(filesOf(id));
      if (!response.ok) return null;
      const { files } = await readJson(response);
      return readFiles(files);
    } catch {
      return null;
    }
  }

  /** @param leaving the page may be gone before the answer comes */
  async keep(id: string, files: Files, leaving: boolean): Promise<Kept> {
    const headers = { ...OURS, "Content-Type": "application/json" };
    const body = JSON.stringify({ files: Object.fromEntries(files) });
    try {
      const response = await this.#fetch(filesOf(id), { method: "PUT", headers, body, keepalive: leaving });
      if (response.ok) return "kept";
      if (response.status === 413) return "too-large";
      if (response.status === 404) return "gone";
      return response.status >= 400 && response.status < 429 ? "refused" : "failed";
    } catch {
      return "failed";
    }
  }
}

/** Where the server has what a saved session's terminal showed. */
export const transcriptOf = (id: string) => `/api/saved/${encodeURIComponent(id)}/transcript`;

const filesOf = (id: string) => `/api/sessions/${encodeURIComponent(id)}/files`;
