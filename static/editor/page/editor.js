// One editor on one shared text: what it is made of.

import { Editor, Extension } from "@tiptap/core";
import { dropCursor } from "@tiptap/pm/dropcursor";
import { gapCursor } from "@tiptap/pm/gapcursor";
import { Binding } from "../live/binding.js";
import { schema } from "../schema/index.js";
import { unspelled } from "../schema/marks.js";
import { Acts } from "../tools/acts.js";
import { Changes } from "../tools/changes.js";
import { Columns } from "../tools/columns.js";
import { Find } from "../tools/find.js";
import { Gate } from "../tools/gate.js";
import { Here } from "../tools/here.js";
import { Ids } from "../tools/ids.js";
import { Numbering } from "../tools/numbering.js";
import { Paste } from "../tools/paste.js";

const Cursors = Extension.create({
  name: "cursors",
  addProseMirrorPlugins: () => [gapCursor(), dropCursor({ color: false, class: "drop-here", width: 2 })],
});

export function makeEditor({ element, facts, doc, awareness, base, on }) {
  const nodes = schema.map((one) =>
    one.name === "figure" ? one.configure({ address: (number) => `${facts.addresses.figures}${number}/` }) : one,
  );
  return new Editor({
    element,
    // The policy of the page lets no script write a style sheet: ours come with the page.
    injectCSS: false,
    enableContentCheck: false,
    extensions: [
      ...nodes,
      Binding.configure({ doc, awareness }),
      Gate.configure({ allows: on.allows, instead: on.instead }),
      Ids,
      Acts,
      Paste.configure({ refused: on.pictureRefused, tooLong: on.tooLong, known: on.knowsThread }),
      Numbering.configure({ words: facts.words, cite: on.cite, told: on.read }),
      Find.configure({ told: on.found }),
      Changes.configure({ base, told: on.changes }),
      Columns.configure({ allows: () => on.shapes?.() ?? true }),
      Here,
      Cursors,
    ],
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": say(facts),
        lang: facts.language,
        spellcheck: unspelled(facts.language) ? "false" : "true",
        translate: "no",
        class: "prose",
      },
      handleClickOn: (_view, _position, node) => on.clickedNode(node),
    },
    onSelectionUpdate: on.selected,
    onTransaction: on.happened,
    onFocus: on.selected,
  });
}

const say = (facts) => facts.words.text.replace("%(title)s", facts.title);
