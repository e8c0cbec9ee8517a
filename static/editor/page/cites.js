// What citations are called: asked once from the paper's list, again when a key is met that is not known yet.

import { ask, plain, say } from "./words.js";

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
    // Only the first is said in the sentence: "Fisher (2015; Chen, 2020)" is what a style makes of the others.
    const parts = (items ?? []).map((item, number) => this.part(item, number ? "paren" : mode));
    if (!parts.length) return this.page.words.noWork;
    return mode === "text" ? parts.join("; ") : `(${parts.join("; ")})`;
  }

  part({ key, locator, label, prefix, suffix }, mode) {
    const work = this.works.get(key);
    if (!work && !this.missing.has(key)) {
      this.missing.add(key);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(), 1500);
    }
    const name = work ? plain(mode === "text" ? work.text : work.paren) : key;
    const bare = mode === "text" ? name : name.replace(/^[([（]|[)\]）]$/g, "");
    const { located } = this.page.facts;
    const place = locator && say(located[label || "page"] ?? `${label} %(place)s`, { place: locator });
    return [prefix, [bare, place, suffix].filter(Boolean).join(", ")].filter(Boolean).join(" ");
  }
}
