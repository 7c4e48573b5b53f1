import { FILE_LIMITS, intendedName, type NameRefusal, nameRefusal } from "../editor/file-set";
import { nameRefusalText } from "../editor/name-text";
import { messages } from "../messages";
import { element, setText } from "./dom";

/** Asks for a file's name, in the row of the tabs. Enter takes it, Escape does not; leaving takes what is good. */
export class NameField {
  readonly element: HTMLElement;
  readonly #taken: readonly string[];
  readonly #before: string;
  readonly #answer: (name: string | null, isAway: boolean) => void;
  readonly #input: HTMLInputElement;
  readonly #problem = element("span", {
    class: "name-problem",
    id: "name-problem",
    role: "alert",
    hidden: true,
  });
  #isOver = false;

  /**
   * @param before the name so far, or nothing
   * @param taken names that it cannot have
   * @param answer called once, with null if there is to be none; and whether the person has gone elsewhere
   */
  constructor(
    before: string,
    taken: readonly string[],
    answer: (name: string | null, isAway: boolean) => void,
  ) {
    this.#before = before;
    this.#taken = taken;
    this.#answer = answer;
    this.#input = element("input", {
      class: "name-input",
      "aria-label": messages.files.nameLabel,
      "aria-describedby": "name-problem",
      "data-testid": "file-name",
      placeholder: "Name.swift",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      maxlength: String(2 * FILE_LIMITS.nameLength),
    });
    this.#input.value = before;
    this.element = element("span", { class: "name-field" }, this.#input, this.#problem);
    this.#input.addEventListener("input", () => this.#show(null));
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => this.#left());
  }

  focus(): void {
    this.#input.focus();
    // The name without its ending, which is likely to stay.
    this.#input.setSelectionRange(0, this.#before.lastIndexOf("."));
  }

  cancel(): void {
    this.#end(null);
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      const refusal = nameRefusal(this.#name, this.#taken);
      if (refusal === null) this.#end(this.#name);
      else this.#show(refusal);
    } else if (event.key === "Escape") this.#end(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #left(): void {
    this.#end(nameRefusal(this.#name, this.#taken) === null ? this.#name : null, true);
  }

  get #name(): string {
    return intendedName(this.#input.value);
  }

  #show(refusal: NameRefusal | null): void {
    this.#problem.hidden = refusal === null;
    this.#input.setAttribute("aria-invalid", String(refusal !== null));
    if (refusal === null) return;
    setText(this.#problem, nameRefusalText(refusal));
  }

  #end(name: string | null, isAway = false): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#answer(name, isAway);
  }
}
