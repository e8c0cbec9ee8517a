// The editor's own half of a conversation: reads {cases: […]} as JSON on stdin, prints one answer per case.
// Each case has `state` and `updates` (base64, Yjs v1) or `content` (ProseMirror JSON), and says what to do with it.

import { readFileSync } from "node:fs";
import { getSchema } from "@tiptap/core";
import { prosemirrorJSONToYDoc, updateYFragment, yDocToProsemirrorJSON, yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { schema as parts } from "../../../static/editor/schema/index.js";

const schema = getSchema(parts);
const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const text = (update) => Buffer.from(update).toString("base64");

function replica(one) {
  if (one.content) return prosemirrorJSONToYDoc(schema, one.content, "default");
  const doc = new Y.Doc();
  if (one.state) Y.applyUpdate(doc, bytes(one.state));
  for (const update of one.updates ?? []) Y.applyUpdate(doc, bytes(update));
  return doc;
}

// What a page does with a text that it shows: it makes nodes of it, and those must be of the schema.
function shown(doc) {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const node = yXmlFragmentToProseMirrorRootNode(copy.getXmlFragment("default"), schema);
  node.check();
  return node.toJSON();
}

function formats(doc) {
  const found = new Set();
  const walk = (type) => {
    for (const child of type.toArray?.() ?? []) walk(child);
    if (type instanceof Y.XmlText) for (const piece of type.toDelta()) Object.keys(piece.attributes ?? {}).forEach((key) => found.add(key));
  };
  walk(doc.getXmlFragment("default"));
  return [...found].sort();
}

function answer(one) {
  const doc = replica(one);
  const heard = [];
  doc.on("update", (update) => heard.push(text(update)));
  if (one.typed) {
    // Like a key stroke: the changed document is written through the binding.
    const node = schema.nodeFromJSON(one.typed);
    doc.transact(() => updateYFragment(doc, doc.getXmlFragment("default"), node, { mapping: new Map(), isOMark: new Map() }));
  }
  for (const update of one.later ?? []) Y.applyUpdate(doc, bytes(update));
  return { state: text(Y.encodeStateAsUpdate(doc)), raw: yDocToProsemirrorJSON(doc, "default"), shown: shown(doc), formats: formats(doc), heard };
}

const { cases } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(answer)));
