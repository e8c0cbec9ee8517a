// The line to the server: y-protocols' sync (0) and presence (1), and two more kinds of message:
// 100 n     the first n of our sync messages on this connection are committed
// 101 code text   refused, and why
// 102 JSON  what this connection may do: role, epoch, schema, and `because` where it is less than asked for
// "Saved" is said only when the line is open, both sides have told each other all, and everything sent is committed.
// A state vector is no acknowledgement: it does not see deletions.

import * as awarenessProtocol from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { pieces } from "./pieces.js";

const SYNC = 0;
const PRESENCE = 1;
const COMMITTED = 100;
const REFUSED = 101;
const HELLO = 102;
const FIRST_WAIT = 300;
const LONGEST_WAIT = 15_000;
const PRESENCE_EVERY = 200;
// Codes after which another try would be answered in the same way: signed out, no right, gone, another epoch, full.
const FINAL = new Set([4400, 4401, 4403, 4404, 4409, 4410, 4413, 1009]);
const TOO_FAST = 4408;
const A_MINUTE = 60_000;

export class Line extends EventTarget {
  constructor(address, doc) {
    super();
    Object.assign(this, { address, doc, sent: 0, acked: 0, isSynced: false, tries: 0, refusal: null, ended: false });
    this.ready = Promise.resolve();
    this.awareness = new awarenessProtocol.Awareness(doc);
    this.unsent = false;
    this.waiting = new Set();
    this.onUpdate = (update, origin) => this.tell(update, origin);
    this.onPresence = ({ added, updated, removed }, origin) => {
      if (origin !== this) this.tellPresence([...added, ...updated, ...removed]);
    };
    this.onVisible = () => document.visibilityState === "visible" && this.wake();
    this.onOnline = () => this.wake();
    this.onOffline = () => this.changed();
    doc.on("update", this.onUpdate);
    this.awareness.on("update", this.onPresence);
    document.addEventListener("visibilitychange", this.onVisible);
    addEventListener("online", this.onOnline);
    addEventListener("offline", this.onOffline);
  }

  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  get isSaved() {
    return this.isOpen && this.isSynced && this.acked === this.sent && !this.unsent;
  }

  get state() {
    if (this.isSaved) return "saved";
    if (this.ended) return "refused";
    if (this.isOpen) return this.isSynced ? "saving" : "connecting";
    return this.unsent ? "kept" : "offline";
  }

  changed() {
    this.dispatchEvent(new Event("state"));
  }

  // With `ready` the line opens at once, but nothing is said or heard before the text that this device keeps is here:
  // the whole of it would come from the server once more.
  connect(ready = this.ready) {
    this.ready = ready;
    if (this.ended || (this.socket && this.socket.readyState < WebSocket.CLOSING)) return;
    clearTimeout(this.again);
    const socket = new WebSocket(this.address);
    this.socket = socket;
    Object.assign(this, { sent: 0, acked: 0, isSynced: false });
    socket.binaryType = "arraybuffer";
    const inTurn = (then) => (event) => this.ready.then(() => socket === this.socket && then(event));
    socket.onopen = inTurn(() => this.isOpen && this.opened());
    socket.onmessage = inTurn((message) => this.take(new Uint8Array(message.data)));
    socket.onclose = inTurn((event) => this.closed(event));
    this.changed();
  }

  opened() {
    this.refusal = null;
    this.send((message) => {
      encoding.writeVarUint(message, SYNC);
      sync.writeSyncStep1(message, this.doc);
    });
    if (this.awareness.getLocalState()) this.tellPresence([this.awareness.clientID]);
    this.changed();
  }

