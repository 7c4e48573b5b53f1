import type { Files } from "../editor/file-set";
import type { Diagnostic, RunEvent } from "./events";
import { RunValues } from "./values";

/** What a run said about the text that it ran, for whoever shows it there. */
export class RunRecord {
  readonly #listeners = new Set<() => void>();
  #generation = 0;
  #files: Files | null = null;
  #diagnostics: Diagnostic[] = [];
  #values = new RunValues();

  /** Which run this is about; 0: none. */
  get generation(): number {
    return this.#generation;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  get values(): RunValues {
    return this.#values;
  }

  /** The text of a file that was run, or null: there was none of this name, or nobody knows it. */
  textOf(name: string): string | null {
    return this.#files?.get(name) ?? null;
  }

  /** Whether nobody knows what was run. */
  get isUnknown(): boolean {
    return this.#files === null;
  }

  /** It turned out what was run. */
  know(files: Files): void {
    this.#files = files;
    this.#generation += 1;
    this.#tell();
  }

  /** Values are wanted no more. */
  withoutValues(): void {
    this.#values = new RunValues();
    this.#tell();
  }

  /** Another run. @param files null: unknown, so nothing can be shown in them */
  begin(files: Files | null): void {
    this.#files = files;
    this.anew();
  }

  /** Forgets what was said of these files. */
  anew(): void {
    this.#generation += 1;
    this.#diagnostics = [];
    this.#values = new RunValues();
    this.#tell();
  }

  add(event: RunEvent): void {
    if (event.type === "diagnostic") this.#diagnostics.push(event);
    else if (event.type === "value") this.#values.add(event);
    else if (event.type === "passes") this.#values.passed(event.file, event.range, event.passes);
    else return;
    this.#tell();
  }

  /** Called at each change: many, one after another. @returns ends it */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
