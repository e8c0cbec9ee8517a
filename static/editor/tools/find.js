// Find and replace: all places are marked, one is the present one.

import { Extension } from "@tiptap/core";
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const key = new PluginKey("find");
const MOST = 5000;

function places(doc, { text, exact }) {
  if (!text) return [];
  const wanted = exact ? text : text.toLocaleLowerCase();
  const found = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    // Atoms stand for one character, so that places in the words are places in the text.
    const words = node.textBetween(0, node.content.size, "\ufffc", "\ufffc");
    const lower = exact ? words : words.toLocaleLowerCase();
    // Letters whose small form is longer would shift all that follows.
    const within = lower.length === words.length ? lower : words;
    for (let at = within.indexOf(wanted); at >= 0 && found.length < MOST; at = within.indexOf(wanted, at + wanted.length))
      found.push({ from: position + 1 + at, to: position + 1 + at + wanted.length });
    return false;
  });
  return found;
}

const EMPTY = { text: "", exact: false, found: [], at: 0, set: DecorationSet.empty };

function drawn(doc, state) {
  const marks = state.found.map(({ from, to }, place) =>
    Decoration.inline(from, to, { class: place === state.at ? "found found-here" : "found" }),
  );
  return { ...state, set: DecorationSet.create(doc, marks) };
}

export const Find = Extension.create({
  name: "find",
  addOptions: () => ({ told: () => {} }),
  addCommands() {
    const set = (change) => ({ tr, dispatch }) => {
      dispatch?.(tr.setMeta(key, change).setMeta("addToHistory", false));
      return true;
    };
    const move = (by) => () => ({ tr, state, dispatch }) => {
      const { found, at } = key.getState(state);
      if (!found.length) return false;
      const next = (at + by + found.length) % found.length;
      const { from, to } = found[next];
      dispatch?.(tr.setMeta(key, { at: next }).setSelection(TextSelection.create(tr.doc, from, to)).scrollIntoView());
      return true;
    };
    return {
      find: (text, exact = false) => set({ text, exact, at: 0 }),
      findNext: move(1),
      findBefore: move(-1),
      replaceFound:
        (words) =>
        ({ tr, state, dispatch }) => {
          const { found, at } = key.getState(state);
          if (!found[at]) return false;
          dispatch?.(tr.insertText(words, found[at].from, found[at].to));
          return true;
        },
      replaceAll:
        (words) =>
        ({ tr, state, dispatch }) => {
          const { found } = key.getState(state);
          if (!found.length) return false;
          for (const { from, to } of [...found].reverse()) tr.insertText(words, from, to);
          dispatch?.(tr);
          return true;
        },
    };
  },
  addProseMirrorPlugins() {
    const { options } = this;
    return [
      new Plugin({
        key,
        state: {
          init: () => EMPTY,
          apply(transaction, before) {
            const change = transaction.getMeta(key);
            if (!change && !(transaction.docChanged && before.text)) return before;
            const next = { ...before, ...change };
            if (!next.text) return EMPTY;
            next.found = places(transaction.doc, next);
            next.at = Math.min(next.at, Math.max(0, next.found.length - 1));
            return drawn(transaction.doc, next);
          },
        },
        props: { decorations: (state) => key.getState(state).set },
        view: () => ({
          update(view, before) {
            const now = key.getState(view.state);
            if (now !== key.getState(before)) options.told({ count: now.found.length, at: now.at, text: now.text });
          },
        }),
      }),
    ];
  },
});
