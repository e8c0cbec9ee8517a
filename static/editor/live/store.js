// What this device keeps: the text in IndexedDB, named by document, epoch and member, and a note of what is not sent yet.
// The note is read by pages that know nothing of the editor: the list of papers, signing out.

import { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";

const BEGINNING = "paper-text/";
const NOTES = "unsent/";
const NAMES = "kept/";

const nameOf = ({ document, epoch, member }) => `${BEGINNING}${document}/${epoch}/${member}`;

export class Store {
  constructor(doc, where) {
    this.where = where;
    this.name = nameOf(where);
    this.note = NOTES + this.name;
    this.isWorking = false;
    try {
      this.kept = new IndexeddbPersistence(this.name, doc);
      this.kept.isStore = true;
      // For signing out, which knows nothing of the editor: what there is to take away.
      write(NAMES + this.name, "");
      this.ready = Promise.race([this.kept.whenSynced.then(() => (this.isWorking = true)), wait(3000)]);
      this.kept._db.catch(() => (this.isWorking = false));
    } catch {
      this.ready = Promise.resolve();
    }
  }

  get hasUnsent() {
    return read(this.note) !== null;
  }

  markUnsent(title, address) {
    if (!this.hasUnsent) write(this.note, JSON.stringify({ title, address, at: Date.now() }));
  }

  markSent() {
    if (this.hasUnsent) erase(this.note);
  }

  async destroy() {
    await this.kept?.destroy().catch(() => {});
  }

  // Text of an earlier epoch that was never sent: [{name, epoch, content}]. It is shown, never merged.
  async earlier() {
    const found = [];
    for (let epoch = this.where.epoch - 1; epoch > 0 && epoch > this.where.epoch - 20; epoch--) {
      const name = nameOf({ ...this.where, epoch });
      if (read(NOTES + name) === null) continue;
      const doc = new Y.Doc();
      const kept = new IndexeddbPersistence(name, doc);
      await Promise.race([kept.whenSynced, wait(3000)]);
      await kept.destroy();
      found.push({ name, epoch, doc });
    }
    return found;
  }

  static forget(name) {
    erase(NOTES + name);
    erase(NAMES + name);
    indexedDB.deleteDatabase(name);
  }
}

const wait = (time) => new Promise((done) => setTimeout(done, time));

// Private windows may refuse to keep anything: then there is no note, and the page says that it must stay open.
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing to be done: the text itself is in IndexedDB.
  }
}

function erase(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
