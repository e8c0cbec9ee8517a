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

export function cleanHtml(html) {
  const page = new DOMParser().parseFromString(html.slice(0, MOST), "text/html");
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
  for (const node of page.body.querySelectorAll("*"))
    for (const { name } of [...node.attributes]) if (name.startsWith("on")) node.removeAttribute(name);
  return { html: page.body.innerHTML, lost: lost - own };
}

function cleanWord(page) {
  for (const node of page.querySelectorAll("[style*='mso-hide:all'], [style*='display:none']")) node.remove();
  lists(page);
  for (const node of page.querySelectorAll("p")) {
    const level = /^MsoTitle/.test(node.className) ? 1 : Number(/^MsoHeading(\d)/.exec(node.className)?.[1] ?? 0);
    if (level) rename(node, `h${Math.min(level, 4)}`);
    else if (!node.textContent.trim() && !node.querySelector("table")) node.remove();
  }
  // Word gives every run a font, a size and a language: only what we know by tags stays.
  for (const node of page.querySelectorAll("span, font")) {
    const bold = /font-weight:\s*(bold|[6-9]00)/.test(node.getAttribute("style") ?? "");
    const italic = /font-style:\s*italic/.test(node.getAttribute("style") ?? "");
    if (bold || italic) rename(node, bold ? "strong" : "em");
    else node.replaceWith(...node.childNodes);
  }
  for (const node of page.querySelectorAll("[style], [class], [lang]")) {
    node.removeAttribute("style");
    node.removeAttribute("class");
    node.removeAttribute("lang");
  }
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
    const found = /mso-list:\s*l\d+\s+level(\d)/.exec(node.getAttribute("style") ?? "");
    if (!found) {
      open = [];
      continue;
    }
    const depth = Number(found[1]);
    const sign = node.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']");
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
  name: "paste",
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
