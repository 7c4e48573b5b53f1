import type { Json } from "./http";

/** A version of Swift that the server has. */
export interface Toolchain {
  readonly id: string;
  /** For people, e.g. `Swift 6.0`. */
  readonly label: string;
  /** What a session has that asks for none. */
  readonly isDefault: boolean;
  /** Whether a session can be made with it. */
  readonly available: boolean;
  /** Why not: the server's sentence, in English; or null. */
  readonly reason: string | null;
}

/** Which versions of Swift the server has; empty where it does not say. Does not throw. */
export async function listToolchains(fetcher: typeof fetch = (url) => fetch(url)): Promise<Toolchain[]> {
  try {
    const response = await fetcher("/api/toolchains");
    const body: unknown = response.ok ? await response.json() : [];
    return Array.isArray(body) ? body.flatMap((one) => readToolchain(one)) : [];
  } catch {
    return [];
  }
}

function readToolchain(json: unknown): Toolchain[] {
  if (typeof json !== "object" || json === null) return [];
  const { id, label, available, reason, ...rest } = json as Json;
  if (typeof id !== "string" || typeof label !== "string") return [];
  return [
    {
      id,
      label,
      isDefault: rest["default"] === true || rest["isDefault"] === true,
      available: available !== false,
      reason: typeof reason === "string" ? reason : null,
    },
  ];
}
