import { describe, expect, it } from "vitest";
import { bounds, chartLine } from "../../src/run/chart-line";
import { KEPT_PASSES, RunValues, numbersOf, shownPlace } from "../../src/run/values";

const range = (startLine: number, startColumn: number, endLine: number, endColumn: number) => ({
  startLine,
  startColumn,
  endLine,
  endColumn,
});
const value = (where: ReturnType<typeof range>, text: string, pass = 1) => ({
  file: "main.swift",
  range: where,
  name: "x",
  swiftType: "Int",
  value: text,
  cut: false,
  pass,
});

describe("RunValues", () => {
  it("keeps a history for each place, by line", () => {
    const values = new RunValues();
    values.add(value(range(2, 1, 2, 5), "1"));
    values.add(value(range(2, 1, 2, 5), "2", 2));
    values.add(value(range(2, 3, 2, 4), "9"));
    values.passed("main.swift", range(2, 1, 2, 5), 500);
    const line = values.byLine("main.swift").get(2) ?? [];
    expect(line.map(({ history }) => history.map((one) => one.value))).toEqual([["1", "2"], ["9"]]);
    expect(line[0]?.passes).toBe(500);
    expect(shownPlace(line)).toBe(line[0]);
    expect(values.byLine("other.swift").size).toBe(0);
  });

  it("is bounded, in passes and in places", () => {
    const values = new RunValues();
    for (let pass = 1; pass <= 10 * KEPT_PASSES; pass++)
      values.add(value(range(1, 1, 1, 2), String(pass), pass));
    for (let line = 2; line < 5000; line++) values.add(value(range(line, 1, line, 2), "1"));
    const lines = values.byLine("main.swift");
    expect(lines.size).toBe(2000);
    expect(lines.get(1)?.[0]?.history.length).toBeLessThanOrEqual(2 * KEPT_PASSES);
    expect(lines.get(1)?.[0]?.history.at(-1)?.pass).toBe(10 * KEPT_PASSES);
  });

  it("knows numbers", () => {
    const history = (...texts: string[]) =>
      texts.map((text, at) => ({ value: text, cut: false, pass: at + 1 }));
    expect(numbersOf({ history: history("1", "-2.5", "1e-3") })).toEqual([1, -2.5, 0.001]);
    expect(numbersOf({ history: history("1", "two") })).toBeNull();
    expect(numbersOf({ history: history("1", "inf") })).toBeNull();
    expect(numbersOf({ history: history("1") })).toBeNull();
  });
});

describe("chartLine", () => {
  it("goes from left to right, the greatest above", () => {
    expect(chartLine([0, 10, 5], 100, 50)).toEqual([
      [0, 50],
      [50, 0],
      [100, 25],
    ]);
    expect(chartLine([3, 3], 100, 50)).toEqual([
      [0, 25],
      [100, 25],
    ]);
  });

  it("has few points, and all extremes", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => (at === 5_001 ? 1000 : Math.sin(at)));
    const line = chartLine(many, 100, 50);
    expect(line.length).toBeLessThanOrEqual(300);
    expect(line.filter(([, y]) => y === 0).length).toBe(1);
    expect(bounds(many).most).toBe(1000);
  });
});
