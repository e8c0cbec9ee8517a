// `node static/editor/schema/dump.js` prints the schema as JSON, for the test that compares it with the server's.

import { getSchema } from "@tiptap/core";
import { schema, VERSION } from "./index.js";

const NODE = ["content", "marks", "group", "inline", "atom", "tableRole"];
const MARK = ["excludes", "inclusive"];
const pick = (spec, names) => Object.fromEntries(names.filter((name) => spec[name] !== undefined).map((name) => [name, spec[name]]));
const attrs = (spec) => Object.fromEntries(Object.entries(spec.attrs ?? {}).map(([name, rule]) => [name, rule.default ?? null]));
const said = { version: VERSION, nodes: {}, marks: {} };
const made = getSchema(schema);
made.spec.nodes.forEach((name, spec) => (said.nodes[name] = { ...pick(spec, NODE), attrs: attrs(spec) }));
made.spec.marks.forEach((name, spec) => (said.marks[name] = { ...pick(spec, MARK), attrs: attrs(spec) }));
process.stdout.write(JSON.stringify(said));
