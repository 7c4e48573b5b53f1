/** What a session is, before its socket tells more. */
export interface SessionInfo {
  readonly id: string;
  /** For people, e.g. `Swift 6.0`. */
  readonly toolchain: string;
}

const PROBLEMS = [
  "busy",
  "engine-away",
  "forbidden-origin",
  "unknown-host",
  "unknown-toolchain",
  "missing-header",
  "bad-request",
  "not-found",
  "too-large",
] as const;
const PROBLEM_PREFIX = "urn:swiftlet:problem:";

/** Why there is no session: what the server says, or that it says nothing. */
export interface Refusal {
  readonly problem: (typeof PROBLEMS)[number] | "unreachable" | "other";
  /** The server's sentence, in English, where it sent one. */
  readonly detail: string | null;
}

export type Creation =
  | { readonly kind: "created"; readonly session: SessionInfo }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The header that a form on another site cannot send. */
const OURS = { "X-Swiftlet": "1" };

type Json = Readonly<Record<string, unknown>>;

async function readJson(response: Response): Promise<Json> {
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null ? (body as Json) : {};
  } catch {
    return {};
  }
}

function readSession(body: Json): SessionInfo | null {
  const { id, toolchain } = body;
  if (typeof id !== "string" || typeof toolchain !== "object" || toolchain === null) return null;
  const { label } = toolchain as Json;
  return typeof label === "string" ? { id, toolchain: label } : null;
}

function readRefusal(body: Json): Refusal {
  const { type, detail } = body;
  const problem = PROBLEMS.find((name) => type === PROBLEM_PREFIX + name) ?? "other";
  return { problem, detail: typeof detail === "string" ? detail : null };
}

/** The sessions of this browser's owner, over HTTP. No call throws. */
export class SessionsApi {
  readonly #fetch: typeof fetch;

  constructor(fetcher: typeof fetch = (input, init) => fetch(input, init)) {
    this.#fetch = fetcher;
  }

  async create(): Promise<Creation> {
    const headers = { ...OURS, "Content-Type": "application/json" };
    const unreachable: Creation = { kind: "refused", refusal: { problem: "unreachable", detail: null } };
    try {
      const response = await this.#fetch("/api/sessions", { method: "POST", headers, body: "{}" });
      const body = await readJson(response);
      const session = response.ok ? readSession(body) : null;
      if (session !== null) return { kind: "created", session };
      // A proxy without a server behind it answers too, but not with a problem of ours.
      if (response.status >= 502 && typeof body["type"] !== "string") return unreachable;
      return { kind: "refused", refusal: readRefusal(body) };
    } catch {
      return unreachable;
    }
  }

  /** Whether the session is there and ours; `unknown` where the server does not say. */
  async exists(id: string): Promise<boolean | "unknown"> {
    try {
      const response = await this.#fetch(`/api/sessions/${encodeURIComponent(id)}`);
      if (response.ok) return true;
      return response.status === 404 ? false : "unknown";
    } catch {
      return "unknown";
    }
  }

  /** Ends the session. Whether it worked shows in the session's own end, or in its reaping. */
  async end(id: string): Promise<void> {
    try {
      await this.#fetch(`/api/sessions/${encodeURIComponent(id)}`, { method: "DELETE", headers: OURS });
    } catch {
      // It will be reaped.
    }
  }
}
