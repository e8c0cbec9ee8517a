// Asks the editor's own tools, without a page: reads {tool, cases} as JSON on stdin, prints the answers.

import { readFileSync } from "node:fs";
import { getSchema } from "@tiptap/core";
import { cleanAddress, cleanItems, cleanLanguage } from "../../../../static/editor/schema/clean.js";
import { schema as parts } from "../../../../static/editor/schema/index.js";
import { align, compare } from "../../../../static/editor/tools/changes.js";
import { countWords } from "../../../../static/editor/tools/counting.js";
import { sectionsAt } from "../../../../static/editor/tools/gate.js";

const schema = getSchema(parts);

// What a comparison draws: words put in by where they stand, words taken out as they were.
function changes([before, after]) {
  const [old, now] = [before, after].map((one) => schema.nodeFromJSON(one));
  const { drawn, count } = compare(old, now);
  const added = drawn.filter((one) => one.from !== one.to).map(({ from, to }) => now.textBetween(from, to, "\n", "◦"));
  const keys = drawn.filter((one) => one.from === one.to).map((one) => one.spec.key.split(":").slice(2).join(":"));
  return { count, added, taken: keys };
}

const TOOLS = {
  words: countWords,
  address: cleanAddress,
  language: cleanLanguage,
  items: cleanItems,
  pairs: ([before, after]) => align(before, after),
  changes,
  sections: ([doc, position]) => sectionsAt(schema.nodeFromJSON(doc), position),
};

const { tool, cases } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map((one) => TOOLS[tool](one) ?? null)));
