// What comes in by paste: Word's mess is cleaned before the schema reads it, pictures are refused with a word.
// Nothing pasted can run: the browser parses it in a document without scripts, and only our own nodes come out.

import { Extension } from "@tiptap/core";
import { Fragment, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";

const GONE = "script,style,meta,link,title,head,xml,iframe,object,embed,form,input,button,select,textarea,svg,math,template,noscript,o\\:p";
const MOST = 2_000_000;
// One change of the shared text may weigh a megabyte: a whole report comes in as a Word file instead.
const MOST_LETTERS = 250_000;

const isWord = (html) => /class="?Mso|xmlns:o="urn:schemas-microsoft|mso-list|<w:WordDocument/i.test(html);

// The policy of the page forbids styles in attributes, even in a document that is never shown: they are renamed in the
// words, before anything is parsed, and what they say of bold and lists is read from there.
const withoutStyles = (html) =>
  html
    .slice(0, MOST)
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'])style\s*=/gi, "$1 data-style=").replace(/([\s"'])on\w+\s*=/gi, "$1 data-off="));

const styleOf = (node) => node.getAttribute("data-style") ?? "";

export function cleanHtml(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const lost = page.querySelectorAll("img, picture, video, audio, canvas").length;
  // Figures of this very text are known by their number: they keep their place, the picture itself is drawn anew.
  const own = page.querySelectorAll("figure[data-figure] img").length;
  for (const node of page.querySelectorAll("img, picture, video, audio, canvas")) node.remove();
  for (const node of page.querySelectorAll(GONE)) node.remove();
  const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const empty = [];
  while (comments.nextNode()) empty.push(comments.currentNode);
  for (const node of empty) node.remove();
  if (isWord(html)) cleanWord(page);
  runs(page);
  for (const node of page.body.querySelectorAll("*"))
    for (const { name } of [...node.attributes])
      if (name.startsWith("on") || ["data-style", "data-off", "style"].includes(name)) node.removeAttribute(name);
  return { html: page.body.innerHTML, lost: lost - own };
}

function cleanWord(page) {
  for (const node of page.querySelectorAll("[data-style*='mso-hide:all'], [data-style*='display:none']")) node.remove();
  lists(page);
  for (const node of page.querySelectorAll("p")) {
    const level = /^MsoTitle/.test(node.className) ? 1 : Number(/^MsoHeading(\d)/.exec(node.className)?.[1] ?? 0);
    if (level) rename(node, `h${Math.min(level, 4)}`);
    else if (!node.textContent.trim() && !node.querySelector("table")) node.remove();
  }
  // Word gives every run a language of its own, mostly the one of the machine: that says nothing.
  for (const node of page.querySelectorAll("[class], [lang]")) {
    node.removeAttribute("class");
    node.removeAttribute("lang");
  }
}

// Fonts and sizes go, bold and italic become what they mean.
function runs(page) {
  for (const node of page.querySelectorAll("b, i"))
    if (/font-(weight|style):\s*normal/.test(styleOf(node))) node.replaceWith(...node.childNodes);
  for (const node of page.querySelectorAll("span, font")) {
    const style = styleOf(node);
    if (/font-style:\s*italic/.test(style)) wrap(node, "em");
    if (/font-weight:\s*(bold|[6-9]00)/.test(style)) wrap(node, "strong");
    if (!node.attributes.length || (node.attributes.length === 1 && style)) node.replaceWith(...node.childNodes);
  }
}

function wrap(node, tag) {
  const made = node.ownerDocument.createElement(tag);
  made.append(...node.childNodes);
  node.append(made);
}

function rename(node, tag) {
  const made = node.ownerDocument.createElement(tag);
  made.append(...node.childNodes);
  node.replaceWith(made);
  return made;
}

// Word's lists are paragraphs with a depth in their style and a sign in a hidden span.
function lists(page) {
  let open = [];
  for (const node of [...page.querySelectorAll("p")]) {
    const found = /mso-list:\s*l\d+\s+level(\d)/.exec(styleOf(node));
    if (!found) {
      open = [];
      continue;
    }
    const depth = Number(found[1]);
    const sign = node.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']");
    const tag = /^[\s(]*(\d+|[a-z]|[ivx]+)[.)]/i.test(sign?.textContent ?? "") ? "ol" : "ul";
    sign?.remove();
    const follows = open.length && node.previousElementSibling === open[0];
    if (!follows) open = [];
    while (open.length > depth) open.pop();
    while (open.length < depth) {
      const list = page.createElement(tag);
      const parent = open.at(-1);
      if (parent) (parent.lastElementChild ?? parent.appendChild(page.createElement("li"))).append(list);
      else node.before(list);
      open.push(list);
    }
    const item = page.createElement("li");
    const words = page.createElement("p");
    words.append(...node.childNodes);
    item.append(words);
    open.at(-1).append(item);
    node.remove();
  }
}

// Marks of comments travel with text that is moved within the paper; those of other papers are left behind.
function withoutForeign(slice, type, known) {
  const walk = (fragment) => {
    const nodes = [];
    fragment.forEach((node) => {
      const kept = node.marks.filter((mark) => mark.type !== type || known(mark.attrs.thread));
      const marked = kept.length === node.marks.length ? node : node.mark(kept);
      nodes.push(node.isText ? marked : marked.copy(walk(node.content)));
    });
    return Fragment.from(nodes);
  };
  return new Slice(walk(slice.content), slice.openStart, slice.openEnd);
}

export const Paste = Extension.create({
  name: "cleanPaste",
  addOptions: () => ({ refused: () => {}, tooLong: () => {}, known: () => true }),
  addProseMirrorPlugins() {
    const { options, editor } = this;
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => {
            const { html: clean, lost } = cleanHtml(html);
            if (lost > 0) options.refused();
            return clean;
          },
          transformPasted: (slice) => withoutForeign(slice, editor.schema.marks.comment, options.known),
          handlePaste: (_view, event, slice) => {
            if (slice.size > MOST_LETTERS) {
              options.tooLong();
              return true;
            }
            const data = event.clipboardData;
            const files = [...(data?.files ?? [])];
            // Word puts a picture of the text beside the text itself: then the text is meant.
            if (!files.length || data.types.includes("text/html") || data.types.includes("text/plain")) return false;
            options.refused();
            return true;
          },
          handleDrop: (_view, event) => {
            if (!event.dataTransfer?.files.length) return false;
            event.preventDefault();
            options.refused();
            return true;
          },
        },
      }),
    ];
  },
});
