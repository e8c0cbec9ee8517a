// Who may change what, before the server is asked: in reading nothing, in suggesting nothing of the main text.
// What somebody without the right here types is not lost: `instead` may let it into a text that came loose from the
// shared one. It is never refused in the midst of it: an input method that composes would lose its place.

import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { isRemote } from "../live/binding.js";

// Marks of comments are laid by whoever may comment; a transaction that does only that carries this note.
export const ONLY_COMMENT = "onlyComment";

export const Gate = Extension.create({
  name: "gate",
  priority: 2000,
  addOptions: () => ({ allows: () => true, instead: () => false }),
  addProseMirrorPlugins() {
    const { options } = this;
    return [
      new Plugin({
        filterTransaction(transaction, state) {
          if (!transaction.docChanged || isRemote(transaction) || transaction.getMeta(ONLY_COMMENT)) return true;
          return options.allows(state, transaction) || options.instead(transaction);
        },
      }),
    ];
  },
});

// All headings over a place, from its own up to the widest.
export function sectionsAt(doc, position) {
  const open = [];
  doc.forEach((node, at) => {
    if (node.type.name !== "heading" || at >= position) return;
    while (open.length && open.at(-1).level >= node.attrs.level) open.pop();
    open.push({ id: node.attrs.id, level: node.attrs.level });
  });
  return open.map(({ id }) => id).reverse();
}
