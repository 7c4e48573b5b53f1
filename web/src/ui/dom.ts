type Child = Node | string;
type Attributes = Readonly<Record<string, string | boolean>>;

/**
 * An element. Attributes that are false are left out. Text is always text: nothing here parses markup, as the page's
 * Trusted Types demand.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** Sets an element's text, and leaves the page alone where it is the same. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** Whether this is a Mac, whose keyboards have Cmd where others have Ctrl. */
export function onMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
