// A text on the page that came loose from the shared one: its writer types there what the shared text does not take.
// It is a copy in all but name; whatever branches off the shared text takes in the very same changes.

import { ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";

export class Loose {
  constructor(doc) {
    this.doc = doc;
    this.before = Y.getState(doc.store, doc.clientID);
    this.updates = [];
    doc.on("update", (update) => this.updates.push(update));
  }

  // Put what was typed into another text; false where its place is not there any more. Undo takes it back there.
  into(doc) {
    if (!this.updates.length) return true;
    Y.applyUpdate(doc, Y.mergeUpdates(this.updates), ySyncPluginKey);
    const { clientID, store } = this.doc;
    if (Y.getState(doc.store, clientID) < Y.getState(store, clientID)) return false;
    const typed = (doc.store.clients.get(clientID) ?? []).filter(({ id }) => id.clock >= this.before);
    return !typed.some((item) => !item.deleted && item.countable && isHidden(item));
  }
}

function isHidden(item) {
  for (let above = item.parent?._item; above; above = above.parent?._item) if (above.deleted) return true;
  return false;
}
