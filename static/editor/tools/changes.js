// Suggestions as one sees them in Word: what the branch adds is underlined, what it takes away stands struck through.
// The branch is a text of its own; this only compares it with the text from which it began, and draws.

import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

export const changesKey = new PluginKey("changes");
const PAUSE = 300;
const TOKEN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[\p{L}\p{N}\p{M}]+|\s+|[^]/gu;
const MOST_CELLS = 400_000;

// The longest common subsequence of two lists, as pairs of places; the same beginnings and ends are cut off first.
export function align(before, after, same = (a, b) => a === b) {
  let start = 0;
  while (start < before.length && start < after.length && same(before[start], after[start])) start++;
  let endA = before.length;
  let endB = after.length;
  while (endA > start && endB > start && same(before[endA - 1], after[endB - 1])) (endA--, endB--);
  const pairs = [];
  for (let at = 0; at < start; at++) pairs.push([at, at]);
  const rows = endA - start;
  const columns = endB - start;
  if (rows && columns && rows * columns <= MOST_CELLS) {
    const width = columns + 1;
    const table = new Uint32Array((rows + 1) * width);
    for (let i = rows - 1; i >= 0; i--)
      for (let j = columns - 1; j >= 0; j--)
        table[i * width + j] = same(before[start + i], after[start + j])
          ? table[(i + 1) * width + j + 1] + 1
          : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    for (let i = 0, j = 0; i < rows && j < columns; ) {
      if (same(before[start + i], after[start + j])) pairs.push([start + i++, start + j++]);
      else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) i++;
      else j++;
    }
  }
  for (let at = 0; at < before.length - endA; at++) pairs.push([endA + at, endB + at]);
  return pairs;
}

// Every textblock of a text in its order, with its words; atoms count as a word of their own.
function textblocks(doc) {
  const found = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const tokens = [];
    node.forEach((child, offset) => {
      const at = position + 1 + offset;
      if (!child.isText) return void tokens.push({ word: `\u0000${JSON.stringify(child.attrs)}`, shown: "◦", from: at, to: at + child.nodeSize });
      for (const match of child.text.matchAll(TOKEN))
        tokens.push({ word: match[0], shown: match[0], from: at + match.index, to: at + match.index + match[0].length });
    });
    found.push({ node, position, tokens, text: tokens.map(({ word }) => word).join(""), kind: node.type.name + (node.attrs.level ?? "") });
    return false;
  });
  return found;
}

const similar = (a, b) => {
  if (a.kind !== b.kind) return false;
  if (a.text === b.text) return true;
  const words = new Set(a.tokens.map(({ word }) => word));
  const common = b.tokens.filter(({ word }) => word.trim() && words.has(word)).length;
  const whole = Math.max(a.tokens.length, b.tokens.length) / 2;
  return whole > 0 && common / whole > 0.4;
};

// Pairs of textblocks: the same ones first, then, between them, those that are alike in their order.
function pairBlocks(before, after) {
  const fixed = align(before, after, (a, b) => a.kind === b.kind && a.text === b.text);
  const pairs = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...fixed, [before.length, after.length]]) {
    for (let place = j; place < b; place++) {
      const match = before.findIndex((block, number) => number >= i && number < a && similar(block, after[place]));
      if (match < 0) continue;
      pairs.push([match, place]);
      i = match + 1;
    }
    if (a < before.length) pairs.push([a, b]);
    [i, j] = [a + 1, b + 1];
  }
  return pairs;
}

const gone = (text, isBlock) => () => {
  const node = document.createElement(isBlock ? "p" : "del");
  node.className = isBlock ? "taken-block" : "taken";
  node.contentEditable = "false";
  if (isBlock) node.append(Object.assign(document.createElement("del"), { textContent: text }));
  else node.textContent = text;
  return node;
};

export function compare(before, after) {
  const old = textblocks(before);
  const now = textblocks(after);
  const drawn = [];
  let count = 0;
  const whole = new Set(now.keys());
  const pairs = pairBlocks(old, now);
  let last = -1;
  const lost = (upto, where) => {
    for (let place = last + 1; place < upto; place++) {
      if (!old[place].text.trim()) continue;
      count++;
      const words = old[place].tokens.map(({ shown }) => shown).join("");
      drawn.push(Decoration.widget(where, gone(words, true), { side: -1, key: `block:${place}:${words}`, ignoreSelection: true }));
    }
  };
  for (const [a, b] of pairs) {
    lost(a, outside(after, now[b].position));
    last = a;
    whole.delete(b);
    if (old[a].text !== now[b].text) count += words(old[a], now[b], drawn);
  }
  lost(old.length, after.content.size);
  for (const place of whole) {
    const { node, position } = now[place];
    if (!node.content.size) continue;
    count++;
    drawn.push(Decoration.inline(position + 1, position + 1 + node.content.size, { class: "added", nodeName: "ins" }));
  }
  return { drawn, count };
}

// Before the outermost block, so that no paragraph is drawn inside a list or a row of a table.
const outside = (doc, position) => {
  const place = doc.resolve(position);
  return place.depth ? place.before(1) : position;
};

function words(before, after, drawn) {
  const pairs = align(before.tokens, after.tokens, (a, b) => a.word === b.word);
  let [i, j, count] = [0, 0, 0];
  for (const [a, b] of [...pairs, [before.tokens.length, after.tokens.length]]) {
    if (a > i || b > j) count++;
    if (a > i) {
      const text = before.tokens.slice(i, a).map(({ shown }) => shown).join("");
      const where = after.tokens[j]?.from ?? after.position + 1 + after.node.content.size;
      drawn.push(Decoration.widget(where, gone(text, false), { side: -1, key: `taken:${i}:${text}`, ignoreSelection: true }));
    }
    if (b > j) drawn.push(Decoration.inline(after.tokens[j].from, after.tokens[b - 1].to, { class: "added", nodeName: "ins" }));
    [i, j] = [a + 1, b + 1];
  }
  return count;
}

export const Changes = Extension.create({
  name: "changes",
  addOptions: () => ({ base: null, told: () => {} }),
  addStorage: () => ({ rebase: () => {} }),
  addProseMirrorPlugins() {
    const { options, editor, storage } = this;
    if (!options.base) return [];
    return [
      new Plugin({
        key: changesKey,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, set) => transaction.getMeta(changesKey) ?? set.map(transaction.mapping, transaction.doc),
        },
        props: { decorations: (state) => changesKey.getState(state) },
        view(view) {
          let base = editor.schema.nodeFromJSON(options.base);
          let timer;
          const look = () => {
            if (view.isDestroyed) return;
            if (view.composing) return plan();
            const { drawn, count } = compare(base, view.state.doc);
            const set = DecorationSet.create(view.state.doc, drawn);
            view.dispatch(view.state.tr.setMeta(changesKey, set).setMeta("addToHistory", false));
            options.told(count);
          };
          const plan = () => {
            clearTimeout(timer);
            timer = setTimeout(look, PAUSE);
          };
          storage.rebase = (content) => {
            base = editor.schema.nodeFromJSON(content);
            plan();
          };
          plan();
          return {
            update: (_view, before) => before.doc !== view.state.doc && plan(),
            destroy: () => clearTimeout(timer),
          };
        },
      }),
    ];
  },
});
