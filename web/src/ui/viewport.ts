import { type Disposable, Disposables } from "./disposable";

/** Keeps the page as high as what is seen of it: where a phone's keyboard lies over the page, that is less. */
export function followVisibleHeight(): Disposable {
  const disposables = new Disposables();
  const viewport = window.visualViewport;
  if (viewport === null) return disposables;
  const apply = () => {
    // Zooming makes the visible part smaller as well, and is to show the page larger, not squeeze it.
    const height = viewport.scale > 1.01 ? "" : `${viewport.height}px`;
    document.documentElement.style.setProperty("--page-height", height);
  };
  disposables.listen(viewport, "resize", apply);
  apply();
  return disposables;
}
