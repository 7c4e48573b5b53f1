/** Something that listens or holds a resource until it is told to stop. `dispose` may be called twice. */
export interface Disposable {
  dispose(): void;
}

/** Collects what an object has to give back, and gives it back in reverse order, once. */
export class Disposables implements Disposable {
  readonly #items: Disposable[] = [];

  add<T extends Disposable>(item: T): T {
    this.#items.push(item);
    return item;
  }

  /** Runs `release` on disposal. */
  defer(release: () => void): void {
    this.#items.push({ dispose: release });
  }

  /** Listens to an event until disposal. The caller knows which kind of event the type brings. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  listen<E extends Event = Event>(
    target: EventTarget,
    type: string,
    listener: (event: E) => void,
    options?: AddEventListenerOptions,
  ): void {
    const handler = listener as EventListener;
    target.addEventListener(type, handler, options);
    this.defer(() => target.removeEventListener(type, handler, options));
  }

  dispose(): void {
    for (const item of this.#items.splice(0).reverse()) item.dispose();
  }
}
