import type {
  ClientMessageUnion,
  CloseReason,
  ErrorCode,
  Limits,
  ReplExit,
  ReplState,
  Role,
  ServerMessageUnion,
  TerminalSize,
  ToolchainLabel,
} from "./messages.gen";
import { type Fields, INVALID, count, flag, integer, nullable, object, oneOf, parse, text } from "./read";

type ServerType = ServerMessageUnion["type"];
type MessageOf<T extends ServerType> = Extract<ServerMessageUnion, { type: T }>;

const role = oneOf<Role>({ owner: true, editor: true, viewer: true });
const replState = oneOf<ReplState>({ starting: true, ready: true, running: true, ended: true });
const errorCode = oneOf<ErrorCode>({
  malformed: true,
  forbidden: true,
  "too-large": true,
  "too-fast": true,
  "wrong-state": true,
});
const closeReason = oneOf<CloseReason>({
  malformed: true,
  "join-timeout": true,
  gone: true,
  crowded: true,
  idle: true,
  yielded: true,
  "max-age": true,
  ended: true,
  "run-over": true,
  "start-failed": true,
  "sandbox-lost": true,
  "sandbox-broken": true,
  "engine-away": true,
  "server-stopping": true,
});
const size = object<TerminalSize>({ cols: count, rows: count });
const toolchain = object<ToolchainLabel>({ id: text, label: text });
const limits = object<Limits>({
  inputFrameBytes: count,
  submitBytes: count,
  inputBytesPerSecond: count,
  idleSeconds: count,
});
const exit = object<ReplExit>({
  code: nullable(integer),
  signal: nullable(integer),
  outOfMemory: flag,
  noPrompt: flag,
  leftOut: nullable(text),
});

/** How each message is read. A message or field added in Java does not compile here until it is read. */
const readers: { readonly [T in ServerType]: Fields<Omit<MessageOf<T>, "type">> } = {
  hello: { session: text, client: integer, role, taken: nullable(count), toolchain, limits },
  stream: { offset: count, snapshot: count, skipped: count, head: count },
  control: { client: nullable(integer), size },
  clients: { count },
  queued: { place: nullable(count), estimateSeconds: nullable(count) },
  taken: { sequence: count },
  replay: { done: count, total: count, running: flag, message: nullable(text) },
  differs: { entry: count, text, before: text, now: text },
  repl: { state: replState, exit: nullable(exit) },
  accepted: { line: integer, text },
  idle: { reapedInSeconds: nullable(count), keepable: flag },
  run: { id: nullable(text) },
  pong: { id: integer },
  error: { code: errorCode, message: text },
  closed: { reason: closeReason, sessionOver: flag, saved: flag, message: text },
};

/**
 * Reads a text frame of the server. Never throws.
 *
 * @returns the message with the fields that the protocol knows, or null: not JSON, of unknown type, or malformed
 */
export function decodeServerMessage(frame: string): ServerMessageUnion | null {
  const value = parse(frame);
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "type")) return null;
  const { type } = value as { type: unknown };
  if (typeof type !== "string" || !Object.hasOwn(readers, type)) return null;
  const fields = object(readers[type as ServerType] as Fields<Record<string, unknown>>)(value);
  return fields === INVALID ? null : ({ type, ...fields } as unknown as ServerMessageUnion);
}

/** Reads the name of a reason, or null: there is none of this name. */
export function readCloseReason(value: unknown): CloseReason | null {
  const reason = closeReason(value);
  return reason === INVALID ? null : reason;
}

/** Writes a message as the text frame that carries it. */
export function encodeClientMessage(message: ClientMessageUnion): string {
  return JSON.stringify(message);
}
