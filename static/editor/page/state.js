// What a writer must know: is it saved? In words, told to those who listen too. And the note for other pages.

export class State {
  constructor(session) {
    this.session = session;
    this.place = session.page.$("state");
    this.onState = () => this.draw();
    session.line.addEventListener("state", this.onState);
  }

  draw() {
    const { line, store, page, loose } = this.session;
    // Who may only read says nothing to the server: what this device holds beyond it is not saved by that.
    const isMute = line.onlyReads && store.hasUnsent;
    if (line.isSaved && !isMute) store.markSent();
    else if (line.unsent || (line.isOpen && line.isSynced && line.acked < line.sent))
      store.markUnsent(page.facts.title, page.facts.addresses.write);
    const kept = store.hasUnsent || line.unsent;
    let state = loose ? "saving" : isMute && line.isOpen ? "unsaved" : line.state;
    if (state === "offline" || state === "kept") state = kept ? (store.isWorking ? "kept" : "lost") : "offline";
    // Between a key stroke and the commit lie milliseconds: a word that flickers would only disturb.
    clearTimeout(this.timer);
    if (state === "saving") this.timer = setTimeout(() => this.show(this.late()), 600);
    else this.show(state);
  }

  late() {
    const { session } = this;
    const now = () => (session.loose ? "saving" : session.line.state);
    clearTimeout(this.later);
    this.later = setTimeout(() => now() === "saving" && this.show("late"), 4000);
    return now();
  }

  show(state) {
    if (state === this.shown) return;
    this.shown = state;
    const words = this.session.page.words.states;
    this.place.dataset.state = state;
    this.place.querySelector("[data-state-words]").textContent = words[state] ?? words.connecting;
  }

  destroy() {
    clearTimeout(this.timer);
    clearTimeout(this.later);
    this.session.line.removeEventListener("state", this.onState);
  }
}
