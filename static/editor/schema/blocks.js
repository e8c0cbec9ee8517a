// Blocks: one plain node each. Names and attributes are those of resources/papers/schema.py; a test compares them.

import { Node, textblockTypeInputRule, wrappingInputRule } from "@tiptap/core";
import { cleanId, cleanNumber } from "./clean.js";

// An attribute that stands in the page under another name than in the text.
export const attribute = (key, name, read, fallback = null) => ({
  default: fallback,
  parseHTML: (element) => read(element.getAttribute(name)) ?? fallback,
  renderHTML: (found) => (found[key] == null ? {} : { [name]: String(found[key]) }),
});

const identity = () => ({ ...attribute("id", "id", cleanId), keepOnSplit: false });

export const Doc = Node.create({ name: "doc", topNode: true, content: "block+" });
export const Text = Node.create({ name: "text", group: "inline" });

export const Paragraph = Node.create({
  name: "paragraph",
  priority: 1000,
  group: "block",
  content: "inline*",
  parseHTML: () => [{ tag: "p" }],
  renderHTML: () => ["p", 0],
  addKeyboardShortcuts() {
    return { "Mod-Alt-0": () => this.editor.commands.setNode(this.name) };
  },
});

const LEVELS = [1, 2, 3, 4];

export const Heading = Node.create({
  name: "heading",
  group: "block",
  content: "inline*",
  defining: true,
  addAttributes: () => ({ level: { default: 1, rendered: false }, id: identity() }),
  // Levels that we do not have become the deepest that we have.
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(level, 4) } })),
  // The page has one h1, its title: a heading of level 1 in the text is an h2 on the page.
  renderHTML: ({ node, HTMLAttributes }) => [
    `h${Math.min(node.attrs.level, 4) + 1}`,
    { ...HTMLAttributes, "data-level": String(node.attrs.level) },
    0,
  ],
  addKeyboardShortcuts() {
    const keys = {};
    for (const level of LEVELS)
      keys[`Mod-Alt-${level}`] = () => this.editor.commands.toggleNode(this.name, "paragraph", { level });
    return keys;
  },
  addInputRules() {
    return LEVELS.map((level) =>
      textblockTypeInputRule({ find: new RegExp(`^(#{${level}})\\s$`), type: this.type, getAttributes: { level } }),
    );
  },
});

export const Quote = Node.create({
  name: "blockquote",
  group: "block",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: () => ["blockquote", 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-b": () => this.editor.commands.toggleWrap(this.name) };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })];
  },
});

export const KINDS = ["note", "tip", "warning"];

export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({
    kind: attribute("kind", "data-callout", (word) => (KINDS.includes(word) ? word : null), "note"),
  }),
  parseHTML: () => [{ tag: "div[data-callout]" }],
  renderHTML: ({ HTMLAttributes }) => ["div", { ...HTMLAttributes, class: "callout", role: "note" }, 0],
});

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "inline*",
  isolating: true,
  draggable: true,
  addOptions: () => ({ address: (number) => `#figure-${number}` }),
  addAttributes: () => ({
    figure: attribute("figure", "data-figure", (word) => cleanNumber(word, 1, 2 ** 52)),
    alt: attribute("alt", "data-alt", (word) => word?.slice(0, 1000) ?? null),
    id: identity(),
  }),
  // Only figures of this paper: a picture from elsewhere is told of where it is pasted.
  parseHTML: () => [{ tag: "figure[data-figure]", contentElement: "figcaption" }],
  renderHTML({ node, HTMLAttributes }) {
    const picture = { src: this.options.address(node.attrs.figure), alt: node.attrs.alt ?? "", loading: "lazy" };
    return ["figure", HTMLAttributes, ["img", { ...picture, draggable: "false" }], ["figcaption", 0]];
  },
});

export const Footnote = Node.create({
  name: "footnote",
  group: "block",
  content: "inline*",
  isolating: true,
  defining: true,
  addAttributes: () => ({ id: { ...attribute("id", "data-footnote", cleanId), keepOnSplit: false } }),
  parseHTML: () => [{ tag: "div[data-footnote]" }],
  renderHTML: ({ HTMLAttributes }) => ["div", { ...HTMLAttributes, class: "footnote", role: "doc-footnote" }, 0],
});

export const Rule = Node.create({
  name: "horizontalRule",
  group: "block",
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: () => ["hr"],
});

export const blocks = [Doc, Text, Paragraph, Heading, Quote, Callout, Figure, Footnote, Rule];
