// A line above the text that says what happened, and what one may do about it.

import { make } from "./words.js";

export class Notices {
  constructor(page) {
    this.page = page;
    this.place = page.$("notice");
  }

  show(text, { isGrave = false, stays = false, reload = false, acts = [] } = {}) {
    clearTimeout(this.timer);
    if (reload) acts = [{ label: this.page.words.reload, act: () => location.reload() }, ...acts];
    const buttons = acts.map(({ label, act }) =>
      make("button", { type: "button", className: "btn sm", textContent: label, onclick: () => (this.hide(), act()) }),
    );
    const close = make("button", { type: "button", className: "lnk", textContent: this.page.words.close, onclick: () => this.hide() });
    this.place.className = `note write-note${isGrave ? " warn" : ""}`;
    this.place.replaceChildren(make("p", { textContent: text }), make("p", { className: "acts" }, ...buttons, close));
    this.place.hidden = false;
    if (!stays && !acts.length) this.timer = setTimeout(() => this.hide(), 12_000);
  }

  hide() {
    this.place.hidden = true;
    this.place.replaceChildren();
  }

  failed() {
    this.show(this.page.words.failed, { isGrave: true, stays: true, reload: true });
  }
}
