import { messages } from "../../messages";
import { bounds, chartLine } from "../chart-line";

const SVG = "http://www.w3.org/2000/svg";
/** In pixels. To the right of the line stand the least and the greatest number. */
const WIDTH = 184;
const HEIGHT = 64;
const TOP = 4;

/** A small line chart, with a text that says the same. */
export function chart(numbers: readonly number[]): SVGSVGElement {
  const { least, most } = bounds(numbers);
  const made = part("svg", { class: "result-chart", viewBox: "0 0 240 72", role: "img" });
  made.setAttribute(
    "aria-label",
    messages.runs.chart(numbers.length, short(numbers[0]), short(numbers.at(-1)), short(least), short(most)),
  );
  const points = chartLine(numbers, WIDTH, HEIGHT).map(([x, y]) => `${x},${y + TOP}`);
  const base = String(HEIGHT + TOP);
  made.append(
    part("line", { x1: "0", x2: String(WIDTH), y1: base, y2: base }),
    part("polyline", { points: points.join(" ") }),
    label(most, TOP + 8),
    label(least, HEIGHT + TOP),
  );
  return made;
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
