import { messages } from "../../messages";
import { type Numbered, type Point, bounds, chartLines } from "../chart-line";

const SVG = "http://www.w3.org/2000/svg";
/** In pixels. To the right of the line stand the least and the greatest number. */
const WIDTH = 184;
const HEIGHT = 64;
const TOP = 4;

/** A small line chart over the passes, broken where some are missing, with a text that says the same. */
export function chart(numbers: readonly Numbered[]): SVGSVGElement {
  const values = numbers.map(({ value }) => value);
  const { least, most } = bounds(values);
  const made = part("svg", { class: "result-chart", viewBox: "0 0 240 72", role: "img" });
  made.setAttribute(
    "aria-label",
    messages.runs.chart(values.length, short(values[0]), short(values.at(-1)), short(least), short(most)),
  );
  const base = String(HEIGHT + TOP);
  made.append(
    part("line", { x1: "0", x2: String(WIDTH), y1: base, y2: base }),
    ...chartLines(numbers, WIDTH, HEIGHT).map(lineOrDot),
    label(most, TOP + 8),
    label(least, HEIGHT + TOP),
  );
  return made;
}

function lineOrDot(points: readonly Point[]): SVGElement {
  const [first] = points;
  if (points.length === 1 && first !== undefined)
    return part("circle", { cx: String(first[0]), cy: String(first[1] + TOP), r: "2" });
  return part("polyline", { points: points.map(([x, y]) => `${x},${y + TOP}`).join(" ") });
}

function label(value: number, y: number): SVGElement {
  const made = part("text", { x: String(WIDTH + 6), y: String(y) });
  made.textContent = short(value);
  return made;
}

function part<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** So that it has room beside the line. */
function short(value: number | undefined): string {
  if (value === undefined) return "";
  const text = String(value);
  return text.length <= 7 ? text : String(Number(value.toPrecision(4)));
}
