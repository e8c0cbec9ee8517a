// Talks about passages, beside the text. The thread lives on the server, its place is a mark in the text: when the words
// go, the thread stays, among those about removed text, and can be placed again.

import { newId } from "../schema/clean.js";
import { ask, make, say } from "./words.js";

const AGAIN = 20_000;
const AROUND = 60;

export class Comments {
  constructor(page) {
    this.page = page;
    this.words = page.words;
    this.list = page.$("threads");
    this.gone = page.$("gone-threads");
    this.form = page.$("new-comment");
    this.threads = new Map();
    this.places = new Map();
    this.outcomes = [];
    this.address = page.facts.addresses.threads;
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.send()));
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
      if (event.key === "Escape") (event.preventDefault(), this.stop());
    });
    page.$("cancel-comment").addEventListener("click", () => this.stop());
    for (const place of [this.list, this.gone]) {
      place.addEventListener("click", (event) => this.clicked(event));
      place.addEventListener("submit", (event) => this.submitted(event));
      place.addEventListener("focusin", (event) => this.show(event.target.closest("[data-thread-row]")?.dataset.threadRow));
    }
    page.$("text").addEventListener("click", (event) => {
      const key = event.target.closest?.("[data-thread]")?.dataset.thread;
      if (key && this.threads.has(key)) this.show(key, true);
    });
    this.offerPeople(this.form.elements.text);
    addEventListener("focus", () => this.load());
  }

  // Threads of another paper must not come along with pasted words; before the list is known nothing is judged.
  knows(thread) {
    return !this.loaded || this.threads.has(thread) || this.places.has(thread);
  }

  opened() {
    this.loaded = false;
    this.marked = "";
    this.places = new Map();
    this.stop();
    this.load();
    clearInterval(this.timer);
    this.timer = setInterval(() => document.visibilityState === "visible" && this.load(), AGAIN);
  }

  where() {
    const { proposal } = this.page.session.text;
    return proposal ? `${this.address}?proposal=${proposal}` : this.address;
  }

  async load() {
    if (!this.address || !this.page.session) return;
    try {
      const { threads, outcomes } = await ask(this.where(), null, this.words);
      this.outcomes = outcomes ?? [];
      this.threads = new Map(threads.map((thread) => [thread.key, thread]));
      this.loaded = true;
      this.draw();
    } catch {
      // Off the line the threads that are shown stay; they are asked for again.
    }
  }

  // Told after each pause of writing: which threads stand where in the text.
  placed({ threads }) {
    this.places = threads;
    if ([...threads.keys()].some((key) => this.loaded && !this.threads.has(key))) this.load();
    this.draw();
  }

  begin() {
    const { editor } = this.page;
    const { from, to, empty } = editor.state.selection;
    if (empty) return this.page.notices.show(this.words.selectFirst);
    this.target = { from, to };
    this.form.hidden = false;
    this.page.panels.open("comments");
    this.page.$("quote").textContent = editor.state.doc.textBetween(from, to, " ", " ").slice(0, 300);
    this.form.elements.text.focus();
    return true;
  }

  stop() {
    const open = !this.form.hidden;
    this.form.hidden = true;
    this.target = null;
    if (open && this.form.contains(document.activeElement)) this.page.editor?.commands.focus();
  }

  async send() {
    const text = this.form.elements.text.value.trim();
    const { editor, session } = this.page;
    if (!text || !this.target || this.sending) return;
    this.sending = true;
    // Where the words stand may have moved while the comment was written: the selection moved with them.
    const { from, to } = editor.state.selection.empty ? this.target : editor.state.selection;
    const key = newId(16);
    const { doc } = editor.state;
    const between = (a, b) => doc.textBetween(Math.max(0, a), Math.min(doc.content.size, b), " ", " ");
    const fields = {
      text, key, quote: doc.textBetween(from, to, "\n", " ").slice(0, 2000), before: between(from - AROUND, from),
      after: between(to, to + AROUND),
    };
    if (session.text.proposal) fields.proposal = session.text.proposal;
    try {
      const told = await ask(this.address, fields, this.words);
      const thread = told.thread ?? told;
      this.threads.set(thread.key, thread);
      const { selection } = editor.state;
      const place = selection.empty ? { from, to } : selection;
      editor.commands.markThread(thread.key, place.from, place.to);
      this.form.elements.text.value = "";
      this.stop();
      this.load();
    } catch (error) {
      // What was typed stays in the form.
      this.page.notices.show(error.message || this.words.notNow, { isGrave: true });
    } finally {
      this.sending = false;
    }
  }

  draw() {
    if (this.list.contains(document.activeElement) && document.activeElement.matches("textarea, select, input")) return;
    const rows = [...this.threads.values()];
    const at = (thread) => this.places.get(thread.key)?.from ?? Infinity;
    const stands = (thread) => this.places.has(thread.key) || (!thread.detached && !this.page.editor?.storage.numbering.found);
    const shown = JSON.stringify([rows, rows.map(at), rows.map(stands)]);
    if (shown === this.shown) return;
    this.shown = shown;
    const here = rows.filter(stands).sort((a, b) => at(a) - at(b));
    const gone = rows.filter((thread) => !stands(thread) && !thread.closed);
    const closed = here.filter((thread) => thread.closed);
    const open = here.filter((thread) => !thread.closed);
    const focus = document.activeElement?.closest("[data-thread-row]")?.dataset.threadRow;
    this.list.replaceChildren(...[...open, ...closed].map((thread) => this.row(thread)));
    this.gone.replaceChildren(...gone.map((thread) => this.row(thread, true)));
    this.page.$("gone").hidden = gone.length === 0;
    this.page.$("no-threads").hidden = here.length > 0;
    for (const place of this.page.root.querySelectorAll("[data-thread-count]")) place.textContent = open.length + gone.length || "";
    if (focus) this.list.querySelector(`[data-thread-row="${CSS.escape(focus)}"] summary`)?.focus({ preventScroll: true });
    this.mark();
  }

  row(thread, isGone = false) {
    const words = this.words;
    const first = thread.comments[0];
    const title = make("summary", {},
      make("q", { className: "thread-quote", textContent: thread.quote.slice(0, 120) }),
      make("span", { className: "small muted", textContent: `${first?.by ?? ""} · ${first?.when ?? ""}` }),
    );
    const row = make("details", { className: "thread", dataset: { threadRow: thread.key }, open: thread.key === this.active });
    row.append(title, ...thread.comments.map((one) => this.comment(one)));
    if (thread.closed) {
      row.classList.add("is-closed");
      const { words: outcome, by, reason } = thread.closed;
      row.append(make("p", { className: "small", textContent: `${say(words.closedBy, { outcome, name: by })} ${reason ?? ""}` }));
    }
    if (isGone) row.append(make("p", { className: "small muted", textContent: words.removedText }));
    if (thread.may?.reply) row.append(this.reply(thread));
    row.append(this.acts(thread, isGone));
    return row;
  }

  comment(one) {
    const text = one.removed ? this.words.takenBack : one.text;
    return make("div", { className: "said" },
      make("p", { className: "small" }, make("b", { textContent: one.by }), ` ${one.when}`, one.edited ? ` ${this.words.edited}` : null),
      make("p", { className: one.removed ? "muted" : "", textContent: text }),
    );
  }

  reply(thread) {
    const id = `reply-${thread.key}`;
    const text = make("textarea", { name: "text", id, rows: 2, maxLength: 5000, required: true });
    this.offerPeople(text);
    return make("form", { className: "reply", method: "post", dataset: { reply: thread.key } },
      make("label", { className: "small", htmlFor: id, textContent: this.words.reply }), text,
      make("button", { className: "btn sm", textContent: this.words.send }));
  }

  acts(thread, isGone) {
    const button = (act, label) => make("button", { type: "button", className: "lnk", textContent: label, dataset: { act, key: thread.key } });
    const acts = [];
    if (!isGone && this.places.has(thread.key)) acts.push(button("jump", this.words.inText));
    if (thread.may?.close) acts.push(thread.closed ? button("reopen", this.words.reopen) : button("close", this.words.resolve));
    if (isGone && thread.may?.reply) acts.push(button("place", this.words.placeAgain));
    acts.push(make("a", { className: "lnk", href: thread.address, textContent: this.words.wholeThread }));
    return make("p", { className: "acts" }, ...acts);
  }

  async clicked(event) {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    const { act, key } = button.dataset;
    const thread = this.threads.get(key);
    if (act === "jump") {
      this.page.editor.chain().jumpTo(this.places.get(key).from).focus().run();
      if (!this.page.panels.wide.matches) this.page.panels.close();
    } else if (act === "place") await this.placeAgain(thread);
    else if (act === "close") button.closest("p").replaceWith(this.closing(thread));
    else if (act === "reopen") await this.post(thread.address, { act: "reopen" });
  }

  // A talk is closed with what came of it; what is not accepted takes a reason.
  closing(thread) {
    const id = `outcome-${thread.key}`;
    const outcomes = this.outcomes.map(({ value, label }) => make("option", { value, textContent: label }));
    const reason = make("input", { name: "reason", id: `${id}-why`, maxLength: 1000 });
    return make("form", { className: "reply", method: "post", dataset: { closing: thread.key } },
      make("label", { className: "small", htmlFor: id, textContent: this.words.outcome }),
      make("select", { name: "outcome", id, required: true }, ...outcomes),
      make("label", { className: "small", htmlFor: `${id}-why`, textContent: this.words.why }), reason,
      make("button", { className: "btn sm", textContent: this.words.resolve }));
  }

  async submitted(event) {
    const form = event.target.closest("[data-reply], [data-closing]");
    if (!form) return;
    event.preventDefault();
    const { reply, closing } = form.dataset;
    const { address } = this.threads.get(reply ?? closing);
    const { text, outcome, reason } = form.elements;
    if (closing) await this.post(address, { act: "close", outcome: outcome.value, reason: reason.value });
    else if (await this.post(address, { act: "reply", text: text.value })) text.value = "";
  }

  async post(address, fields) {
    try {
      await ask(address, fields, this.words);
      document.activeElement?.blur?.();
      await this.load();
      return true;
    } catch (error) {
      this.page.notices.show(error.message || this.words.notNow, { isGrave: true });
      return false;
    }
  }

  // With words chosen the thread goes there; without, the server looks for the words that it was about. Whoever only
  // comments lays the marks of own threads alone: others are placed by the server, which looks for the chosen words.
  async placeAgain(thread) {
    const { editor, session } = this.page;
    const { from, to, empty } = editor.state.selection;
    if (!empty && session.role === "edit") return editor.commands.markThread(thread.key, from, to);
    const quote = editor.state.doc.textBetween(from, to, "\n", " ").slice(0, 2000);
    return this.post(thread.address, { act: "place", quote });
  }

  selected() {
    const { editor } = this.page;
    const { $from, empty } = editor.state.selection;
    const marks = empty ? $from.marks() : [];
    const key = marks.find((mark) => mark.type.name === "comment")?.attrs.thread;
    if (key !== this.active && (key || this.active)) this.show(key);
  }

  show(key, opens = false) {
    if (opens) this.page.panels.open("comments");
    if (key === this.active && !opens) return;
    this.active = key;
    for (const row of this.list.querySelectorAll("details")) {
      const is = row.dataset.threadRow === key;
      if (is) row.open = true;
      row.classList.toggle("is-active", is);
      if (is && opens) row.scrollIntoView({ block: "nearest" });
    }
    this.mark();
  }

  mark() {
    const place = this.active ? this.places.get(this.active) : null;
    const shown = place ? `${this.active} ${place.from} ${place.to}` : "";
    if (shown === this.marked || !this.page.editor) return;
    this.marked = shown;
    this.page.editor.commands.showPassage(place);
  }

  // "@" and letters: the people who may be named, in the browser's own list of suggestions.
  offerPeople(area) {
    const address = this.page.facts.addresses.people;
    if (!address) return;
    const list = make("ul", { className: "people-choice", hidden: true });
    const close = () => (list.hidden = true);
    area.addEventListener("input", () => {
      const found = /(?:^|\s)@([\p{L}\p{N}_-]{0,40})$/u.exec(area.value.slice(0, area.selectionStart));
      clearTimeout(this.naming);
      if (!found) return close();
      this.naming = setTimeout(async () => {
        const { people } = await ask(`${address}?q=${encodeURIComponent(found[1])}`, null, this.words).catch(() => ({ people: [] }));
        list.replaceChildren(...people.slice(0, 6).map((person) => {
          const button = make("button", { type: "button", className: "lnk", textContent: `${person.name} @${person.handle}` });
          button.addEventListener("click", () => {
            const end = area.selectionStart;
            area.setRangeText(`@${person.handle} `, end - found[1].length - 1, end, "end");
            close();
            area.focus();
          });
          return make("li", {}, button);
        }));
        list.hidden = people.length === 0;
        if (!list.isConnected) area.after(list);
      }, 200);
      return true;
    });
  }
}
