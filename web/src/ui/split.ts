import { messages } from "../messages";
import { type Disposable, Disposables } from "./disposable";
import { element } from "./dom";
import type { Preferences } from "./preferences";

/** The editor's share of the width, in percent. */
const SHARE = { min: 20, max: 80, initial: 46 };
const STEP = 2;
const LARGE_STEP = 10;

export type Order = "editor-first" | "terminal-first";

/** Where a key moves the separator, in percent of the width; null: the key is not for it. */
export function moveByKey(key: string, shift: boolean, share: number, order: Order): number | null {
  const step = (shift ? LARGE_STEP : STEP) * (order === "editor-first" ? 1 : -1);
  const target = { ArrowLeft: share - step, ArrowRight: share + step, Home: SHARE.min, End: SHARE.max }[key];
  return target === undefined ? null : clampShare(target);
}

/** A share that leaves room for both panes; anything else becomes the initial one. */
export function clampShare(share: number): number {
  return Number.isFinite(share) ? Math.min(SHARE.max, Math.max(SHARE.min, share)) : SHARE.initial;
}

/** Two panes side by side and the separator between them. Position and order are remembered. */
export class Split implements Disposable {
  readonly #container: HTMLElement;
  readonly #editor: HTMLElement;
  readonly #terminal: HTMLElement;
  readonly #separator: HTMLElement;
  readonly #preferences: Preferences;
  readonly #disposables = new Disposables();
  #share: number;
  #order: Order;

  constructor(container: HTMLElement, editor: HTMLElement, terminal: HTMLElement, preferences: Preferences) {
    this.#container = container;
    this.#editor = editor;
    this.#terminal = terminal;
    this.#preferences = preferences;
    this.#share = clampShare(Number.parseFloat(preferences.read("split") ?? ""));
    this.#order = preferences.read("order") === "terminal-first" ? "terminal-first" : "editor-first";
    this.#separator = element("div", {
      class: "separator",
      role: "separator",
      tabindex: "0",
      "aria-orientation": "vertical",
      "aria-label": messages.separator,
      "aria-valuemin": String(SHARE.min),
      "aria-valuemax": String(SHARE.max),
      "aria-controls": "editor-pane",
      "data-testid": "separator",
    });
    this.#listen();
    this.#place();
    this.#show();
  }

  swap(): void {
    this.#order = this.#order === "editor-first" ? "terminal-first" : "editor-first";
    this.#preferences.write("order", this.#order);
    this.#place();
    this.#show();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #place(): void {
    const panes = [this.#editor, this.#separator, this.#terminal];
    this.#container.append(...(this.#order === "editor-first" ? panes : panes.reverse()));
  }

  #listen(): void {
    const separator = this.#separator;
    this.#disposables.listen<KeyboardEvent>(separator, "keydown", (event) => {
      const share = moveByKey(event.key, event.shiftKey, this.#share, this.#order);
      if (share === null) return;
      event.preventDefault();
      this.#moveTo(share);
    });
    this.#disposables.listen<PointerEvent>(separator, "pointerdown", (event) => {
      separator.setPointerCapture(event.pointerId);
      event.preventDefault();
      separator.focus();
    });
    this.#disposables.listen<PointerEvent>(separator, "pointermove", (event) => {
      if (separator.hasPointerCapture(event.pointerId)) this.#moveTo(this.#shareAt(event.clientX));
    });
    this.#disposables.listen(separator, "dblclick", () => this.#moveTo(SHARE.initial));
  }

  #shareAt(x: number): number {
    const { left, width } = this.#container.getBoundingClientRect();
    const fromLeft = ((x - left) * 100) / width;
    return clampShare(this.#order === "editor-first" ? fromLeft : 100 - fromLeft);
  }

  #moveTo(share: number): void {
    this.#share = share;
    this.#preferences.write("split", share.toFixed(1));
    this.#show();
  }

  #show(): void {
    this.#container.dataset["order"] = this.#order;
    this.#container.style.setProperty("--editor-share", `${this.#share}fr`);
    this.#container.style.setProperty("--terminal-share", `${100 - this.#share}fr`);
    this.#separator.setAttribute("aria-valuenow", this.#share.toFixed(0));
  }
}
