import { messages } from "../messages";
import { button } from "./button";
import { element } from "./dom";

/** What is asked before something that cannot be undone. */
export interface Question {
  readonly title: string;
  readonly detail: string;
  /** What the button says that does it. */
  readonly action: string;
}

/** Asks. Resolves with whether it is to be done. */
export function confirmed({ title, detail, action }: Question): Promise<boolean> {
  const dialog: HTMLDialogElement = element(
    "dialog",
    {
      class: "question",
      "aria-labelledby": "question-title",
      "aria-describedby": "question-detail",
      closedby: "any",
      "data-testid": "question",
    },
    element("h2", { id: "question-title" }, title),
    element("p", { id: "question-detail" }, detail),
    element(
      "div",
      { class: "question-actions" },
      button({
        label: messages.cancel,
        testId: "question-cancel",
        className: "secondary",
        action: () => dialog.close(),
      }),
      button({
        label: action,
        testId: "question-do",
        className: "primary",
        action: () => dialog.close("do"),
      }),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLButtonElement>(".primary")?.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "do");
    });
  });
}
