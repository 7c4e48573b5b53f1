/** The version of the wire that this page speaks. */
const SUBPROTOCOL = "swiftlet.v1";

/** A new WebSocket to a session of the server that the page came from. @param part of the session, if not its terminal */
export function openSocket(session: string, part?: "language"): WebSocket {
  const { protocol, host } = window.location;
  const scheme = protocol === "https:" ? "wss" : "ws";
  const path = `/ws/sessions/${encodeURIComponent(session)}${part === undefined ? "" : `/${part}`}`;
  return new WebSocket(`${scheme}://${host}${path}`, SUBPROTOCOL);
}
