// The page of the editor: opens a text, shows how it stands, and lets the writer change between writing and suggesting.

import { Comments } from "./page/comments.js";
import { Cites } from "./page/cites.js";
import { Dialogs } from "./page/dialogs.js";
import { Mode } from "./page/mode.js";
import { Notices } from "./page/notices.js";
import { Outline } from "./page/outline.js";
import { Panels } from "./page/panels.js";
import { Search } from "./page/search.js";
import { Session } from "./page/session.js";
import { Toolbar } from "./page/toolbar.js";
import { noCites, noComments } from "./page/without.js";

class Page {
  constructor(root, facts) {
    this.root = root;
    this.facts = facts;
    this.words = facts.words;
    this.$ = (name) => root.querySelector(`[data-${name}]`);
    this.notices = new Notices(this);
    const has = (part) => !facts.without?.includes(part);
    this.cites = has("citations") ? new Cites(this) : noCites;
    this.panels = new Panels(this);
    this.outline = new Outline(this);
    this.comments = has("comments") ? new Comments(this) : noComments;
    this.dialogs = new Dialogs(this);
    this.search = new Search(this);
    this.mode = new Mode(this);
    this.toolbar = new Toolbar(this);
    addEventListener("beforeunload", (event) => {
      // What is kept on this device comes back by itself; what is not would be lost.
      if (this.session?.wouldLose) event.preventDefault();
    });
  }

  get editor() {
    return this.session?.editor;
  }

  async start() {
    await this.open(this.facts.branch ?? this.facts.main);
    this.root.classList.add("is-live");
    // Milliseconds since the page was asked for: tests/bench/editor.py reads them.
    this.root.dataset.ready = String(Math.round(performance.now()));
    this.mode.begin();
    this.mode.follow();
    this.session.offerEarlier();
  }

  // One text at a time: the main one, or a suggestion on it. The old one takes key strokes until, in one step, the new
  // one is there; `shown` is called within that step with the place of the caret. Without it, what was typed in a text
  // that came loose goes.
  async open(text, shown) {
    const before = this.session;
    const next = new Session(this, text);
    try {
      await next.prepare();
      if (shown) await this.ripe(before, next);
    } catch (error) {
      next.close();
      throw error;
    }
    const scroll = scrollY;
    const place = before?.caret();
    before?.leave();
    this.session = next;
    next.show();
    this.mode.draw();
    shown?.(place);
    if (before) scrollTo(0, scroll);
    this.comments.opened();
    this.toolbar.draw();
    await before?.close();
  }

  // What came loose is only put into a text that is here as a whole, and never in the midst of a composed character.
  async ripe(before, next) {
    do {
      if (before.loose) await next.whole();
      await before.calm();
    } while (before.loose && !next.isWhole);
  }
}

const root = document.querySelector("[data-editor]");
const element = document.getElementById("editor-facts");
if (root && element) {
  const page = new Page(root, JSON.parse(element.textContent));
  page.start().catch((error) => {
    // The text for reading stays on the page, with the other ways to take part.
    page.notices.failed();
    throw error;
  });
  // For tests and for whoever looks into a fault.
  root.page = page;
}
