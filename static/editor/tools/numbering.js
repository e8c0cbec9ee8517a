// Reads the text when the writer pauses: what footnotes, figures and tables are numbered, what references and citations
// are called, what the outline holds, how many words there are. Key strokes only map what was drawn before.

import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { drawnWidths } from "./columns.js";
import { countWords } from "./counting.js";

export const numberingKey = new PluginKey("numbering");
const PAUSE = 250;
const counted = new WeakMap();

// Blocks that did not change are the same objects as before: they are counted once.
function wordsOf(block) {
  if (!counted.has(block)) counted.set(block, countWords(block.textBetween(0, block.content.size, " ", " ")));
  return counted.get(block);
}

export function readText(doc) {
  const found = { words: 0, headings: [], figures: [], tables: [], notes: new Map(), marks: [], threads: new Map() };
  doc.forEach((block) => (found.words += wordsOf(block)));
  doc.descendants((node, position) => {
    const { name } = node.type;
    if (name === "heading")
      found.headings.push({ id: node.attrs.id, level: node.attrs.level, text: node.textContent, position });
    else if (name === "figure") found.figures.push({ id: node.attrs.id, text: node.textContent, position });
    else if (name === "table") found.tables.push({ id: node.attrs.id, text: node.attrs.caption ?? "", position });
    else if (name === "footnoteRef" && !found.notes.has(node.attrs.id))
      found.notes.set(node.attrs.id, found.notes.size + 1);
    if (["footnoteRef", "citation", "crossRef", "footnote"].includes(name)) found.marks.push({ node, position });
    if (node.isText)
      for (const mark of node.marks)
        if (mark.type.name === "comment") {
          const known = found.threads.get(mark.attrs.thread);
          if (known) known.to = position + node.nodeSize;
          else found.threads.set(mark.attrs.thread, { from: position, to: position + node.nodeSize });
        }
    return true;
  });
  return found;
}

export function draw(doc, found, { words, cite }) {
  const names = new Map();
  found.headings.forEach(({ id, text }) => names.set(id, text));
  found.figures.forEach(({ id }, place) => names.set(id, words.figure.replace("%(number)s", place + 1)));
  found.tables.forEach(({ id }, place) => names.set(id, words.table.replace("%(number)s", place + 1)));
  const drawn = [];
  const put = (position, node, attributes) => drawn.push(Decoration.node(position, position + node.nodeSize, attributes));
  for (const { node, position } of found.marks) {
    const { id, target } = node.attrs;
    if (node.type.name === "footnoteRef" || node.type.name === "footnote") {
      const number = String(found.notes.get(id) ?? "*");
      const label = words.note.replace("%(number)s", number);
      put(position, node, node.type.name === "footnote" ? { "data-number": number } : { "data-number": number, "aria-label": label });
    } else if (node.type.name === "crossRef") {
      const name = names.get(target);
      put(position, node, { "data-label": name ?? words.lost, "aria-label": name ?? words.lost, ...(name ? {} : { class: "lost" }) });
    } else {
      const label = cite(node.attrs);
      put(position, node, { "data-label": label, "aria-label": label });
    }
  }
  found.figures.concat(found.tables).forEach(({ id, position }) => {
    const node = doc.nodeAt(position);
    const caption = node.type.name === "table" && node.attrs.caption ? ` ${node.attrs.caption}` : "";
    put(position, node, { "data-label": `${names.get(id) ?? ""}.${caption}` });
    if (node.type.name === "table") drawn.push(...drawnWidths(node, position));
  });
  return DecorationSet.create(doc, drawn);
}

export const Numbering = Extension.create({
  name: "numbering",
  addOptions: () => ({ words: {}, cite: () => "", told: () => {} }),
  addStorage: () => ({ again: () => {}, found: null }),
  addProseMirrorPlugins() {
    const { options, storage } = this;
    return [
      new Plugin({
        key: numberingKey,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, set) => transaction.getMeta(numberingKey) ?? set.map(transaction.mapping, transaction.doc),
        },
        props: { decorations: (state) => numberingKey.getState(state) },
        view(view) {
          let timer;
          const look = () => {
            timer = null;
            // Nothing is redrawn under the fingers of somebody who composes a character.
            if (view.isDestroyed || view.composing) return view.isDestroyed || plan(true);
            storage.found = readText(view.state.doc);
            const set = draw(view.state.doc, storage.found, options);
            view.dispatch(view.state.tr.setMeta(numberingKey, set).setMeta("addToHistory", false));
            options.told(storage.found);
            return true;
          };
          const plan = (later) => {
            clearTimeout(timer);
            timer = setTimeout(look, later ? PAUSE : 0);
          };
          storage.again = () => plan(false);
          plan(false);
          return {
            update: (_view, before) => before.doc !== view.state.doc && plan(true),
            destroy: () => clearTimeout(timer),
          };
        },
      }),
    ];
  },
});
