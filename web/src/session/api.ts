import { type Json, OURS, isProxyAlone, readJson } from "./http";

/** What a session is, before its socket tells more. */
export interface SessionInfo {
  readonly id: string;
  /** For people, e.g. `Swift 6.0`. */
  readonly toolchain: string;
}

const PROBLEMS = [
  "busy",
  "too-many-sessions",
  "engine-away",
  "storage-away",
  "forbidden-origin",
  "unknown-host",
  "unknown-toolchain",
  "toolchain-unavailable",
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
  /** How long the server asks us to wait. */
  readonly retryAfterSeconds: number | null;
}

export type Creation =
  | { readonly kind: "created"; readonly session: SessionInfo }
  | { readonly kind: "refused"; readonly refusal: Refusal };

const UNREACHABLE: Creation = {
  kind: "refused",
  refusal: { problem: "unreachable", detail: null, retryAfterSeconds: null },
};

function readSession(body: Json): SessionInfo | null {
  const { id, toolchain } = body;
  if (typeof id !== "string" || typeof toolchain !== "object" || toolchain === null) return null;
  const { label } = toolchain as Json;
  return typeof label === "string" ? { id, toolchain: label } : null;
}

function readRefusal(body: Json, response: Response): Refusal {
  const { type, detail } = body;
  const problem = PROBLEMS.find((name) => type === PROBLEM_PREFIX + name) ?? "other";
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return {
    problem,
    detail: typeof detail === "string" ? detail : null,
    retryAfterSeconds: seconds >= 0 ? seconds : null,
  };
}

/** The sessions of this browser's owner, over HTTP. No call throws. */
export class SessionsApi {
  readonly #fetch: typeof fetch;

  constructor(fetcher: typeof fetch = (input, init) => fetch(input, init)) {
    this.#fetch = fetcher;
  }

  /**
   * @param from a saved session, to start where it was
   * @param toolchain its id, or null: the server chooses
   */
  async create(from: string | null, toolchain: string | null): Promise<Creation> {
    const headers = { ...OURS, "Content-Type": "application/json" };
    const wanted = JSON.stringify({
      ...(from === null ? {} : { from }),
      ...(toolchain === null ? {} : { toolchain }),
    });
    try {
      const response = await this.#fetch("/api/sessions", { method: "POST", headers, body: wanted });
      const body = await readJson(response);
      const session = response.ok ? readSession(body) : null;
      if (session !== null) return { kind: "created", session };
      return isProxyAlone(response, body)
        ? UNREACHABLE
        : { kind: "refused", refusal: readRefusal(body, response) };
    } catch {
      return UNREACHABLE;
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
