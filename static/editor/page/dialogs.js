// Questions: a link, a figure, a work to cite, a part to point to, a language, a caption, the keys.
// They are dialogs of the page itself: the focus goes in, Escape closes, and comes back to the text.

import { cleanAddress, newId } from "../schema/clean.js";
import { ask, make, plain, say } from "./words.js";

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
    this.figure();
    this.cite();
    this.refer();
    this.captions();
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
    if (node.type.name === "citation" && this.page.mode.now !== "reading") {
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

  figure() {
    const { dialog, form } = this.form(
      "figure",
      (form) => {
        form.elements.alt.value = form.elements.caption.value = "";
        this.choosePicture(form);
      },
      (form, dialog) => (this.addPicture(form, dialog), false),
    );
    if (!form) return;
    dialog.addEventListener("upload:ready", (event) => {
      this.picture = { upload: event.detail.id };
      this.mark(form, null);
    });
    form.elements.q.addEventListener("input", () => {
      clearTimeout(this.looking);
      this.looking = setTimeout(() => this.choosePicture(form), 300);
    });
  }

  mark(form, chosen) {
    for (const one of form.querySelectorAll("[data-pictures] button")) one.setAttribute("aria-pressed", String(one === chosen));
  }

  async choosePicture(form) {
    const { addresses } = this.page.facts;
    const list = form.querySelector("[data-pictures]");
    try {
      const [own, library] = await Promise.all([
        ask(addresses.figures, null, this.words),
        ask(`${addresses.pictures}?q=${encodeURIComponent(form.elements.q.value)}`, null, this.words),
      ]);
      const rows = [
        ...own.figures.map((one) => ({ ...one, from: this.words.ofThisPaper })),
        ...library.pictures,
      ];
      list.replaceChildren(...rows.map((one) => this.pictureRow(form, one)));
      form.querySelector("[data-no-pictures]").hidden = rows.length > 0;
    } catch (error) {
      this.fault(this.get("figure"), error.message);
    }
  }

  pictureRow(form, one) {
    const button = make(
      "button",
      { type: "button", className: "picture-choice", attributes: { "aria-pressed": "false" } },
      make("img", { src: one.address, alt: "", loading: "lazy" }),
      make("span", { textContent: one.name }),
      make("span", { className: "small muted", textContent: one.from ?? "" }),
    );
    button.addEventListener("click", () => {
      this.picture = one.figure ? { figure: one.figure } : { file: one.file };
      if (one.alt && !form.elements.alt.value) form.elements.alt.value = one.alt;
      this.mark(form, button);
    });
    return make("li", {}, button);
  }

  async addPicture(form, dialog) {
    const alt = form.elements.alt.value.trim();
    if (!this.picture) return this.fault(dialog, this.words.choosePicture);
    if (!alt) {
      this.fault(dialog, this.words.needAlt);
      return form.elements.alt.focus();
    }
    try {
      let { figure } = this.picture;
      if (!figure) ({ figure } = await ask(this.page.facts.addresses.figures, { ...this.picture, alternative: alt }, this.words));
      dialog.close();
      this.picture = null;
      this.editor.chain().focus().addFigure({ figure, alt, caption: form.elements.caption.value.trim() }).run();
      form.querySelector("[data-upload-list]")?.replaceChildren();
    } catch (error) {
      this.fault(dialog, error.message);
    }
  }

  cite() {
    let chosen = [];
    const { dialog, form } = this.form(
      "cite",
      (form) => {
        const { node } = this.editor.state.selection;
        chosen = node?.type.name === "citation" ? node.attrs.items.map((item) => ({ ...item })) : [];
        form.elements.mode.value = node?.type.name === "citation" ? node.attrs.mode : "paren";
        form.elements.q.value = "";
        form.elements.locator.value = chosen[0]?.locator ?? "";
        draw();
        look();
      },
      (form, dialog) => {
        if (!chosen.length) return this.fault(dialog, this.words.chooseWork), false;
        const locator = form.elements.locator.value.trim();
        const items = chosen.map((item, place) => {
          const { locator: _old, ...rest } = item;
          return place === 0 && locator ? { ...rest, locator, label: item.label ?? "page" } : rest;
        });
        this.editor.chain().focus().putAtom("citation", { items, mode: form.elements.mode.value }).run();
        return true;
      },
    );
    const list = form.querySelector("[data-works]");
    const picked = form.querySelector("[data-picked]");
    const draw = () => {
      picked.replaceChildren(
        ...chosen.map((item) => {
          const name = this.page.cites.works.get(item.key)?.title ?? item.key;
          const drop = make("button", { type: "button", className: "lnk", textContent: say(this.words.dropWork, { title: name }) });
          drop.addEventListener("click", () => ((chosen = chosen.filter((one) => one !== item)), draw()));
          return make("li", {}, drop);
        }),
      );
    };
    const add = (key) => {
      if (!chosen.some((item) => item.key === key)) chosen.push({ key });
      draw();
    };
    const bring = async (address, fields) => {
      try {
        const told = await ask(address, fields, this.words);
        await this.page.cites.load();
        if (told.key) add(told.key);
        // A DOI is asked for elsewhere, and shown before it is taken into the list.
        if (told.gathering) this.fault(dialog, this.words.doiAsked, told.gathering);
        look();
      } catch (error) {
        this.fault(dialog, error.message);
      }
    };
    const look = async () => {
      try {
        const found = await this.page.cites.search(form.elements.q.value.trim());
        const rows = (found.works ?? []).slice(0, 30).map((work) => {
          const words = [...(work.people ?? []), work.year].filter(Boolean).join(", ");
          return row(work.title || plain(work.entry) || work.key, words, () => add(work.key));
        });
        for (const { entry, title } of found.library ?? [])
          rows.push(row(title, this.words.fromLibrary, () => bring(found.add, { entry })));
        if (found.doi) rows.push(row(found.doi, this.words.byDoi, () => bring(found.add, { doi: found.doi })));
        list.replaceChildren(...rows);
        form.querySelector("[data-no-works]").hidden = rows.length > 0;
      } catch (error) {
        this.fault(dialog, error.message);
      }
    };
    const row = (title, words, act) => {
      const button = make("button", { type: "button", className: "work-choice" }, make("span", { textContent: title }), make("span", { className: "small muted", textContent: words }));
      button.addEventListener("click", act);
      return make("li", {}, button);
    };
    form.elements.q.addEventListener("input", () => {
      clearTimeout(this.citing);
      this.citing = setTimeout(look, 250);
    });
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

  caption() {
    this.open("caption");
  }
}
