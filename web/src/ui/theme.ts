import { type Disposable, Disposables } from "./disposable";
import type { Preferences } from "./preferences";

/** What a person may choose. */
export type ThemeChoice = "system" | "dark" | "light";
/** What is shown. */
export type Shade = "dark" | "light";

export const THEME_CHOICES: readonly ThemeChoice[] = ["system", "dark", "light"];

/** The chosen theme; follows the system unless told otherwise. Tells its listeners when the shade changes. */
export class Theme implements Disposable {
  readonly #preferences: Preferences;
  readonly #systemDark = window.matchMedia("(prefers-color-scheme: dark)");
  readonly #disposables = new Disposables();
  readonly #listeners = new Set<(shade: Shade) => void>();
  #choice: ThemeChoice;

  constructor(preferences: Preferences) {
    this.#preferences = preferences;
    this.#choice = THEME_CHOICES.find((choice) => choice === preferences.read("theme")) ?? "system";
    this.#disposables.listen(this.#systemDark, "change", () => this.#apply());
    this.#apply();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  get shade(): Shade {
    if (this.#choice !== "system") return this.#choice;
    return this.#systemDark.matches ? "dark" : "light";
  }

  /** Goes on to the next choice. */
  next(): void {
    this.choose(THEME_CHOICES[(THEME_CHOICES.indexOf(this.#choice) + 1) % THEME_CHOICES.length] ?? "system");
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    this.#preferences.write("theme", this.#choice);
    this.#apply();
  }

  onChange(listener: (shade: Shade) => void): void {
    this.#listeners.add(listener);
    this.#disposables.defer(() => this.#listeners.delete(listener));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #apply(): void {
    document.documentElement.dataset["theme"] = this.shade;
    for (const listener of this.#listeners) listener(this.shade);
  }
}
