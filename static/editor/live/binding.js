// The text in the editor and the shared text are one; undo takes back only one's own steps; carets carry names.

import { Extension } from "@tiptap/core";
import { redo, undo, yCursorPlugin, ySyncPlugin, ySyncPluginKey, yUndoPlugin, yUndoPluginKey } from "@tiptap/y-tiptap";
import { initials, shade } from "./people.js";

export const isRemote = (transaction) => Boolean(transaction.getMeta(ySyncPluginKey)?.isChangeOrigin);

function caret(person) {
  const mark = document.createElement("span");
  mark.className = `caret caret-${shade(person)}`;
  const name = document.createElement("span");
  name.className = "caret-name";
  name.textContent = initials(person.name);
  name.title = person.name ?? "";
  // The words of the text must not be broken for a reader who listens: who is where is told by the list of people.
  mark.setAttribute("aria-hidden", "true");
  mark.append("\u2060", name, "\u2060");
  return mark;
}

export const Binding = Extension.create({
  name: "binding",
  priority: 1000,
  addOptions: () => ({ doc: null, awareness: null }),
  addCommands: () => ({
    undo:
      () =>
      ({ tr, state, dispatch }) => {
        tr.setMeta("preventDispatch", true);
        if (!yUndoPluginKey.getState(state).undoManager.undoStack.length) return false;
        return dispatch ? undo(state) : true;
      },
    redo:
      () =>
      ({ tr, state, dispatch }) => {
        tr.setMeta("preventDispatch", true);
        if (!yUndoPluginKey.getState(state).undoManager.redoStack.length) return false;
        return dispatch ? redo(state) : true;
      },
  }),
  addKeyboardShortcuts() {
    // Asked at the stroke: `commands` stand on the state of the moment in which they are fetched.
    const back = () => this.editor.commands.undo() || true;
    const forth = () => this.editor.commands.redo() || true;
    return { "Mod-z": back, "Mod-y": forth, "Shift-Mod-z": forth };
  },
  addProseMirrorPlugins() {
    const { doc, awareness } = this.options;
    return [
      ySyncPlugin(doc.getXmlFragment("default")),
      yUndoPlugin(),
      yCursorPlugin(awareness, {
        cursorBuilder: caret,
        selectionBuilder: (person) => ({ class: `selected-by selected-by-${shade(person)}` }),
      }),
    ];
  },
});
