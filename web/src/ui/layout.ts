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
  const editorHost = element("div", {
    class: "editor-host",
    id: "editor-host",
    role: "tabpanel",
    "aria-label": messages.editorPane,
    "data-testid": "editor",
  });
  const editorPane = element(
    "section",
    { class: "pane editor-pane", id: "editor-pane", "aria-label": messages.editorPane },
    editorHost,
  );
  const terminalHost = element("div", { class: "terminal-host", "data-testid": "terminal" });
  const terminalFrame = element("div", { class: "terminal-frame", id: "repl-view" }, terminalHost);
  const terminalPane = element(
    "section",
    { class: "pane terminal-pane", id: "terminal-pane", "aria-label": messages.terminalPane },
    terminalFrame,
  );
  const workspace = element("div", { class: "workspace" });
  const root = element("div", { class: "page" });
  return { root, workspace, editorPane, editorHost, terminalPane, terminalFrame, terminalHost };
}
