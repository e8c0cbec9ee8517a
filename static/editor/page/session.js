// One open text: its shared document, what this device keeps of it, the line to the server, the editor on it.

import * as Y from "yjs";
import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import { sectionsAt } from "../tools/gate.js";
import { Loose } from "../live/loose.js";
import { People } from "../live/people.js";
import { caretOf, found } from "../live/places.js";
import { Line } from "../live/provider.js";
import { Store } from "../live/store.js";
import { makeEditor } from "./editor.js";
import { tellLate } from "./late.js";
import { State } from "./state.js";

const FIRST_WAIT = 4000;
const LONGEST_WAIT = 15_000;
// After the last letter of a composition the browser still tells the editor of it.
const AFTERGLOW = 80;

export class Session {
  constructor(page, text) {
    Object.assign(this, { page, text, role: text.role, base: null, loose: null });
    const { facts } = page;
    this.doc = new Y.Doc({ gc: true });
    const member = facts.member.id;
    this.store = new Store(this.doc, { document: text.document, epoch: text.epoch, member });
    this.line = new Line(this.address(), this.doc);
    this.line.onlyReads = text.role === "read";
    this.line.addEventListener("greeted", (event) => this.greeted(event.detail));
    this.line.addEventListener("refused", (event) => this.refused(event.detail));
    this.line.addEventListener("closed", (event) => this.refused(event.detail, true));
  }

