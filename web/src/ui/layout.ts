import { messages } from "../messages";
import { element } from "./dom";

/** The places of the page that the others fill. */
export interface Layout {
  readonly root: HTMLElement;
  readonly workspace: HTMLElement;
  readonly editorPane: HTMLElement;
  readonly editorHost: HTMLElement;
  readonly terminalPane: HTMLElement;
  readonly terminalFrame: HTMLElement;
  readonly terminalHost: HTMLElement;
}

/** Builds the page's places. */
export function createLayout(): Layout {
  const editorHost = element("div", { class: "editor-host", "data-testid": "editor" });
  const editorTitle = element("h2", { class: "pane-title", id: "editor-title" }, messages.editorFile);
  const editorPane = element(
    "section",
    { class: "pane editor-pane", id: "editor-pane", "aria-label": messages.editorPane },
    editorTitle,
    editorHost,
  );
  const terminalHost = element("div", { class: "terminal-host", "data-testid": "terminal" });
  const terminalFrame = element("div", { class: "terminal-frame" }, terminalHost);
  const terminalTitle = element("h2", { class: "pane-title" }, messages.terminalPane);
  const terminalPane = element(
    "section",
    { class: "pane terminal-pane", id: "terminal-pane", "aria-label": messages.terminalPane },
    terminalTitle,
    terminalFrame,
  );
  const workspace = element("div", { class: "workspace" });
  const root = element("div", { class: "page" });
  return { root, workspace, editorPane, editorHost, terminalPane, terminalFrame, terminalHost };
}
