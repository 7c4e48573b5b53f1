import type { Disposable } from "./disposable";

/**
 * xterm.js and CodeMirror write `<style>` elements, and xterm.js `style` attributes, all of which the page's
 * `style-src 'self'` forbids. What scripts do to constructed sheets and to `element.style` it allows: so the elements
 * that the page's document makes do that instead. Neither library has an option that would reach all places (xterm's
 * `documentOverride` does not, CodeMirror's nonce would need a page that is never the same).
 */

type MakeElement = (this: Document, tag: string, options?: ElementCreationOptions) => HTMLElement;
// eslint-disable-next-line @typescript-eslint/unbound-method, @typescript-eslint/no-deprecated
const makeElement: MakeElement = Document.prototype.createElement;

/** Stands for a style element: its text goes into a constructed sheet. Even an empty `<style>` would be refused. */
function createSheetElement(): HTMLElement {
  const stand = makeElement.call(document, "template");
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  let css = "";
  Object.defineProperty(stand, "textContent", {
    get: () => css,
    set: (value: string) => {
      css = value;
      sheet.replaceSync(value);
    },
  });
  stand.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    HTMLElement.prototype.remove.call(stand);
  };
  return stand;
}

function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === "style") this.style.cssText = value;
  else HTMLElement.prototype.setAttribute.call(this, name, value);
}

function createElement(tag: string, options?: ElementCreationOptions): HTMLElement {
  if (tag === "style") return createSheetElement();
  const element = makeElement.call(document, tag, options);
  if (tag === "span") element.setAttribute = setAttribute;
  return element;
}

/** From now on the document makes elements that keep to the page's `style-src`. */
export function keepStylesToScripts(): Disposable {
  Object.assign(document, { createElement });
  return { dispose: () => Reflect.deleteProperty(document, "createElement") };
}
