import { describe, expect, it } from "vitest";
import type { Verdict } from "../../src/run/events";
import { NO_RUN } from "../../src/run/run-state";
import { refusalText, stageText, verdictText } from "../../src/run/verdict-texts";

const usage = (phase: "compile" | "link" | "run", wallMillis: number) => ({
  phase,
  wallMillis,
  cpuMillis: 1,
  peakMemoryBytes: 14 << 20,
});
const verdict: Verdict = {
  outcome: "success",
  phase: "run",
  exitCode: 0,
  signal: null,
  crash: null,
  phases: [usage("compile", 300), usage("link", 10), usage("run", 20)],
  dropped: { stdoutBytes: 0, stderrBytes: 0, diagnostics: 0, values: 0 },
  cached: false,
  reproduce: "",
  detail: null,
  reason: null,
};
const line = (change: Partial<Verdict>, mode: "run" | "check" = "run") => {
  const { words, facts } = verdictText({ ...verdict, ...change }, { mode, diagnostics: [] });
  return [words, ...facts].join(" · ");
};

describe("how a run ended", () => {
  it("is one line", () => {
    expect(line({})).toBe("exit 0 · compiled 0.31 s · ran 0.02 s · 14 MB");
    expect(line({ outcome: "runtime-error", exitCode: 3, phases: [] })).toBe("exit 3");
    expect(line({ outcome: "runtime-error", exitCode: null, signal: "SIGSEGV", phases: [] })).toBe(
      "Ended by SIGSEGV (bad access to memory)",
    );
    expect(line({ outcome: "runtime-error", exitCode: null, signal: "SIGUSR1", phases: [] })).toBe(
      "Ended by SIGUSR1",
    );
    expect(line({ outcome: "timeout", phase: "compile", phases: [] })).toBe(
      "Stopped: compiling took longer than it may",
    );
    expect(line({ phases: [], phase: "compile" }, "check")).toBe("No errors");
    expect(line({ phases: [], dropped: { stdoutBytes: 1, stderrBytes: 1, diagnostics: 0, values: 4 } })).toBe(
      "exit 0 · 2 bytes of output are not shown · 4 values at least are not shown",
    );
  });

  it("names the place of a crash", () => {
    const crash = { message: "Fatal error: no\nmore", file: "a.swift", line: 4, backtrace: [] };
    const text = verdictText({ ...verdict, outcome: "runtime-error", crash }, NO_RUN);
    expect(text.words).toBe("Fatal error: no");
    expect(text.place).toEqual({ file: "a.swift", line: 4 });
  });

  it("says why in the page's own words, by the server's word for it", () => {
    const told = (change: Partial<Verdict>) => {
      const text = verdictText({ ...verdict, outcome: "timeout", detail: "In English.", ...change }, NO_RUN);
      return [text.why, text.detail];
    };
    const reason = { code: "time", seconds: 10, bytes: null };
    expect(told({ reason })).toEqual(["The limit is 10 seconds.", null]);
    expect(told({ reason: { ...reason, code: "memory", seconds: null, bytes: 512 << 20 } })).toEqual([
      "It needed more than 512 MB.",
      null,
    ]);
    expect(told({ reason: { ...reason, code: "output", seconds: null, bytes: 1000 } })[0]).toContain(
      "1,000 bytes",
    );
    expect(told({ reason: { code: "no-room", seconds: null, bytes: null } })[0]).toContain("disk is full");
  });

  it("has the server's sentence where it knows no other", () => {
    const { why, detail } = verdictText({ ...verdict, outcome: "internal-error", detail: "Odd." }, NO_RUN);
    expect([why, detail]).toEqual([null, "Odd."]);
    for (const code of ["newer", "constructor", "time"]) {
      const reason = { code, seconds: null, bytes: null };
      const text = verdictText({ ...verdict, outcome: "timeout", detail: "Odd.", reason }, NO_RUN);
      expect([text.why, text.detail], code).toEqual([null, "Odd."]);
    }
    const linker = verdictText({ ...verdict, outcome: "compile-error", detail: "No main." }, NO_RUN);
    expect(linker.detail).toBe("No main.");
  });

  it("says why nothing was run", () => {
    const refusal = (problem: string, detail: string | null) => refusalText({ problem, detail, field: null });
    expect(refusal("too-large", "In English.")).toBe("The files are longer than the server takes.");
    expect(refusal("invalid-field", "In English.")).toBe("In English.");
    const field = "files.main.swift";
    expect(refusalText({ problem: "invalid-field", detail: `${field} must not have NUL.`, field })).toBe(
      "main.swift must not have NUL.",
    );
    const name = { name: "a b.swift", refusal: "character" } as const;
    expect(refusalText({ problem: "invalid-field", detail: null, field: null, name })).toBe(
      "A file cannot be called “a b.swift”. A name has letters, digits, _ + - and single dots, nothing else. Rename it.",
    );
    expect(refusal("constructor", null)).toBe("The server did not take it.");
  });

  it("counts the seconds of what runs", () => {
    const running = { name: "running", phase: "run", since: 0 } as const;
    const state = { ...NO_RUN, connected: true, stage: running };
    expect(stageText(state, 500)).toBe("Running");
    expect(stageText(state, 3_500)).toBe("Running 3 s");
    expect(stageText({ ...state, stopping: true }, 3_500)).toBe("Stopping …");
    expect(stageText({ ...state, connected: false }, 3_500)).toBe("Not connected; the program goes on.");
    expect(stageText(NO_RUN, 0)).toBe("");
  });
});
