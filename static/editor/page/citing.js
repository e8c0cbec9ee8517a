// The question about a citation: which works, and of each the place in it and the words before and after.

import { ask, make, plain, say } from "./words.js";

const MOST = 30;

export class CiteDialog {
  constructor(dialogs) {
    this.dialogs = dialogs;
    this.page = dialogs.page;
    this.words = dialogs.words;
    this.chosen = [];
    const { dialog, form } = dialogs.form("cite", () => this.begin(), () => this.put());
    Object.assign(this, { dialog, form });
    this.list = form.querySelector("[data-works]");
    this.picked = form.querySelector("[data-picked]");
    this.template = form.querySelector("[data-cited]");
    form.elements.q.addEventListener("input", () => {
      clearTimeout(this.looking);
      this.looking = setTimeout(() => this.look(), 250);
    });
    // Enter in the search looks, and does not cite what was not chosen yet.
    form.elements.q.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) event.preventDefault(), this.look();
    });
  }

  begin() {
    const { node } = this.page.editor.state.selection;
    const isThere = node?.type.name === "citation";
    this.chosen = [];
    this.picked.replaceChildren();
    for (const item of isThere ? node.attrs.items : []) this.add(item);
    this.form.elements.mode.value = isThere ? node.attrs.mode : "paren";
    this.form.elements.q.value = "";
    this.look();
  }

  // One work that is cited: its row holds what is said of it.
  add(item) {
    if (this.chosen.some((one) => one.key === item.key)) return;
    const row = this.template.content.firstElementChild.cloneNode(true);
    const one = { key: item.key, row };
    const title = this.page.cites.works.get(item.key)?.title ?? item.key;
    row.querySelector("[data-title]").textContent = title;
    row.setAttribute("aria-label", title);
    for (const field of row.querySelectorAll("[data-of]")) {
      const words = item[field.dataset.of];
      // A word for parts that another program knows stays.
      if (words && field.dataset.of === "label" && ![...field.options].some(({ value }) => value === words))
        field.append(new Option(words, words));
      if (words) field.value = words;
    }
    row.querySelector("details").open = Boolean(item.prefix || item.suffix);
    const drop = row.querySelector("[data-drop]");
    drop.textContent = say(this.words.dropWork, { title });
    drop.addEventListener("click", () => {
      this.chosen = this.chosen.filter((other) => other !== one);
      row.remove();
      this.form.elements.q.focus();
    });
    this.chosen.push(one);
    this.picked.append(row);
  }

  said({ key, row }) {
    const item = { key };
    for (const field of row.querySelectorAll("[data-of]")) {
      const words = field.value.trim();
      if (words && field.dataset.of !== "label") item[field.dataset.of] = words;
    }
    // What is counted says something only where there is a place.
    if (item.locator) item.label = row.querySelector("[data-of=label]").value;
    return item;
  }

  put() {
    if (!this.chosen.length) return this.dialogs.fault(this.dialog, this.words.chooseWork), false;
    const items = this.chosen.map((one) => this.said(one));
    this.page.editor.chain().focus().putAtom("citation", { items, mode: this.form.elements.mode.value }).run();
    return true;
  }

  async bring(address, fields) {
    try {
      const told = await ask(address, fields, this.words);
      await this.page.cites.load();
      if (told.key) this.add({ key: told.key });
      // A DOI is asked for elsewhere, and shown before it is taken into the list.
      if (told.gathering) this.dialogs.fault(this.dialog, this.words.doiAsked, told.gathering);
      this.look();
    } catch (error) {
      this.dialogs.fault(this.dialog, error.message);
    }
  }

  async look() {
    const asked = this.form.elements.q.value.trim();
    try {
      const found = await this.page.cites.search(asked);
      // An answer that comes late must not stand below other words.
      if (asked !== this.form.elements.q.value.trim()) return;
      const rows = (found.works ?? []).slice(0, MOST).map((work) => {
        const words = [...(work.people ?? []), work.year].filter(Boolean).join(", ");
        return this.offered(work.title || plain(work.entry) || work.key, words, () => this.add({ key: work.key }));
      });
      for (const { entry, title } of found.library ?? [])
        rows.push(this.offered(title, this.words.fromLibrary, () => this.bring(found.add, { entry })));
      if (found.doi) rows.push(this.offered(found.doi, this.words.byDoi, () => this.bring(found.add, { doi: found.doi })));
      this.list.replaceChildren(...rows);
      this.form.querySelector("[data-no-works]").hidden = rows.length > 0;
    } catch (error) {
      this.dialogs.fault(this.dialog, error.message);
    }
  }

  offered(title, words, act) {
    const button = make(
      "button",
      { type: "button", className: "work-choice" },
      make("span", { textContent: title }),
      make("span", { className: "small muted", textContent: words }),
    );
    button.addEventListener("click", act);
    return make("li", {}, button);
  }
}