  closed(event) {
    this.isSynced = false;
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.awareness.clientID);
    awarenessProtocol.removeAwarenessStates(this.awareness, others, this);
    if (FINAL.has(event.code)) {
      this.ended = true;
      this.dispatchEvent(new CustomEvent("closed", { detail: this.refusal ?? { code: event.reason, text: "" } }));
    } else if (!this.ended) {
      const most = event.code === TOO_FAST ? A_MINUTE : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.tries++);
      const wait = most * (0.5 + Math.random() / 2);
      this.again = setTimeout(() => this.connect(), wait);
    }
    this.changed();
  }

  // A tab that comes back, a network that comes back: at once, not after the wait; and ask for what was missed.
  wake() {
    if (this.ended) return;
    if (this.isOpen) {
      this.send((message) => {
        encoding.writeVarUint(message, SYNC);
        sync.writeSyncStep1(message, this.doc);
      });
      return;
    }
    this.tries = 0;
    this.connect();
  }

  send(write, counts = false) {
    const message = encoding.createEncoder();
    write(message);
    if (counts) this.sent += 1;
    this.socket.send(encoding.toUint8Array(message));
  }

  sendUpdates(kind, update) {
    for (const piece of pieces(update))
      this.send((message) => {
        encoding.writeVarUint(message, SYNC);
        encoding.writeVarUint(message, kind);
        encoding.writeVarUint8Array(message, piece);
      }, true);
  }

  tell(update, origin) {
    if (origin === this) return;
    const known = this.isOpen && this.hasAnswered === this.socket;
    // Before the server has asked what we have, nothing need be told: the answer will hold it all.
    if (origin?.isStore && !known) return;
    this.unsent = true;
    if (known) {
      this.sendUpdates(sync.messageYjsUpdate, update);
      this.unsent = false;
    }
    this.changed();
  }

  // The text on the page goes on without this line; what it holds until now is told to the end, by a copy.
  part() {
    this.doc.off("update", this.onUpdate);
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc));
    this.doc = copy;
    // Not within the step that brought us here: the editor listens to it.
    setTimeout(() => this.awareness.setLocalState(null));
  }

  tellPresence(ids) {
    for (const id of ids) this.waiting.add(id);
    if (this.presenceTimer || !this.isOpen) return;
    const since = Date.now() - (this.toldAt ?? 0);
    this.presenceTimer = setTimeout(() => this.flushPresence(), Math.max(0, PRESENCE_EVERY - since));
  }

  flushPresence() {
    this.presenceTimer = null;
    if (!this.isOpen || !this.waiting.size) return;
    this.toldAt = Date.now();
    const known = [...this.waiting].filter((id) => this.awareness.meta.has(id));
    this.waiting.clear();
    if (!known.length) return;
    const update = awarenessProtocol.encodeAwarenessUpdate(this.awareness, known);
    this.send((message) => {
      encoding.writeVarUint(message, PRESENCE);
      encoding.writeVarUint8Array(message, update);
    });
  }

  take(data) {
    const message = decoding.createDecoder(data);
    const kind = decoding.readVarUint(message);
    if (kind === SYNC) this.takeSync(message);
    else if (kind === PRESENCE)
      awarenessProtocol.applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(message), this);
    else if (kind === COMMITTED) this.acked = Math.max(this.acked, decoding.readVarUint(message));
    else if (kind === HELLO) this.greeted(JSON.parse(decoding.readVarString(message)));
    else if (kind === REFUSED) this.refused(decoding.readVarString(message), decoding.readVarString(message));
    this.changed();
  }

  takeSync(message) {
    const kind = decoding.readVarUint(message);
    if (kind === sync.messageYjsSyncStep1) {
      // Our answer to step 1 is a step 2: it holds everything that the server lacks, and is acknowledged. In pieces each
      // is a step 2, too: the server may have asked because something was missing, and passes over mere updates then.
      const lacks = Y.encodeStateAsUpdate(this.doc, decoding.readVarUint8Array(message));
      this.sendUpdates(sync.messageYjsSyncStep2, lacks);
      this.unsent = false;
      this.hasAnswered = this.socket;
    } else sync.readSyncStep2(message, this.doc, this);
    if (kind === sync.messageYjsSyncStep2) this.hasHeard = this.socket;
    const answered = this.hasAnswered === this.socket || this.onlyReads;
    if (!this.isSynced && this.hasHeard === this.socket && answered) {
      this.isSynced = true;
      this.tries = 0;
      this.dispatchEvent(new Event("synced"));
    }
  }

  greeted(facts) {
    this.facts = facts;
    this.onlyReads = facts.role === "read";
    this.dispatchEvent(new CustomEvent("greeted", { detail: facts }));
  }

  refused(code, text) {
    this.refusal = { code, text };
    this.dispatchEvent(new CustomEvent("refused", { detail: this.refusal }));
  }

  destroy() {
    this.ended = true;
    clearTimeout(this.again);
    clearTimeout(this.presenceTimer);
    this.doc.off("update", this.onUpdate);
    document.removeEventListener("visibilitychange", this.onVisible);
    removeEventListener("online", this.onOnline);
    removeEventListener("offline", this.onOffline);
    this.awareness.destroy();
    this.socket?.close();
  }
}
