/** The version of the wire that this page speaks. */
const SUBPROTOCOL = "swiftlet.v1";

/** When the network or the page may be back. */
export const wakeups = [
  [window, "online"],
  [window, "pageshow"],
  [document, "visibilitychange"],
] as const;

/** A new WebSocket to a session of the server that the page came from. */
export function openSocket(session: string): WebSocket {
  return open(`/ws/sessions/${encodeURIComponent(session)}`);
}

/** A new WebSocket to a session's language server. */
export function openLanguageSocket(session: string): WebSocket {
  return open(`/ws/sessions/${encodeURIComponent(session)}/language`);
}

/** A new WebSocket to a run of a session. */
export function openRunSocket(session: string, run: string): WebSocket {
  return open(`/ws/sessions/${encodeURIComponent(session)}/runs/${encodeURIComponent(run)}`);
}

function open(path: string): WebSocket {
  const { protocol, host } = window.location;
  const scheme = protocol === "https:" ? "wss" : "ws";
  return new WebSocket(`${scheme}://${host}${path}`, SUBPROTOCOL);
}
