// The bar of tools: one stop for the tab key, arrows move within it; buttons say whether they are on.

import { KINDS } from "../schema/blocks.js";

const MARKS = ["bold", "italic", "underline", "strike", "subscript", "superscript"];
const IN_TABLE = [
  "addRowBefore", "addRowAfter", "deleteRow", "addColumnBefore", "addColumnAfter", "deleteColumn", "toggleHeaderRow",
  "toggleHeaderColumn", "mergeCells", "splitCell", "deleteTable",
];
const WIDTHS = ["widerColumn", "narrowerColumn", "evenColumns"];

export class Toolbar {
  constructor(page) {
    this.page = page;
    this.bar = page.$("tools");
    this.style = page.$("style");
    this.table = page.$("table-tools");
    this.figure = page.$("figure-tools");
    this.bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button && button.getAttribute("aria-disabled") !== "true") this.act(button.dataset.do, button);
    });
    // A click on a tool must not take the caret out of the text.
    this.bar.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
    this.bar.addEventListener("keydown", (event) => this.move(event));
    this.bar.addEventListener("focusin", (event) => this.only(event.target));
    this.style.addEventListener("change", () => this.setStyle(this.style.value));
    for (const menu of this.bar.querySelectorAll("details")) this.menu(menu);
    document.addEventListener("keydown", (event) => this.keys(event));
    this.only(this.stops[0]);
  }

  get stops() {
    return [...this.bar.querySelectorAll("button, select, summary")].filter((node) => node.offsetParent !== null);
  }

  only(node) {
    if (!node?.matches?.("button, select, summary")) return;
    for (const other of this.bar.querySelectorAll("button, select, summary")) other.tabIndex = other === node ? 0 : -1;
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const { stops } = this;
    const at = stops.indexOf(event.target);
    let next;
    if (step && at >= 0) next = stops[(at + step + stops.length) % stops.length];
    else if (event.key === "Home" && event.target.tagName !== "SELECT") [next] = stops;
    else if (event.key === "End" && event.target.tagName !== "SELECT") next = stops.at(-1);
    else if (event.key === "Escape") {
      const open = this.bar.querySelector("details[open]");
      if (open) (open.open = false), (next = open.querySelector("summary"));
      else this.page.editor.commands.focus();
    }
    if (!next) return;
    event.preventDefault();
    this.only(next);
    next.focus();
  }

  menu(menu) {
    menu.addEventListener("click", (event) => event.target.closest("button") && (menu.open = false));
    menu.addEventListener("focusout", (event) => !menu.contains(event.relatedTarget) && event.relatedTarget && (menu.open = false));
    document.addEventListener("click", (event) => !menu.contains(event.target) && (menu.open = false));
  }

  keys(event) {
    if (event.key === "F10" && event.altKey && this.page.editor?.view.hasFocus()) {
      event.preventDefault();
      return (this.bar.querySelector("[tabindex='0']") ?? this.stops[0]).focus();
    }
    const main = event.ctrlKey || event.metaKey;
    const inPage = this.page.root.contains(event.target) || event.target === document.body;
    if (!inPage || !this.page.editor || document.querySelector("dialog[open]")) return;
    const act = {
      f: main && !event.shiftKey && !event.altKey && "find",
      m: main && event.altKey && "comment",
      k: main && !event.shiftKey && !event.altKey && "link",
      "/": main && "keys",
    }[event.key.toLowerCase()] || (event.code === "KeyM" && main && event.altKey && "comment");
    if (!act) return;
    event.preventDefault();
    this.act(act);
  }

  act(name, button) {
    const { editor, dialogs } = this.page;
    const chain = editor.chain().focus();
    if (MARKS.includes(name)) return chain.toggleMark(name).run();
    if (IN_TABLE.includes(name) || WIDTHS.includes(name)) return chain[name]().run();
    const kind = button?.dataset.kind;
    const acts = {
      undo: () => chain.undo().run(),
      redo: () => chain.redo().run(),
      bulletList: () => chain.toggleList("bulletList", "listItem").run(),
      orderedList: () => chain.toggleList("orderedList", "listItem").run(),
      sink: () => chain.sinkListItem("listItem").run(),
      lift: () => chain.liftListItem("listItem").run(),
      blockquote: () => chain.toggleWrap("blockquote").run(),
      callout: () => this.callout(chain, KINDS.includes(kind) ? kind : "note"),
      rule: () => chain.insertContent({ type: "horizontalRule" }).run(),
      note: () => chain.addNote().run(),
      table: () => chain.addTable().run(),
      clear: () => chain.clearMarks().run(),
      find: () => this.page.search.begin(),
      comment: () => this.page.comments.begin(),
    };
    return (acts[name] ?? (() => dialogs.open(name)))();
  }

  callout(chain, kind) {
    const { editor } = this.page;
    if (!editor.isActive("callout")) return chain.wrapIn("callout", { kind }).run();
    if (editor.isActive("callout", { kind })) return chain.lift("callout").run();
    return chain.updateAttributes("callout", { kind }).run();
  }

  setStyle(value) {
    const chain = this.page.editor.chain().focus();
    if (value === "0") chain.setNode("paragraph").run();
    else chain.setNode("heading", { level: Number(value) }).run();
  }

  plan() {
    if (this.planned) return;
    this.planned = setTimeout(() => ((this.planned = null), this.draw()), 80);
  }

  draw() {
    const { editor, session } = this.page;
    if (!editor || editor.isDestroyed) return;
    const writes = this.page.mode.now !== "reading" && !session.isEmpty;
    const { $from, from, to } = editor.state.selection;
    const stored = editor.state.storedMarks ?? $from.marks();
    const on = (name) => (from === to ? stored : editor.state.doc.rangeHasMark(from, to, editor.schema.marks[name]) ? [{ type: { name } }] : []).some((mark) => mark.type.name === name);
    const around = new Set();
    for (let depth = $from.depth; depth > 0; depth--) around.add($from.node(depth).type.name);
    for (const button of this.bar.querySelectorAll("[data-do]")) {
      const name = button.dataset.do;
      const free = ["find", "keys", "comment"].includes(name);
      const fits = !WIDTHS.includes(name) || this.page.mode.now === "editing";
      const may = name === "comment" ? this.page.facts.mayComment && !session.isStopped : free || (writes && fits);
      button.setAttribute("aria-disabled", String(!may));
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(MARKS.includes(name) || name === "link" ? on(name) : around.has(name)));
    }
    this.style.disabled = !writes;
    this.style.value = $from.parent.type.name === "heading" ? String($from.parent.attrs.level) : "0";
    this.table.hidden = !around.has("table") || !writes;
    if (this.figure) this.figure.hidden = !writes || !(around.has("figure") || editor.state.selection.node?.type.name === "figure");
  }
}
