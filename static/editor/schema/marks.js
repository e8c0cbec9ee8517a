// Marks, read by tags alone: what styles say was made into tags by paste.js. Overlapping comments survive because the mark excludes nothing, not even itself.

import { Mark, markInputRule } from "@tiptap/core";
import { attribute } from "./blocks.js";
import { cleanAddress, cleanId, cleanLanguage } from "./clean.js";

const simple = (name, tag, parse, keys = [], rules = [], more = {}) =>
  Mark.create({
    name,
    ...more,
    parseHTML: () => parse,
    renderHTML: () => [tag, 0],
    addKeyboardShortcuts() {
      return Object.fromEntries(keys.map((key) => [key, () => this.editor.commands.toggleMark(this.name)]));
    },
    addInputRules() {
      return rules.map((find) => markInputRule({ find, type: this.type }));
    },
  });

export const Bold = simple(
  "bold",
  "strong",
  [{ tag: "strong" }, { tag: "b" }],
  ["Mod-b", "Mod-B"],
  [/(?:^|\s)(\*\*(?!\s+\*\*)([^*]+)\*\*(?!\s+\*\*))$/],
);
export const Italic = simple(
  "italic",
  "em",
  [{ tag: "em" }, { tag: "i" }],
  ["Mod-i", "Mod-I"],
  [/(?:^|\s)(\*(?!\s+\*)([^*]+)\*(?!\s+\*))$/],
);
export const Underline = simple(
  "underline",
  "u",
  [{ tag: "u" }],
  ["Mod-u", "Mod-U"],
);
export const Strike = simple(
  "strike",
  "s",
  [{ tag: "s" }, { tag: "del" }, { tag: "strike" }],
  ["Mod-Shift-s", "Mod-Shift-S"],
);
export const Subscript = simple("subscript", "sub", [{ tag: "sub" }], ["Mod-,"]);
export const Superscript = simple("superscript", "sup", [{ tag: "sup" }], ["Mod-."]);

export const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({ href: attribute("href", "href", cleanAddress) }),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (a) => (cleanAddress(a.getAttribute("href")) ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ["a", { ...HTMLAttributes, rel: "noopener noreferrer nofollow" }, 0],
});

// No spell checker knows Chinese, Japanese or Korean: it would underline every word.
const unspelled = (language) => /^(zh|ja|ko)\b/i.test(language ?? "");

export const Language = Mark.create({
  name: "language",
  addAttributes: () => ({ lang: attribute("lang", "lang", cleanLanguage) }),
  parseHTML: () => [{ tag: "span[lang]", getAttrs: (span) => (cleanLanguage(span.getAttribute("lang")) ? null : false) }],
  renderHTML: ({ mark, HTMLAttributes }) => [
    "span",
    { ...HTMLAttributes, class: "passage", spellcheck: unspelled(mark.attrs.lang) ? "false" : "true" },
    0,
  ],
});

export const Comment = Mark.create({
  name: "comment",
  inclusive: false,
  excludes: "",
  addAttributes: () => ({ thread: attribute("thread", "data-thread", cleanId) }),
  parseHTML: () => [{ tag: "span[data-thread]", getAttrs: (span) => (cleanId(span.dataset.thread) ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ["span", { ...HTMLAttributes, class: "commented" }, 0],
});

export const marks = [Bold, Italic, Underline, Strike, Subscript, Superscript, Link, Language, Comment];
export { unspelled };
