/** The header that a form on another site cannot send. */
export const OURS = { "X-Swiftlet": "1" };

export type Json = Readonly<Record<string, unknown>>;

/** The body as a JSON object; empty where it is none. */
export async function readJson(response: Response): Promise<Json> {
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null ? (body as Json) : {};
  } catch {
    return {};
  }
}

/** A proxy without a server behind it answers too, but not with a problem of ours. */
export function isProxyAlone(response: Response, body: Json): boolean {
  return response.status >= 502 && typeof body["type"] !== "string";
}
