import type { EditorView } from "@codemirror/view";
import { messages } from "../../messages";
import { type Disposable, Disposables } from "../../ui/disposable";
import { element } from "../../ui/dom";
import { type Place, keptPasses, lastValue, numbersOf } from "../values";
import { chart } from "./chart";
import { marksOf } from "./state";

/** As many of a history are listed. */
const LISTED = 200;
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

  /** Below the line, or above it where there is more room; never over what stands above the text. */
  #put({ left, top, bottom }: DOMRect): void {
    const ceiling = Math.max(0, this.#view?.scrollDOM.getBoundingClientRect().top ?? 0);
    this.#card.style.maxHeight = "";
    const { offsetWidth: width, offsetHeight: height } = this.#card;
    const room = { below: window.innerHeight - bottom - 12, above: top - ceiling - 8 };
    const below = height <= room.below || room.below >= room.above;
    const most = below ? room.below : room.above;
    if (height > most) this.#card.style.maxHeight = `${most}px`;
    this.#card.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
    const beside = below ? bottom + 4 : top - Math.min(height, most) - 4;
    this.#card.style.top = `${Math.max(ceiling, beside)}px`;
  }
}

function placeParts(place: Place): HTMLElement {
  const { name, swiftType, passes } = place;
  const last = lastValue(place);
  const head = element("div", { class: "result-head" });
  if (name !== null && name !== "") head.append(element("span", { class: "name" }, name));
  head.append(element("span", {}, swiftType));
  if (passes > 1) head.append(element("span", {}, messages.runs.passes(passes)));
  const made = element("section", { class: "result-place" }, head);
  if (passes <= 1 && last !== null) {
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
  const list = element("dl", { class: "result-list" });
  let before = listed.length < history.length ? (listed[0]?.pass ?? 1) - 1 : 0;
  for (const one of listed) {
    list.append(...gapParts(before, one.pass));
    list.append(element("dt", {}, messages.runs.pass(one.pass)), element("dd", {}, valueText(one)));
    before = one.pass;
  }
  list.append(...gapParts(before, passes + 1));
  const missing = passes - history.length;
  const more = (text: string) => element("p", { class: "result-more" }, text);
  const spans = keptPasses(history).map(({ first, last }) => messages.runs.passSpan(first, last));
  const kept = messages.runs.kept(spans.join(messages.listComma), missing, passes);
  const earlier = history.length - listed.length;
  return [
    ...(missing > 0 ? [more(kept)] : []),
    ...(earlier > 0 ? [more(messages.runs.earlier(earlier))] : []),
    list,
  ];
}

/** Says which passes between two are missing. */
function gapParts(before: number, next: number): HTMLElement[] {
  if (next <= before + 1) return [];
  const passes = messages.runs.passSpan(before + 1, next - 1);
  return [element("dt", {}, "…"), element("dd", { class: "result-gap" }, messages.runs.gap(passes))];
}

function valueText({ value, cut }: { value: string; cut: boolean }): string {
  return cut ? `${value}… (${messages.runs.cut})` : value;
}
