// The question about a figure: uploaded here, of this paper, or of the library; always with words for those who do not
// see it.

import { ask, make } from "./words.js";

export class FigureDialog {
  constructor(dialogs) {
    this.dialogs = dialogs;
    this.page = dialogs.page;
    this.words = dialogs.words;
    const { dialog, form } = dialogs.form("figure", () => this.begin(), () => (this.add(), false));
    Object.assign(this, { dialog, form });
    dialog.addEventListener("upload:ready", (event) => {
      this.picture = { upload: event.detail.id };
      this.mark(null);
    });
    form.elements.q.addEventListener("input", () => {
      clearTimeout(this.looking);
      this.looking = setTimeout(() => this.choose(), 300);
    });
  }

  begin() {
    this.picture = null;
    this.form.elements.alt.value = this.form.elements.caption.value = "";
    this.choose();
  }

  mark(chosen) {
    for (const one of this.form.querySelectorAll("[data-pictures] button"))
      one.setAttribute("aria-pressed", String(one === chosen));
  }

  async choose() {
    const { addresses } = this.page.facts;
    const { form } = this;
    try {
      const [own, library] = await Promise.all([
        ask(addresses.figures, null, this.words),
        ask(`${addresses.pictures}?q=${encodeURIComponent(form.elements.q.value)}`, null, this.words),
      ]);
      const rows = [...own.figures.map((one) => ({ ...one, from: this.words.ofThisPaper })), ...library.pictures];
      form.querySelector("[data-pictures]").replaceChildren(...rows.map((one) => this.row(one)));
      form.querySelector("[data-no-pictures]").hidden = rows.length > 0;
    } catch (error) {
      this.dialogs.fault(this.dialog, error.message);
    }
  }

  row(one) {
    const button = make(
      "button",
      { type: "button", className: "picture-choice", attributes: { "aria-pressed": "false" } },
      make("img", { src: one.address, alt: "", loading: "lazy" }),
      make("span", { textContent: one.name }),
      make("span", { className: "small muted", textContent: one.from ?? "" }),
    );
    button.addEventListener("click", () => {
      this.picture = one.figure ? { figure: one.figure } : { file: one.file };
      if (one.alt && !this.form.elements.alt.value) this.form.elements.alt.value = one.alt;
      this.mark(button);
    });
    return make("li", {}, button);
  }

  async add() {
    const { dialog, dialogs, form, page, words } = this;
    const alt = form.elements.alt.value.trim();
    if (!this.picture) return dialogs.fault(dialog, words.choosePicture);
    if (!alt) {
      dialogs.fault(dialog, words.needAlt);
      return form.elements.alt.focus();
    }
    try {
      let { figure } = this.picture;
      if (!figure) ({ figure } = await ask(page.facts.addresses.figures, { ...this.picture, alternative: alt }, words));
      dialog.close();
      this.picture = null;
      page.editor.chain().focus().addFigure({ figure, alt, caption: form.elements.caption.value.trim() }).run();
      form.querySelector("[data-upload-list]")?.replaceChildren();
    } catch (error) {
      dialogs.fault(dialog, error.message);
    }
  }
}
