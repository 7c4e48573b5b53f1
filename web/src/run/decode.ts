import {
  type Fields,
  INVALID,
  type Read,
  count,
  decimal,
  flag,
  integer,
  list,
  nullable,
  object,
  oneOf,
  parse,
  text,
} from "../protocol/read";
import type {
  Crash,
  FixIt,
  Note,
  PhaseUsage,
  Range,
  Reason,
  RunEvent,
  RunOutcome,
  RunPhase,
  Severity,
  Verdict,
} from "./events";

type EventType = RunEvent["type"];
type EventOf<T extends EventType> = Extract<RunEvent, { type: T }>;

const place: Read<number> = (value) => (count(value) === 0 ? INVALID : count(value));
const range = object<Range>({ startLine: place, startColumn: place, endLine: place, endColumn: place });
const fixIt = object<FixIt>({ file: text, range, text });
const noteFields: Fields<Note> = {
  file: nullable(text),
  range: nullable(range),
  message: text,
  fixIts: list(fixIt),
};
const severity = oneOf<Severity>({ error: true, warning: true, remark: true });
const phase = oneOf<RunPhase>({ compile: true, link: true, run: true });
const outcome = oneOf<RunOutcome>({
  success: true,
  "compile-error": true,
  "runtime-error": true,
  timeout: true,
  "out-of-memory": true,
  "output-limit": true,
  killed: true,
  "internal-error": true,
});
const frame = object<Crash["backtrace"][number]>({ function: text, file: text, line: count });
const crash = object<Crash>({
  message: text,
  file: nullable(text),
  line: nullable(place),
  backtrace: list(frame),
});
const usage = object<PhaseUsage>({ phase, wallMillis: decimal, cpuMillis: decimal, peakMemoryBytes: count });
const dropped = object<Verdict["dropped"]>({
  stdoutBytes: count,
  stderrBytes: count,
  diagnostics: count,
  values: count,
});
const reason = object<Reason>({ code: text, seconds: nullable(decimal), bytes: nullable(count) });

/** How each event is read. One added to the types does not compile here until it is read. */
const readers: { readonly [T in EventType]: Fields<Omit<EventOf<T>, "type">> } = {
  phase: { phase },
  diagnostic: { ...noteFields, severity, notes: list(object<Note>(noteFields)) },
  value: { file: text, range, name: nullable(text), swiftType: text, value: text, cut: flag, pass: place },
  passes: { file: text, range, passes: count },
  exit: {
    outcome,
    phase,
    exitCode: nullable(integer),
    signal: nullable(text),
    crash: nullable(crash),
    phases: list(usage),
    dropped,
    cached: flag,
    reproduce: text,
    detail: nullable(text),
    reason: nullable(reason),
  },
};

/**
 * Reads a text frame of a run's socket that is no message of the protocol. Never throws.
 *
 * @returns the event with the fields that are known, or null: not JSON, of unknown type, or malformed
 */
export function decodeRunEvent(json: string): RunEvent | null {
  const value = parse(json);
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "type")) return null;
  const { type } = value as { type: unknown };
  if (typeof type !== "string" || !Object.hasOwn(readers, type)) return null;
  const fields = object(readers[type as EventType] as Fields<Record<string, unknown>>)(value);
  return fields === INVALID ? null : ({ type, ...fields } as unknown as RunEvent);
}
