import type { EditorView } from "@codemirror/view";
import { messages } from "../../messages";
import { type Disposable, Disposables } from "../../ui/disposable";
import { element } from "../../ui/dom";
import { type Place, numbersOf } from "../values";
import { chart } from "./chart";
import { marksOf } from "./state";

/** As many of a history are listed. */
const LISTED = 100;
/** The pointer may take a moment from the line to the card. In milliseconds. */
const LEAVE_MS = 200;

/** What a line came to in full: by hovering, by a click, or by a key. */
export class ResultCard implements Disposable {
  readonly #card = element("div", {
    class: "result-card",
    popover: "manual",
    role: "dialog",
    tabindex: "-1",
    "data-testid": "result-card",
  });
  readonly #disposables = new Disposables();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pinned = false;
  #view: EditorView | null = null;

  constructor() {
    document.body.append(this.#card);
    const { listen } = { listen: this.#disposables.listen.bind(this.#disposables) };
    listen(this.#card, "mouseenter", () => clearTimeout(this.#timer));
    listen(this.#card, "mouseleave", () => this.leave());
    listen<KeyboardEvent>(this.#card, "keydown", (event) => {
      if (event.key === "Escape") this.#close();
    });
    listen<FocusEvent>(this.#card, "focusout", () => {
      if (this.#pinned) this.hide();
    });
    listen<KeyboardEvent>(
      window,
      "keydown",
      (event) => {
        if (event.key === "Escape" && !this.#card.contains(document.activeElement)) this.hide();
      },
      { capture: true },
    );
    listen(
      window,
      "scroll",
      (event) => {
        if (!this.#card.contains(event.target as Node)) this.hide();
      },
      { capture: true, passive: true },
    );
  }

  /** Shows the results of the line at a position. @param pinned by a click or a key: the focus goes there */
  showAt(
    view: EditorView,
    anchor: Pick<Element, "getBoundingClientRect">,
    at: number,
    pinned: boolean,
  ): boolean {
    clearTimeout(this.#timer);
    const line = view.state.doc.lineAt(at);
    const result = marksOf(view.state).results.find((one) => one.at >= line.from && one.at <= line.to);
    if (result === undefined) return false;
    this.#view = view;
    this.#card.setAttribute("aria-label", messages.runs.resultLabel(line.number));
    this.#card.replaceChildren(...result.places.map(placeParts));
    if (!this.#card.matches(":popover-open")) this.#card.showPopover();
    this.#put(anchor.getBoundingClientRect());
    this.#pinned ||= pinned;
    if (pinned) this.#card.focus();
    return true;
  }

  /** The same for the line with the cursor. @returns whether it has any */
  showLine(view: EditorView): boolean {
    const line = view.state.doc.lineAt(view.state.selection.main.head);
    const at = view.coordsAtPos(line.to) ?? view.dom.getBoundingClientRect();
    const place = new DOMRect(at.left, at.top, 0, at.bottom - at.top);
    return this.showAt(view, { getBoundingClientRect: () => place }, line.to, true);
  }

  /** The pointer has gone. */
  leave(): void {
    if (this.#pinned) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), LEAVE_MS);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#pinned = false;
    if (this.#card.matches(":popover-open")) this.#card.hidePopover();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposables.dispose();
    this.#card.remove();
  }

  #close(): void {
    this.#pinned = false;
    this.hide();
    this.#view?.focus();
  }

  /** Below the line, or above it where there is no room. */
  #put({ left, top, bottom }: DOMRect): void {
    const { offsetWidth: width, offsetHeight: height } = this.#card;
    const below = bottom + 4 + height <= window.innerHeight;
    this.#card.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
    this.#card.style.top = `${Math.max(8, below ? bottom + 4 : top - height - 4)}px`;
  }
}

function placeParts(place: Place): HTMLElement {
  const { name, swiftType, history, passes } = place;
  const last = history.at(-1);
  const head = element("div", { class: "result-head" });
  if (name !== null && name !== "") head.append(element("span", { class: "name" }, name));
  head.append(element("span", {}, swiftType));
  if (passes > 1) head.append(element("span", {}, messages.runs.passes(passes)));
  const made = element("section", { class: "result-place" }, head);
  if (passes <= 1 && last !== undefined) {
    made.append(element("div", { class: "result-value" }, valueText(last)));
    return made;
  }
  const numbers = numbersOf(place);
  if (numbers !== null) made.append(chart(numbers));
  made.append(...listParts(place));
  return made;
}

function listParts({ history, passes }: Place): HTMLElement[] {
  const listed = history.slice(-LISTED);
  const earlier = (listed[0]?.pass ?? 1) - 1;
  const later = passes - (listed.at(-1)?.pass ?? 0);
  const more = (text: string) => element("p", { class: "result-more" }, text);
  const list = element("dl", { class: "result-list" });
  for (const one of listed)
    list.append(element("dt", {}, String(one.pass)), element("dd", {}, valueText(one)));
  return [
    ...(earlier > 0 ? [more(messages.runs.earlier(earlier))] : []),
    list,
    ...(later > 0 ? [more(messages.runs.later(later))] : []),
  ];
}

function valueText({ value, cut }: { value: string; cut: boolean }): string {
  return cut ? `${value}… (${messages.runs.cut})` : value;
}
