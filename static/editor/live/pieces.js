// The server takes a megabyte at a time: what is larger, as after long work without a line, is told in pieces. Each can
// be taken in after those before it. What was deleted comes last: it may name anything.

import * as encoding from "lib0/encoding";
import * as Y from "yjs";

// Bytes; a letter has at most three of them, and around the pieces there are heads.
const MOST = 700_000;
const LETTERS = 150_000;
const RANGES = 40_000;

export function pieces(update, most = MOST, letters = LETTERS) {
  if (update.length <= most) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  // With a hole in it nobody could take it in, in pieces or as a whole.
  if (structs.some((one) => one instanceof Y.Skip)) return [update];
  const found = [];
  let piece = [];
  let size = 0;
  for (const struct of inOrder(structs.flatMap((one) => divided(one, letters)))) {
    const bytes = written(struct);
    if (piece.length && size + bytes.length > most) {
      found.push(assembled(piece, []));
      [piece, size] = [[], 0];
    }
    piece.push({ struct, bytes });
    size += bytes.length;
  }
  const gone = [...ds.clients].flatMap(([client, ranges]) => ranges.map(({ clock, len }) => [client, clock, len]));
  if (piece.length || !gone.length) found.push(assembled(piece, []));
  for (let at = 0; at < gone.length; at += RANGES) found.push(assembled([], gone.slice(at, at + RANGES)));
  return found;
}

// Letters that were typed one after the other are one struct, however many: it is cut, and never between two halves of one.
function divided(struct, letters) {
  if (!(struct.content instanceof Y.ContentString) || struct.length <= letters) return [struct];
  const { str } = struct.content;
  const parts = [];
  for (let at = 0; at < str.length; ) {
    let end = Math.min(at + letters, str.length);
    if (end < str.length && /[\ud800-\udbff]/.test(str[end - 1])) end--;
    const { client, clock } = struct.id;
    const origin = at ? Y.createID(client, clock + at - 1) : struct.origin;
    const content = new Y.ContentString(str.slice(at, end));
    const { rightOrigin, parent, parentSub } = struct;
    parts.push(new Y.Item(Y.createID(client, clock + at), null, origin, null, rightOrigin, parent, parentSub, content));
    at = end;
  }
  return parts;
}

// Each struct after those that it names; those of one writer stay in their order.
function inOrder(structs) {
  const rows = grouped(structs, ({ id }) => id.client);
  const told = new Map([...rows].map(([client, row]) => [client, row[0].id.clock]));
  const places = new Map([...rows.keys()].map((client) => [client, 0]));
  const isKnown = (id) => !(id instanceof Y.ID) || !told.has(id.client) || id.clock < told.get(id.client);
  const isReady = (one) => !(one instanceof Y.Item) || [one.origin, one.rightOrigin, one.parent].every(isKnown);
  const found = [];
  while (found.length < structs.length) {
    const before = found.length;
    for (const [client, row] of rows) {
      let place = places.get(client);
      for (; place < row.length && isReady(row[place]); place++) {
        found.push(row[place]);
        told.set(client, row[place].id.clock + row[place].length);
      }
      places.set(client, place);
    }
    if (found.length === before) throw new Error("an update that names what is not there");
  }
  return found;
}

function written(struct) {
  const encoder = new Y.UpdateEncoderV1();
  struct.write(encoder, 0);
  return encoding.toUint8Array(encoder.restEncoder);
}

function grouped(list, keyOf) {
  const rows = new Map();
  for (const one of list) {
    const key = keyOf(one);
    if (!rows.has(key)) rows.set(key, []);
    rows.get(key).push(one);
  }
  return rows;
}

// The bytes of an update, version 1 (yjs INTERNALS.md).
function assembled(piece, gone) {
  const message = encoding.createEncoder();
  const put = (number) => encoding.writeVarUint(message, number);
  const rows = grouped(piece, ({ struct }) => struct.id.client);
  put(rows.size);
  for (const [client, row] of rows) {
    put(row.length);
    put(client);
    put(row[0].struct.id.clock);
    for (const { bytes } of row) encoding.writeUint8Array(message, bytes);
  }
  const ranges = grouped(gone, ([client]) => client);
  put(ranges.size);
  for (const [client, row] of ranges) {
    put(client);
    put(row.length);
    for (const [, clock, length] of row) {
      put(clock);
      put(length);
    }
  }
  return encoding.toUint8Array(message);
}
