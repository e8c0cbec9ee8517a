// Writing, suggesting, reading. Suggestions go into a text of their own; what is typed where one only suggests is
// carried over into it, so that nothing is typed twice.

import { Step } from "@tiptap/pm/transform";
import { ask, say } from "./words.js";

export class Mode {
  constructor(page) {
    this.page = page;
    this.words = page.words;
    this.choice = page.$("mode");
    this.about = page.$("mode-words");
    this.chosen = null;
    this.pending = [];
    this.choice.addEventListener("change", () => this.choose(this.choice.value));
  }

  get session() {
    return this.page.session;
  }

  // What the writer does here and now.
  get now() {
    const { session } = this;
    if (this.chosen === "reading" || !session || session.isStopped) return "reading";
    if (session.text.proposal) return session.role === "edit" ? "suggesting" : "reading";
    if (session.role === "edit") {
      if (this.chosen) return this.chosen;
      return session.editor && session.foreignSection(session.editor.state) ? "suggesting" : "editing";
    }
    return this.page.facts.mayPropose ? "suggesting" : "reading";
  }

  begin() {
    this.draw();
    if (this.session.text.proposal) return;
    if (this.session.role !== "edit" && this.now === "suggesting") this.page.notices.show(this.words.youSuggest);
  }

  draw() {
    const { session, choice } = this;
    if (!session) return;
    const mayEdit = this.page.facts.main.role === "edit";
    choice.querySelector("[value=editing]").hidden = !mayEdit;
    choice.querySelector("[value=editing]").disabled = !mayEdit;
    const cannot = !this.page.facts.mayPropose && !session.text.proposal;
    choice.querySelector("[value=suggesting]").disabled = cannot;
    const { now } = this;
    if (choice.value !== now) choice.value = now;
    const writes = now !== "reading";
    if (session.editor && session.editor.isEditable !== writes) session.editor.setEditable(writes, false);
    this.page.root.dataset.doing = now;
    this.tell();
  }

  tell() {
    const { text } = this.session;
    let words = "";
    if (text.proposal) {
      const who = text.mine || !text.by ? this.words.yourSuggestions : say(this.words.suggestionsOf, { name: text.by });
      words = this.count == null ? who : `${who} ${say(this.words.changes, { count: this.count })}`;
    } else if (this.now === "suggesting") words = this.words.suggestHere;
    if (this.about.textContent !== words) this.about.textContent = words;
    this.page.$("send").hidden = !(text.proposal && text.mine);
  }

  counted(count) {
    this.count = count;
    this.tell();
  }

  selected() {
    if (this.session.text.proposal || this.chosen || this.session.role !== "edit") return;
    const foreign = this.session.foreignSection(this.page.editor.state)?.anchor ?? null;
    if (foreign === this.foreign) return;
    this.foreign = foreign;
    this.draw();
    if (foreign) this.tellForeign();
  }

  tellForeign() {
    const { title, writers } = this.session.foreignSection(this.page.editor.state);
    this.page.notices.show(say(this.words.notYours, { title, names: writers.join(", ") }), {
      stays: true,
      acts: [{ label: this.words.writeAnyway, act: () => this.choose("editing") }],
    });
  }

  async choose(mode) {
    this.chosen = mode;
    const { main } = this.page.facts;
    if (mode === "suggesting" && !this.session.text.proposal) {
      this.chosen = null;
      await this.suggest();
    } else if (mode === "editing" && this.session.text.proposal) {
      await this.page.open(main);
      history.replaceState(null, "", this.page.facts.addresses.write);
    }
    this.draw();
    this.page.editor?.commands.focus();
  }

  // Called for each change that the main text does not take from this writer.
  instead(transaction) {
    if (this.now !== "suggesting" || this.session.text.proposal) return;
    const { from } = this.page.editor.state.selection;
    this.pending.push({ steps: transaction.steps.map((step) => step.toJSON()), from });
    if (!this.beginning) this.suggest();
  }

  // Begin suggestions, or go on with those that are there, and type into them what waits.
  suggest() {
    this.beginning ??= this.reallySuggest()
      .catch((error) => {
        this.pending = [];
        this.page.notices.show(error.message || this.words.notNow, { isGrave: true });
      })
      .finally(() => (this.beginning = null));
    return this.beginning;
  }

  async reallySuggest() {
    const { facts } = this.page;
    const before = this.page.editor.state;
    const place = before.selection.from;
    const told = await ask(facts.addresses.begin_proposal, {}, this.words);
    const text = told.text ?? (await this.textOf(told.proposal ?? told.id ?? told.pk));
    facts.branch = text;
    this.page.notices.show(this.words.nowSuggesting);
    await this.page.open(text, () => this.replay(before, place));
    history.replaceState(null, "", `${facts.addresses.write}?proposal=${text.proposal}`);
  }

  async textOf(proposal) {
    return ask(`${this.page.facts.addresses.write}text/?proposal=${proposal}`, null, this.words);
  }

  replay(before, place) {
    const { editor } = this.page;
    const shift = shiftOf(before, editor.state.doc);
    const waiting = this.pending;
    this.pending = [];
    if (shift === null) {
      if (waiting.length) this.page.notices.show(this.words.typeAgain);
      return editor.commands.focus("start");
    }
    const { tr } = editor.state;
    const typed = [];
    for (const { steps } of waiting) {
      const begun = typed.length;
      for (const json of steps) {
        const step = shifted(Step.fromJSON(editor.schema, json), shift);
        // Each was made on the text before anything was typed: it is moved by those before it.
        const moved = typed.slice(0, begun).reduce((one, map) => one?.map(map), step);
        if (!moved || tr.maybeStep(moved).failed) continue;
        typed.push(moved.getMap());
      }
    }
    if (tr.docChanged) editor.view.dispatch(tr);
    const at = typed.reduce((position, map) => map.map(position, 1), place + shift);
    editor.commands.setTextSelection(Math.min(at, editor.state.doc.content.size));
    // At once, not on the next frame: keys typed meanwhile would go nowhere.
    editor.view.focus();
  }

  // What the authors wrote since comes into one's own open suggestions; nothing is shown until it does.
  follow() {
    const { text } = this.session;
    if (text.proposal && text.mine && text.role === "edit") ask(this.page.facts.addresses.begin_proposal, {}, this.words).catch(() => {});
  }

  // Text of an earlier epoch: shown as suggestions, never merged.
  offer(content, forget, words = this.words.earlier) {
    this.page.notices.show(words, {
      isGrave: true,
      stays: true,
      acts: [
        {
          label: this.words.earlierSuggest,
          act: async () => {
            await this.suggest();
            if (!this.session.text.proposal) return;
            this.page.editor.commands.setContent(content);
            forget();
          },
        },
        { label: this.words.earlierForget, act: forget },
      ],
    });
  }
}

// How far the block of the caret lies elsewhere in the other text; null where its words are not there. Both texts have
// a schema of their own: blocks are compared by their words, the nearest one that is alike is meant.
function shiftOf(state, doc) {
  const { $from } = state.selection;
  const { parent } = $from;
  const words = parent.textContent;
  let found = null;
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const isSame = node.type.name === parent.type.name && node.content.size === parent.content.size && node.textContent === words;
    const shift = position - $from.before();
    if (isSame && (found === null || Math.abs(shift) < Math.abs(found))) found = shift;
    return false;
  });
  return found;
}

function shifted(step, by) {
  if (!by) return step;
  return step.map({ map: (position) => position + by, mapResult: (position) => ({ pos: position + by, deleted: false, deletedAcross: false, deletedBefore: false, deletedAfter: false }) });
}
