/** What a run tells, as the server writes it: see `RunEvent` there. */

export type RunMode = "run" | "check" | "results";
export type RunPhase = "compile" | "link" | "run";
export type RunOutcome =
  | "success"
  | "compile-error"
  | "runtime-error"
  | "timeout"
  | "out-of-memory"
  | "output-limit"
  | "killed"
  | "internal-error";
export type Severity = "error" | "warning" | "remark";

/** Lines and columns from 1; columns are bytes of UTF-8. The end is exclusive, and may be the start. */
export interface Range {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Replace the range by the text. */
export interface FixIt {
  readonly file: string;
  readonly range: Range;
  readonly text: string;
}

/** What explains a diagnostic further. */
export interface Note {
  readonly file: string | null;
  readonly range: Range | null;
  readonly message: string;
  readonly fixIts: readonly FixIt[];
}

/** What the compiler says about a place, or about none. */
export interface Diagnostic extends Note {
  readonly severity: Severity;
  readonly notes: readonly Note[];
}

/** The value that an expression had at one moment. */
export interface LoggedValue {
  readonly file: string;
  readonly range: Range;
  readonly name: string | null;
  readonly swiftType: string;
  readonly value: string;
  /** Whether it was longer. */
  readonly cut: boolean;
  /** How many values its place has had, with this one. */
  readonly pass: number;
}

/** What the runtime said of a crash. */
export interface Crash {
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly backtrace: readonly { readonly function: string; readonly file: string; readonly line: number }[];
}

/** What a phase took. */
export interface PhaseUsage {
  readonly phase: RunPhase;
  readonly wallMillis: number;
  readonly cpuMillis: number;
  readonly peakMemoryBytes: number;
}

/** Why it ended so, as a word, and the limit that was reached, if it was one. */
export interface Reason {
  /** One of those that the page has words for, or another. */
  readonly code: string;
  readonly seconds: number | null;
  readonly bytes: number | null;
}

/** How a run ended. */
export interface Verdict {
  readonly outcome: RunOutcome;
  readonly phase: RunPhase;
  readonly exitCode: number | null;
  /** E.g. `SIGTRAP`. */
  readonly signal: string | null;
  readonly crash: Crash | null;
  readonly phases: readonly PhaseUsage[];
  readonly dropped: {
    readonly stdoutBytes: number;
    readonly stderrBytes: number;
    readonly diagnostics: number;
    readonly values: number;
  };
  readonly cached: boolean;
  /** A shell command that does the same. */
  readonly reproduce: string;
  /** A sentence in English, or null. */
  readonly detail: string | null;
  /** What that sentence says, or null where there is no word for it. */
  readonly reason: Reason | null;
}

export type RunEvent =
  | { readonly type: "phase"; readonly phase: RunPhase }
  | ({ readonly type: "diagnostic" } & Diagnostic)
  | ({ readonly type: "value" } & LoggedValue)
  /** A place had more values than were told. */
  | { readonly type: "passes"; readonly file: string; readonly range: Range; readonly passes: number }
  | ({ readonly type: "exit" } & Verdict);
