// What citations are called: asked once from the paper's list, again when a key is met that is not known yet.

import { ask, plain } from "./words.js";

export class Cites {
  constructor(page) {
    this.page = page;
    this.works = new Map();
    this.address = page.facts.addresses.search_references;
    this.missing = new Set();
    this.load();
  }

  async search(words) {
    if (!this.address) return { works: [], library: [] };
    const found = await ask(`${this.address}?q=${encodeURIComponent(words)}`, null, this.page.words);
    for (const work of found.works ?? []) this.works.set(work.key, work);
    return found;
  }

  async load() {
    try {
      await this.search("");
      this.missing.clear();
      this.page.editor?.storage.numbering.again();
    } catch {
      // Without the list the keys are shown.
    }
  }

  label({ items, mode }) {
    const parts = (items ?? []).map((item) => this.part(item, mode));
    if (!parts.length) return this.page.words.noWork;
    return mode === "text" ? parts.join("; ") : `(${parts.join("; ")})`;
  }

  part({ key, locator, prefix, suffix }, mode) {
    const work = this.works.get(key);
    if (!work && !this.missing.has(key)) {
      this.missing.add(key);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(), 1500);
    }
    const name = work ? plain(mode === "text" ? work.text : work.paren) : key;
    const bare = mode === "text" ? name : name.replace(/^[([]|[)\]]$/g, "");
    return [prefix, [bare, locator].filter(Boolean).join(", "), suffix].filter(Boolean).join(" ");
  }
}
