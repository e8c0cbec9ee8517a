// The headings of the text as a list to jump by, and how many words there are.

import { make, say } from "./words.js";

export class Outline {
  constructor(page) {
    this.page = page;
    this.list = page.$("outline");
    this.count = page.$("words");
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      this.page.editor.chain().jumpTo(Number(button.dataset.position)).focus().run();
      if (!this.page.panels.wide.matches) this.page.panels.close();
    });
  }

  draw(found) {
    this.found = found;
    const number = new Intl.NumberFormat(document.documentElement.lang || undefined).format(found.words);
    const words = say(found.words === 1 ? this.page.words.oneWord : this.page.words.manyWords, { count: number });
    if (this.count.textContent !== words) this.count.textContent = words;
    const shown = JSON.stringify(found.headings);
    if (shown === this.shown) return;
    this.shown = shown;
    this.list.replaceChildren(
      ...found.headings.map(({ level, text, position }) => {
        const button = make("button", { type: "button", textContent: text || this.page.words.untitled, dataset: { position } });
        return make("li", { className: `outline-${level}` }, button);
      }),
    );
    this.page.$("no-outline").hidden = found.headings.length > 0;
  }
}
