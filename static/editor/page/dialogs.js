// Questions: a link, a figure, a work to cite, a part to point to, a language, a caption, the keys.
// They are dialogs of the page itself: the focus goes in, Escape closes, and comes back to the text.

import { cleanAddress, newId } from "../schema/clean.js";
import { CiteDialog } from "./citing.js";
import { FigureDialog } from "./figures.js";
import { make, say } from "./words.js";

export class Dialogs {
  constructor(page) {
    this.page = page;
    this.words = page.words;
    for (const dialog of page.root.querySelectorAll("dialog")) {
      dialog.addEventListener("click", (event) => {
        if (event.target.closest("[data-cancel-dialog]")) dialog.close();
      });
      dialog.addEventListener("close", () => this.page.editor?.commands.focus());
    }
    this.link();
    this.language();
    this.refer();
    this.captions();
    if (this.get("alt")) this.alternative();
    // A page may do without one of them.
    if (this.get("figure")) new FigureDialog(this);
    if (this.get("cite")) new CiteDialog(this);
  }

  get editor() {
    return this.page.editor;
  }

  get(name) {
    return this.page.root.querySelector(`dialog[data-dialog="${name}"]`);
  }

  open(name) {
    const dialog = this.get(name);
    if (!dialog || dialog.open) return;
    for (const fault of dialog.querySelectorAll("[data-fault]")) fault.hidden = true;
    dialog.dispatchEvent(new Event("opening"));
    dialog.showModal();
  }

  fault(dialog, words, address) {
    const place = dialog.querySelector("[data-fault]");
    const more = address && make("a", { href: address, target: "_blank", textContent: this.words.lookThere });
    place.querySelector("[data-fault-words]").replaceChildren(words, more ? " " : "", more ?? "");
    place.hidden = false;
  }

  // What a click on something in the line opens: a citation its question, a reference its target.
  clicked(node) {
    if (node.type.name === "citation" && this.page.mode.now !== "reading" && this.get("cite")) {
      setTimeout(() => this.open("cite"));
      return false;
    }
    const target = node.type.name === "crossRef" ? node.attrs.target : node.type.name === "footnoteRef" ? node.attrs.id : null;
    if (!target) return false;
    let place = null;
    this.editor.state.doc.descendants((one, position) => {
      if (one.attrs.id === target && one.type.name !== "footnoteRef") place ??= position;
      return place === null;
    });
    if (place === null) return false;
    setTimeout(() => this.editor.commands.jumpTo(place));
    return true;
  }

  form(name, opening, done) {
    const dialog = this.get(name);
    const form = dialog.querySelector("form");
    dialog.addEventListener("opening", () => opening(form, dialog));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (done(form, dialog) !== false) dialog.close();
    });
    return { dialog, form };
  }

  link() {
    const remove = () => this.editor.chain().focus().extendMarkRange("link").unsetMark("link").run();
    const { form, dialog } = this.form(
      "link",
      ({ elements }) => (elements.href.value = this.editor.getAttributes("link").href ?? ""),
      ({ elements }, dialog) => {
        let words = elements.href.value.trim();
        if (words && !/^[a-z]+:/i.test(words)) words = words.includes("@") ? `mailto:${words}` : `https://${words}`;
        const href = cleanAddress(words);
        if (!href) return this.fault(dialog, this.words.noAddress), false;
        const chain = this.editor.chain().focus();
        if (this.editor.state.selection.empty && !this.editor.isActive("link"))
          chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
        else chain.extendMarkRange("link").setMark("link", { href }).run();
        return true;
      },
    );
    form.querySelector("[data-unlink]").addEventListener("click", () => (remove(), dialog.close()));
  }

  language() {
    this.form(
      "language",
      ({ elements }) => (elements.lang.value = this.editor.getAttributes("language").lang ?? ""),
      ({ elements }) => {
        const lang = elements.lang.value;
        const chain = this.editor.chain().focus();
        return lang ? chain.setMark("language", { lang }).run() : chain.extendMarkRange("language").unsetMark("language").run();
      },
    );
  }

  refer() {
    const { form, dialog } = this.form("refer", () => draw(), () => true);
    const list = form.querySelector("[data-targets]");
    const draw = () => {
      const found = this.page.outline.found ?? { headings: [], figures: [], tables: [] };
      const rows = [
        ...found.headings.map((one) => ({ ...one, name: one.text || this.words.untitled })),
        ...found.figures.map((one, place) => ({ ...one, name: `${say(this.words.figure, { number: place + 1 })} ${one.text}` })),
        ...found.tables.map((one, place) => ({ ...one, name: `${say(this.words.table, { number: place + 1 })} ${one.text}` })),
      ];
      list.replaceChildren(
        ...rows.map((one) => {
          const button = make("button", { type: "button", className: "work-choice", textContent: one.name });
          button.addEventListener("click", () => (dialog.close(), this.pointTo(one)));
          return make("li", {}, button);
        }),
      );
      form.querySelector("[data-no-targets]").hidden = rows.length > 0;
    };
  }

  // What is pointed to for the first time may have no id yet.
  pointTo({ id, position }) {
    let target = id;
    if (!target) {
      target = newId();
      this.editor.commands.command(({ tr }) => Boolean(tr.setNodeAttribute(position, "id", target)));
    }
    this.editor.chain().focus().putAtom("crossRef", { target }).run();
  }

  captions() {
    this.form(
      "caption",
      ({ elements }) => (elements.caption.value = this.editor.getAttributes("table").caption ?? ""),
      ({ elements }) => this.editor.chain().focus().updateAttributes("table", { caption: elements.caption.value.trim() || null }).run(),
    );
  }

  // What a picture shows, in words: of the figure in which the caret is.
  alternative() {
    this.form(
      "alt",
      ({ elements }) => (elements.alt.value = this.editor.getAttributes("figure").alt ?? ""),
      ({ elements }, dialog) => {
        const alt = elements.alt.value.trim();
        if (!alt) return this.fault(dialog, this.words.needAlt), false;
        return this.editor.chain().focus().updateAttributes("figure", { alt }).run();
      },
    );
  }
}
