import type { Editor } from "./editor/editor";
import { FILE_LIMITS, MAIN } from "./editor/file-set";
import { messages } from "./messages";
import type { FileTabsActions } from "./ui/file-tabs";
import type { Tabs } from "./ui/tabs";
import type { Toast } from "./ui/toast";

/** The parts that files need. The editor comes a moment later than the rest. */
export interface FileParts {
  readonly toast: Toast;
  readonly tabs: Tabs;
  readonly editor: Editor | null;
}

/** What a person can do with the editor's files. */
export function fileActions(parts: () => FileParts): FileTabsActions {
  const isFull = ({ names }: Editor) => names.length >= FILE_LIMITS.files;
  const sayFull = () => parts().toast.show(messages.files.tooMany(FILE_LIMITS.files));
  return {
    show: (name, focus) => {
      const { editor, tabs } = parts();
      editor?.show(name);
      if (!focus) return;
      tabs.show("editor");
      editor?.focus();
    },
    mayAdd: () => {
      const { editor, tabs } = parts();
      if (editor === null) return false;
      tabs.show("editor");
      if (isFull(editor)) sayFull();
      return !isFull(editor);
    },
    add: (name) => {
      parts().editor?.add(name);
      parts().editor?.focus();
    },
    rename: (from, to) => {
      parts().editor?.rename(from, to);
      parts().editor?.focus();
    },
    remove: (name) => {
      const { editor, toast } = parts();
      if (editor === null || name === MAIN) return;
      const removed = editor.remove(name);
      const act = () => {
        if (isFull(editor)) sayFull();
        else if (!editor.names.includes(name)) editor.restore(removed);
        editor.focus();
      };
      toast.show(messages.files.removed(name), { label: messages.undo, act });
    },
  };
}