  address() {
    const address = new URL(this.page.root.dataset.socket || this.page.facts.addresses.socket, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    if (this.text.proposal) address.searchParams.set("branch", this.text.proposal);
    address.searchParams.set("schema", this.page.facts.schema);
    address.searchParams.set("epoch", this.text.epoch);
    return address.href;
  }

  // The text is there as soon as one of two has it: this device, or the server.
  async prepare() {
    const synced = new Promise((done) => this.line.addEventListener("synced", done, { once: true }));
    this.synced = synced;
    this.line.connect(this.store.ready);
    await this.store.ready;
    const [base] = await Promise.all([
      this.text.base ? this.fetchBase() : null,
      this.isEmpty ? Promise.race([synced, wait(FIRST_WAIT)]) : null,
    ]);
    this.base = base;
  }

  // Everything that the server has is here.
  async whole() {
    await soon(this.synced, this.page.words.noLine);
    this.isWhole = true;
  }

  show() {
    const place = this.page.$("text");
    const element = document.createElement("div");
    element.addEventListener("compositionend", () => (this.composedAt = performance.now()));
    // Until the text is here, the one for reading stays.
    if (this.isEmpty) this.doc.once("update", () => queueMicrotask(() => place.replaceChildren(element)));
    else place.replaceChildren(element);
    this.state = new State(this);
    this.editor = makeEditor({
      element,
      facts: this.page.facts,
      doc: this.doc,
      awareness: this.line.awareness,
      base: this.base?.content,
      on: this.handlers(),
    });
    this.line.awareness.setLocalStateField("user", { ...this.page.facts.member });
    const { words } = this.page;
    this.people = new People({
      list: this.page.$("people"), summary: this.page.$("summary"), awareness: this.line.awareness, words,
      me: this.page.facts.member.id,
    });
    this.state.draw();
    this.page.$("people").onclick = (event) => this.goToPerson(Number(event.target.closest("button")?.dataset.client));
    if (this.text.base) this.doc.on("update", (_update, origin) => origin === this.line && this.followBase());
    if (this.isEmpty) this.synced.then(() => this.page.toolbar.draw());
    // The server may have answered before there was a page to say it on.
    if (this.line.facts) this.greeted(this.line.facts);
  }

  get isEmpty() {
    return this.doc.getXmlFragment("default").length === 0;
  }

  get wouldLose() {
    return Boolean(this.loose) || (this.line.unsent && !this.store.isWorking);
  }

  // From here on nothing of what is typed is told to the server or kept: it waits for the text that will take it.
  loosen() {
    if (this.loose) return;
    this.line.part();
    this.store.destroy();
    this.loose = new Loose(this.doc);
    this.state.draw();
  }

  // All that was written before is committed: who branches off has it.
  async settled() {
    const { line } = this;
    // Where the server takes nothing there is nothing to wait for.
    const isSent = () => line.isSaved || line.onlyReads || (!line.unsent && line.acked === line.sent);
    if (isSent()) return;
    const sent = new Promise((done) => line.addEventListener("state", () => isSent() && done()));
    await soon(sent, this.page.words.noLine);
  }

  // What an input method composes is let come to its end; it may begin anew at once.
  async calm() {
    const isBusy = () => this.editor.view.composing || performance.now() - (this.composedAt ?? -AFTERGLOW) < AFTERGLOW;
    while (isBusy()) await wait(20);
  }

  caret() {
    return this.editor && !this.isEmpty ? caretOf(this.editor) : null;
  }

  // At once, not on the next frame: keys typed meanwhile would go nowhere.
  putCaret(place) {
    const { editor } = this;
    const [from, to] = [place?.anchor, place?.head].map((one) => (one ? found(editor, one) : null));
    if (from === null || to === null) editor.commands.setTextSelection(0);
    else editor.commands.setTextSelection({ from, to });
    editor.view.focus();
  }

  handlers() {
    const { page } = this;
    return {
      allows: (state, transaction) => this.allows(state, transaction),
      instead: () => page.mode.instead(),
      pictureRefused: () => page.notices.show(page.words.pictureRefused),
      tooLong: () => page.notices.show(page.words.tooLong, { isGrave: true, stays: true }),
      knowsThread: (thread) => page.comments.knows(thread),
      cite: (attributes) => page.cites.label(attributes),
      read: (found) => {
        page.outline.draw(found);
        page.comments.placed(found);
      },
      found: (found) => page.search.told(found),
      changes: (count) => page.mode.counted(count),
      clickedNode: (node) => page.dialogs.clicked(node),
      selected: () => {
        page.toolbar.plan();
        page.comments.selected();
        page.mode.selected();
      },
      happened: ({ transaction }) => transaction.docChanged && page.toolbar.plan(),
    };
  }

  // In the main text authors write where nobody else was asked to, or where they chose to write all the same.
  allows(state) {
    if (this.isStopped || this.isEmpty) return false;
    if (this.page.mode.now === "reading" || this.role !== "edit") return false;
    if (this.text.proposal || this.page.mode.chosen === "editing") return true;
    return !this.foreignSection(state);
  }

  foreignSection(state) {
    const { sections } = this.page.facts;
    if (!sections.length) return null;
    for (const id of sectionsAt(state.doc, state.selection.from)) {
      const section = sections.find(({ anchor }) => anchor === id);
      if (section) return section.mine ? null : section;
    }
    return null;
  }

  // Where somebody's caret is now.
  goToPerson(client) {
    const cursor = this.line.awareness.getStates().get(client)?.cursor;
    if (!cursor) return;
    const position = found(this.editor, cursor.head);
    if (position !== null) this.editor.chain().jumpTo(Math.max(0, position - 1)).focus().run();
  }

  async fetchBase() {
    const answer = await fetch(this.text.base, { headers: { Accept: "application/json" } }).catch(() => null);
    return answer?.ok ? answer.json() : null;
  }

  // When the authors write on, the branch follows: then it is compared with the newer text.
  followBase() {
    clearTimeout(this.following);
    this.following = setTimeout(async () => {
      const base = await this.fetchBase();
      if (base && base.seq !== this.base?.seq && this.editor && !this.editor.isDestroyed) {
        this.base = base;
        this.editor.storage.changes.rebase(base.content);
      }
    }, 1500);
  }

  greeted(facts) {
    const before = this.role;
    this.role = facts.role;
    if (this !== this.page.session) return;
    tellLate(this, facts, before);
    if (facts.schema > this.page.facts.schema || facts.because === "schema") this.refused({ code: "schema" });
    this.page.mode.draw();
    this.page.toolbar.draw();
  }

  refused({ code }, isFinal = false) {
    const { words } = this.page;
    const told = words.refused[code] ?? (isFinal ? words.refused.closed : words.refused.other);
    if (this.page.session && this.page.session !== this) return;
    if (code === "schema" || code === "epoch" || isFinal) this.isStopped = true;
    this.page.notices.show(told, { isGrave: true, stays: true, reload: ["schema", "epoch"].includes(code) });
    this.page.mode.draw();
  }

  // Text that this device kept of an earlier epoch was never merged: the writer decides what becomes of it.
  async offerEarlier() {
    for (const { name, doc } of await this.store.earlier()) {
      const content = yXmlFragmentToProsemirrorJSON(doc.getXmlFragment("default"));
      if (content.content.length) this.page.mode.offer(content, () => Store.forget(name));
    }
  }

  // Taken from the page at once; what is not sent yet is sent, or stays on this device, while it closes.
  leave() {
    this.people?.destroy();
    clearTimeout(this.following);
    this.editor?.destroy();
    this.state?.destroy();
  }

  async close() {
    this.line.destroy();
    await this.store.destroy();
    this.doc.destroy();
  }
}

const wait = (time) => new Promise((done) => setTimeout(done, time));

const soon = (promise, words) =>
  Promise.race([
    promise,
    wait(LONGEST_WAIT).then(() => {
      throw new Error(words);
    }),
  ]);
