// What a browser tells after a long time without a line: reads {seed, base, most, letters, rounds, size} on stdin; two
// writers of one device go on from `base`, and their one update is cut by the editor's own code. Prints {whole, pieces}.

import { readFileSync } from "node:fs";
import * as Y from "yjs";
import { pieces } from "../../../static/editor/live/pieces.js";

const { seed, base, most, letters, rounds, size } = JSON.parse(readFileSync(0, "utf8"));
const text = (update) => Buffer.from(update).toString("base64");
let state = seed;
const dice = (below) => (state = (state * 48271) % 2147483647) % below;

const docs = [1, 2].map((number) => {
  const doc = new Y.Doc();
  doc.clientID = seed * 10 + number;
  Y.applyUpdate(doc, Buffer.from(base, "base64"));
  return doc;
});
const begun = Y.encodeStateVector(docs[0]);
for (let round = 0; round < rounds; round++) {
  const doc = docs[dice(2)];
  const root = doc.getXmlFragment("default");
  const roll = dice(10);
  if (roll < 3 || !root.length) {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.setAttribute("id", `p${round}`);
    paragraph.insert(0, [new Y.XmlText("同伴😀".repeat(1 + dice(size)))]);
    root.insert(dice(root.length + 1), [paragraph]);
  } else {
    const inside = root.get(dice(root.length)).get(0);
    if (roll < 7) for (let n = 0; n < 4; n++) inside.insert(inside.length, "支持😀".repeat(1 + dice(size)));
    else if (roll < 8) inside.format(0, Math.min(inside.length, 4), { bold: {} });
    else if (roll < 9) inside.delete(0, Math.min(inside.length, 2 * dice(size)));
    else root.delete(dice(root.length), 1);
  }
  if (dice(3) === 0) for (const one of docs) for (const other of docs) Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
}
for (const one of docs) for (const other of docs) Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
const update = Y.encodeStateAsUpdate(docs[0], begun);
const cut = pieces(update, ...(most ? [most, letters] : []));
process.stdout.write(JSON.stringify({ whole: text(Y.encodeStateAsUpdate(docs[0])), size: update.length, pieces: cut.map(text) }));
