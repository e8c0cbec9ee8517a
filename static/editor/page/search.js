// The panel of find and replace.

import { say } from "./words.js";

export class Search {
  constructor(page) {
    this.page = page;
    this.form = page.$("find");
    this.count = page.$("find-count");
    const { text, exact } = this.form.elements;
    text.addEventListener("input", () => this.look());
    exact.addEventListener("change", () => this.look());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.page.editor.commands.findNext();
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.shiftKey && event.target === text) {
        event.preventDefault();
        this.page.editor.commands.findBefore();
      }
    });
    this.form.addEventListener("click", ({ target }) => {
      const act = target.closest("[data-find-act]")?.dataset.findAct;
      const { commands } = this.page.editor;
      const words = this.form.elements.replacement.value;
      if (act === "next") commands.findNext();
      else if (act === "before") commands.findBefore();
      else if (act === "replace") commands.replaceFound(words);
      else if (act === "all") commands.replaceAll(words);
    });
  }

  look() {
    const { text, exact } = this.form.elements;
    this.page.editor.commands.find(text.value, exact.checked);
  }

  told({ count, at, text }) {
    const { words } = this.page;
    this.count.textContent = !text ? "" : count ? say(words.found, { at: at + 1, count }) : words.notFound;
  }

  begin() {
    this.page.panels.open("find", true);
    const { from, to } = this.page.editor.state.selection;
    const chosen = this.page.editor.state.doc.textBetween(from, to, " ");
    const { text } = this.form.elements;
    if (chosen && chosen.length < 100) text.value = chosen;
    text.select();
    this.look();
  }

  end() {
    this.page.editor?.commands.find("");
  }
}
