/** Marks a row that scrolls sideways with its ends that are out of sight, where the style sheet lets it fade. */
export class HiddenEnds {
  readonly #row: HTMLElement;

  constructor(row: HTMLElement) {
    this.#row = row;
    row.addEventListener("scroll", () => this.update(), { passive: true });
    new ResizeObserver(() => this.update()).observe(row);
  }

  /** What is in the row has changed. */
  update(): void {
    const { scrollLeft, scrollWidth, clientWidth, classList } = this.#row;
    classList.toggle("more-before", scrollLeft > 1);
    classList.toggle("more-after", scrollLeft + clientWidth < scrollWidth - 1);
  }
}
