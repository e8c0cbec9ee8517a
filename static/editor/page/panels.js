// What stands beside the text: comments, outline, search. On a phone one of them at a time comes up from below.

export class Panels {
  constructor(page) {
    this.page = page;
    this.aside = page.$("side");
    this.wide = matchMedia("(min-width: 62rem)");
    this.buttons = [...page.root.querySelectorAll("[data-panel-button]")];
    for (const button of this.buttons) button.addEventListener("click", () => this.toggle(button.dataset.panelButton));
    this.aside.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      this.close();
      this.page.editor?.commands.focus();
    });
    for (const close of this.aside.querySelectorAll("[data-panel-close]")) close.addEventListener("click", () => this.close());
    // The first of them stands open where there is room.
    if (this.wide.matches) this.open(this.aside.querySelector("[data-panel]").dataset.panel);
    else this.close();
  }

  toggle(name) {
    if (this.shown === name) this.close();
    else this.open(name, true);
  }

  open(name, takesFocus = false) {
    this.shown = name;
    this.aside.hidden = false;
    for (const panel of this.aside.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
    this.mark();
    if (takesFocus) this.aside.querySelector(`[data-panel="${name}"] :is(input, h2)`)?.focus({ preventScroll: true });
  }

  close() {
    if (this.shown === "find") this.page.search.end();
    this.shown = null;
    this.aside.hidden = true;
    this.mark();
  }

  mark() {
    this.page.root.classList.toggle("has-side", Boolean(this.shown));
    for (const button of this.buttons) button.setAttribute("aria-expanded", String(button.dataset.panelButton === this.shown));
  }
}
