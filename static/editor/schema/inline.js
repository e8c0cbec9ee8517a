// What stands in a line: breaks, references to footnotes, works and parts of the text. Their words are drawn by
// numbering.js: the text itself holds only what they point to.

import { Node } from "@tiptap/core";
import { attribute } from "./blocks.js";
import { cleanId, cleanItems } from "./clean.js";

export const HardBreak = Node.create({
  name: "hardBreak",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.insertContent({ type: this.name }) };
  },
});

const atom = (name, tag, attributes, around) =>
  Node.create({
    name,
    group: "inline",
    inline: true,
    atom: true,
    addAttributes: attributes,
    parseHTML: () => [{ tag, priority: 60 }],
    renderHTML: ({ HTMLAttributes }) => [around.tag, { ...HTMLAttributes, class: around.class, role: around.role }],
  });

export const FootnoteRef = atom(
  "footnoteRef",
  "sup[data-footnote-ref]",
  () => ({ id: attribute("id", "data-footnote-ref", cleanId) }),
  { tag: "sup", class: "footnote-ref", role: "doc-noteref" },
);

export const Citation = atom(
  "citation",
  "span[data-citation]",
  () => ({
    items: {
      default: [],
      parseHTML: (element) => cleanItems(element.getAttribute("data-citation")),
      renderHTML: ({ items }) => ({ "data-citation": JSON.stringify(items ?? []) }),
    },
    mode: attribute("mode", "data-mode", (word) => (["paren", "text"].includes(word) ? word : null), "paren"),
  }),
  { tag: "span", class: "citation", role: "doc-biblioref" },
);

export const CrossRef = atom(
  "crossRef",
  "span[data-target]",
  () => ({ target: attribute("target", "data-target", cleanId) }),
  { tag: "span", class: "cross-ref", role: "link" },
);

export const inline = [HardBreak, FootnoteRef, Citation, CrossRef];
