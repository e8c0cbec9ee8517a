// The passage of the talk that is open is drawn as such; by a decoration, for the editor watches its own elements.

import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const key = new PluginKey("here");

export const Here = Extension.create({
  name: "here",
  addCommands: () => ({
    showPassage:
      (place) =>
      ({ tr, dispatch }) => {
        dispatch?.(tr.setMeta(key, { place: place ?? null }).setMeta("addToHistory", false));
        return true;
      },
  }),
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(transaction, set) {
          const told = transaction.getMeta(key);
          if (!told) return set.map(transaction.mapping, transaction.doc);
          if (!told.place) return DecorationSet.empty;
          const { from, to } = told.place;
          return DecorationSet.create(transaction.doc, [Decoration.inline(from, to, { class: "is-here" })]);
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});
