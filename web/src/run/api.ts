import type { Files, WrongName } from "../editor/file-set";
import type { TerminalSize } from "../protocol/messages.gen";
import { type Json, OURS, isProxyAlone, readJson } from "../session/http";
import type { RunMode } from "./events";

/** Why nothing was run, or formatted. */
export interface RunRefusal {
  /** The last part of the problem's type, `unreachable`, or `other`. */
  readonly problem: string;
  /** The server's sentence, in English, or null. */
  readonly detail: string | null;
  /** What of the request it is about, e.g. `files.a b.swift`, or null. */
  readonly field: string | null;
  /** Whose name is none that can be run, as the page found before it asked. */
  readonly name?: WrongName;
}

export type Started =
  | { readonly kind: "started"; readonly id: string }
  | { readonly kind: "refused"; readonly refusal: RunRefusal };
export type FormatAnswer =
  | { readonly kind: "formatted"; readonly text: string }
  | { readonly kind: "refused"; readonly refusal: RunRefusal };

/** A session's run. */
export interface RunInfo {
  readonly id: string;
  readonly over: boolean;
  readonly mode: RunMode | null;
}

const UNREACHABLE: RunRefusal = { problem: "unreachable", detail: null, field: null };
const PROBLEM = /^urn:swiftlet:problem:(.+)$/;
const MODES: readonly RunMode[] = ["run", "check", "results"];

/** Runs of this browser's sessions, and formatting, over HTTP. No call throws. */
export class RunsApi {
  readonly #fetch: typeof fetch;

  constructor(fetcher: typeof fetch = (input, init) => fetch(input, init)) {
    this.#fetch = fetcher;
  }

  async start(session: string, files: Files, mode: RunMode, size: TerminalSize): Promise<Started> {
    const answer = await this.#post(pathOf(session), { files: Object.fromEntries(files), mode, size });
    if ("refusal" in answer) return { kind: "refused", refusal: answer.refusal };
    const { id } = answer.body;
    return typeof id === "string"
      ? { kind: "started", id }
      : { kind: "refused", refusal: { ...UNREACHABLE, problem: "other" } };
  }

  /** The run that a session has, or had last; null: none, or the server does not say. */
  async find(session: string): Promise<RunInfo | null> {
    try {
      const response = await this.#fetch(pathOf(session));
      if (!response.ok) return null;
      const { id, over, mode } = await readJson(response);
      if (typeof id !== "string" || id === "") return null;
      return { id, over: over === true, mode: MODES.find((one) => one === mode) ?? null };
    } catch {
      return null;
    }
  }

  /** Whether the session's run is this one; `unknown` where the server does not say. */
  async exists(session: string, run: string): Promise<boolean | "unknown"> {
    try {
      const response = await this.#fetch(pathOf(session));
      if (response.status === 404 || response.status === 204) return false;
      return response.ok ? (await readJson(response))["id"] === run : "unknown";
    } catch {
      return "unknown";
    }
  }

  /** @param toolchain its id, or null: the usual one */
  async format(source: string, toolchain: string | null): Promise<FormatAnswer> {
    const asked = { source, ...(toolchain === null ? {} : { toolchain }) };
    const answer = await this.#post("/api/format", asked);
    if ("refusal" in answer) return { kind: "refused", refusal: answer.refusal };
    const { text } = answer.body;
    return typeof text === "string"
      ? { kind: "formatted", text }
      : { kind: "refused", refusal: { ...UNREACHABLE, problem: "other" } };
  }

  async #post(path: string, asked: unknown): Promise<{ body: Json } | { refusal: RunRefusal }> {
    const headers = { ...OURS, "Content-Type": "application/json", Accept: "application/json" };
    try {
      const response = await this.#fetch(path, { method: "POST", headers, body: JSON.stringify(asked) });
      const body = await readJson(response);
      if (response.ok) return { body };
      return { refusal: isProxyAlone(response, body) ? UNREACHABLE : readRefusal(body) };
    } catch {
      return { refusal: UNREACHABLE };
    }
  }
}

const pathOf = (session: string) => `/api/sessions/${encodeURIComponent(session)}/runs`;

function readRefusal({ type, detail, field }: Json): RunRefusal {
  return {
    problem: PROBLEM.exec(typeof type === "string" ? type : "")?.[1] ?? "other",
    detail: typeof detail === "string" ? detail : null,
    field: typeof field === "string" ? field : null,
  };
}
