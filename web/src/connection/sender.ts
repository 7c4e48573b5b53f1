const RANDOM_BYTES = 16;

/** A name for what this page sends: 22 characters of base64url, never the same twice. */
export function newSender(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
