/** The page's icons, 16 by 16, drawn in the colour of the text beside them. */
const PATHS = {
  sendLine: "M2 4h7M2 8h4M2 12h5M9 8h5M11.5 5.5 14 8l-2.5 2.5",
  sendAll: "M2 3h8M2 6.3h6M2 9.6h5M2 13h8M9.5 8H14M11.5 5.5 14 8l-2.5 2.5",
  interrupt: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M6 6h4v4H6z",
  open: "M2 12.5v-9h4.2l1.5 1.8H14v7.2z",
  download: "M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11",
  system: "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 2.2v11.6M8 5.5h4.8M8 8h5.6M8 10.5h4.8",
  dark: "M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z",
  light:
    "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1",
  run: "M4.5 3v10l8-5z",
  add: "M8 3v10M3 8h10",
  chevron: "M4.5 6.5 8 10l3.5-3.5",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  close: "M4 4l8 8M12 4l-8 8",
  people:
    "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.8 13.5c0-2.5 1.8-4 4.2-4s4.2 1.5 4.2 4M10.5 2.8a2.4 2.4 0 0 1 0 4.5M12 9.8c1.4.6 2.2 1.9 2.2 3.7",
  up: "M8 13V3M4 7l4-4 4 4",
  down: "M8 3v10M4 9l4 4 4-4",
  left: "M13 8H3M7 4 3 8l4 4",
  right: "M3 8h10M9 4l4 4-4 4",
} as const;
/** A bird, filled rather than drawn. */
const BIRD =
  "M1 6C6 5.5 9.5 7 12 10C14 6.5 18 4 23 4C19.5 6.5 16.5 9.5 15 13C14.3 15 14.6 17.5 16 21L13.2 18.2L11.6 21.4C11.3 18 10.8 15.5 9.5 13.5C7.5 10 4.5 7.5 1 6Z";

export type IconName = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

function svg(path: string, className: string, viewBox: string): SVGSVGElement {
  const image = document.createElementNS(SVG, "svg");
  image.setAttribute("viewBox", viewBox);
  image.setAttribute("class", className);
  image.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  image.append(shape);
  return image;
}

/** An icon; hidden from screen readers, so what it means must stand beside it or in a label. */
export function icon(name: IconName): SVGSVGElement {
  return svg(PATHS[name], "icon", "0 0 16 16");
}

/** Shows another icon in an existing one. */
export function setIcon(image: SVGSVGElement, name: IconName): void {
  image.firstElementChild?.setAttribute("d", PATHS[name]);
}

/** The page's mark. */
export function mark(): SVGSVGElement {
  return svg(BIRD, "mark", "0 0 24 24");
}
