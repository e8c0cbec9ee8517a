// Headings, figures, tables and footnotes have short ids, each once in the text: what is copied gets a new one.

import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { isRemote } from "../live/binding.js";
import { newId } from "../schema/clean.js";

const NAMED = new Set(["heading", "figure", "table", "footnote"]);

const brings = (step) => {
  let found = false;
  step.slice?.content.descendants((node) => {
    found ||= NAMED.has(node.type.name);
    return !found && !node.isTextblock;
  });
  return found;
};

// A key stroke brings only letters and costs nothing here; one that splits or changes blocks does.
const mayBring = (transaction) =>
  transaction.docChanged &&
  !isRemote(transaction) &&
  transaction.steps.some((step) => (step.slice ? brings(step) : !("mark" in step)));

export const Ids = Extension.create({
  name: "ids",
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, state) {
        if (!transactions.some(mayBring)) return null;
        const seen = new Set();
        const change = state.tr;
        state.doc.descendants((node, position) => {
          if (NAMED.has(node.type.name)) {
            if (!node.attrs.id || seen.has(node.attrs.id)) change.setNodeAttribute(position, "id", newId());
            else seen.add(node.attrs.id);
          }
          return !node.isTextblock;
        });
        return change.docChanged ? change : null;
      },
    }),
  ],
});
