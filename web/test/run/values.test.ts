import { describe, expect, it } from "vitest";
import { bounds, chartLines } from "../../src/run/chart-line";
import { KEPT_PASSES, RunValues, keptPasses, lastValue, numbersOf, shownPlace } from "../../src/run/values";

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

  it("knows which passes it has, and whether the last is one of them", () => {
    const values = new RunValues();
    const where = range(1, 1, 1, 2);
    const place = () => values.byLine("main.swift").get(1)?.[0] ?? { history: [], passes: 0 };
    for (const pass of [1, 2, 3, 8, 4, 20]) values.add(value(where, String(pass), pass));
    expect(keptPasses(place().history)).toEqual([
      { first: 1, last: 4 },
      { first: 8, last: 8 },
      { first: 20, last: 20 },
    ]);
    expect(lastValue(place())?.value).toBe("20");
    values.passed("main.swift", where, 21);
    expect(lastValue(place())).toBeNull();
  });

  it("knows numbers", () => {
    const history = (...texts: string[]) =>
      texts.map((text, at) => ({ value: text, cut: false, pass: at + 1 }));
    expect(numbersOf({ history: history("1", "-2.5", "1e-3") })).toEqual([
      { at: 1, value: 1 },
      { at: 2, value: -2.5 },
      { at: 3, value: 0.001 },
    ]);
    expect(numbersOf({ history: history("1", "two") })).toBeNull();
    expect(numbersOf({ history: history("1", "inf") })).toBeNull();
    expect(numbersOf({ history: history("1") })).toBeNull();
  });
});

describe("chartLines", () => {
  const inOrder = (...values: number[]) => values.map((one, at) => ({ at: at + 1, value: one }));

  it("goes from left to right, the greatest above", () => {
    expect(chartLines(inOrder(0, 10, 5), 100, 50)).toEqual([
      [
        [0, 50],
        [50, 0],
        [100, 25],
      ],
    ]);
    expect(chartLines(inOrder(3, 3), 100, 50)).toEqual([
      [
        [0, 25],
        [100, 25],
      ],
    ]);
  });

  it("is broken where passes are missing, and these have their room", () => {
    const some = [1, 2, 3, 8, 11].map((at) => ({ at, value: at }));
    expect(chartLines(some, 100, 100)).toEqual([
      [
        [0, 100],
        [10, 90],
        [20, 80],
      ],
      [[70, 30]],
      [[100, 0]],
    ]);
  });

  it("has few points, and all extremes", () => {
    const many = inOrder(...Array.from({ length: 10_000 }, (_, at) => (at === 5_001 ? 1000 : Math.sin(at))));
    const line = chartLines(many, 100, 50).flat();
    expect(line.length).toBeLessThanOrEqual(300);
    expect(line.filter(([, y]) => y === 0).length).toBe(1);
    expect(bounds(many.map((one) => one.value)).most).toBe(1000);
  });
});
