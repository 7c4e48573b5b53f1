import { nameRefusalText } from "../editor/name-text";
import { messages } from "../messages";
import type { Crash, Diagnostic, Reason, RunPhase, Verdict } from "./events";
import type { RunRefusal } from "./api";
import type { RunState } from "./run-state";

const SECOND = 1000;
const MEGABYTE = 1024 * 1024;
/** What the server puts before a file's name. */
const OF_FILES = "files.";
/** Shorter is a flicker. In milliseconds. */
const NOTICEABLE_MS = 1000;

/** How a run ended, for people. */
export interface VerdictText {
  readonly tone: "good" | "bad";
  /** What happened. */
  readonly words: string;
  /** Where, if the runtime said. */
  readonly place: { readonly file: string; readonly line: number } | null;
  /** Times and memory, and what was left out. */
  readonly facts: readonly string[];
  /** Why, in the page's language, or null. */
  readonly why: string | null;
  /** The server's own sentence, in English, where the page has none; or null. */
  readonly detail: string | null;
}

export function verdictText(verdict: Verdict, state: Pick<RunState, "mode" | "diagnostics">): VerdictText {
  const { outcome, crash, detail, reason } = verdict;
  const explained = state.diagnostics.some(({ severity }) => severity === "error");
  const told = outcome === "success" || outcome === "killed" || crash !== null || explained;
  const why = told || reason === null ? null : whyText(reason);
  return {
    tone: outcome === "success" ? "good" : "bad",
    words: words(verdict, state),
    place: placeOf(crash),
    facts: [...usage(verdict), ...dropped(verdict)],
    why,
    detail: told || why !== null ? null : detail,
  };
}

function words(verdict: Verdict, { mode, diagnostics }: Pick<RunState, "mode" | "diagnostics">): string {
  const { outcome, phase, exitCode, signal, crash } = verdict;
  const { runs } = messages;
  const problems = counted(diagnostics);
  switch (outcome) {
    case "success":
      return mode === "check" ? [runs.noProblems, ...problems].join(" · ") : runs.exit(exitCode ?? 0);
    case "compile-error":
      return problems.length === 0 ? runs.outcomes["compile-error"] : problems.join(" · ");
    case "runtime-error":
      if (crash !== null) return firstLine(crash.message);
      if (signal !== null) return signalText(signal);
      return exitCode === null ? runs.outcomes["runtime-error"] : runs.exit(exitCode);
    case "timeout":
      return phase === "run" ? runs.outcomes.timeout : runs.compileTimeout;
    case "out-of-memory":
      return phase === "run" ? runs.outcomes["out-of-memory"] : runs.compileMemory;
    case "output-limit":
    case "killed":
    case "busy":
    case "internal-error":
      return runs.outcomes[outcome];
  }
}

/** What the server's sentence says, or null where the page has no word for it. */
function whyText({ code, seconds, bytes }: Reason): string | null {
  const { reasons, seconds: inSeconds, bytes: inBytes, megabytes } = messages.runs;
  if (!Object.hasOwn(reasons, code)) return null;
  const reason = reasons[code as keyof typeof reasons];
  if (typeof reason === "string") return reason;
  if (seconds !== null) return reason(inSeconds(seconds));
  if (bytes === null) return null;
  return reason(bytes % MEGABYTE === 0 ? megabytes(bytes / MEGABYTE) : inBytes(bytes));
}

/** How many errors and warnings there are. */
function counted(diagnostics: readonly Diagnostic[]): string[] {
  const { errors, warnings } = messages.runs;
  const count = (wanted: string) => diagnostics.filter(({ severity }) => severity === wanted).length;
  return [
    ...(count("error") > 0 ? [errors(count("error"))] : []),
    ...(count("warning") > 0 ? [warnings(count("warning"))] : []),
  ];
}

function signalText(name: string): string {
  const { signal, signals } = messages.runs;
  const meaning = Object.hasOwn(signals, name) ? signals[name] : undefined;
  return meaning === undefined ? signal(name) : `${signal(name)} (${meaning})`;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}

function placeOf(crash: Crash | null): VerdictText["place"] {
  if (crash === null) return null;
  if (crash.file !== null && crash.line !== null) return { file: crash.file, line: crash.line };
  const frame = crash.backtrace[0];
  return frame === undefined ? null : { file: frame.file, line: frame.line };
}

function usage({ phases }: Verdict): string[] {
  const { compiled, ran, megabytes } = messages.runs;
  const millis = (...wanted: RunPhase[]) =>
    phases.filter(({ phase }) => wanted.includes(phase)).reduce((sum, { wallMillis }) => sum + wallMillis, 0);
  const run = phases.find(({ phase }) => phase === "run");
  return [
    ...(phases.length > 0 ? [compiled(seconds(millis("compile", "link")))] : []),
    ...(run === undefined
      ? []
      : [ran(seconds(run.wallMillis)), megabytes(Math.max(1, Math.round(run.peakMemoryBytes / MEGABYTE)))]),
  ];
}

function dropped({ dropped: { stdoutBytes, stderrBytes, values } }: Verdict): string[] {
  const { cutOutput, cutValues } = messages.runs;
  return [
    ...(stdoutBytes + stderrBytes > 0 ? [cutOutput(stdoutBytes + stderrBytes)] : []),
    ...(values > 0 ? [cutValues(values)] : []),
  ];
}

function seconds(millis: number): string {
  return (millis / SECOND).toFixed(millis < 10 * SECOND ? 2 : 1);
}

/** What goes on, until there is a verdict; empty where nothing does. @param now in milliseconds since 1970 */
export function stageText({ stage, connected, stopping }: RunState, now: number): string {
  const { runs } = messages;
  if (stopping) return runs.stopping;
  if (stage.name === "asked") return runs.asked;
  if (stage.name === "lost") return runs.lost;
  if (stage.name !== "running") return "";
  if (!connected && now - stage.since > NOTICEABLE_MS) return runs.away;
  if (stage.phase === null) return runs.asked;
  const ms = now - stage.since;
  if (stage.phase !== "run" || ms < NOTICEABLE_MS) return runs.phases[stage.phase];
  return runs.runningFor(Math.floor(ms / SECOND));
}

/** Why it was not done: in the page's words where there are any, else in the server's. */
export function refusalText({ problem, detail, field, name }: RunRefusal): string {
  const { cannotName, refusals, saysServer } = messages.runs;
  if (name !== undefined) return cannotName(name.name, nameRefusalText(name.refusal));
  if (Object.hasOwn(refusals, problem)) return refusals[problem as keyof typeof refusals];
  if (detail === null) return refusals.other;
  const ofFile = field?.startsWith(OF_FILES) === true && detail.startsWith(OF_FILES);
  return saysServer(ofFile ? detail.slice(OF_FILES.length) : detail);
}

/** `main.swift:3:5`. */
export function placeText(file: string, line: number, column?: number): string {
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
}
