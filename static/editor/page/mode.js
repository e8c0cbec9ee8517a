// Writing, suggesting, reading. Suggestions go into a text of their own; what is typed where one only suggests is
// carried over into it, so that nothing is typed twice.

import { offerCopy } from "./late.js";
import { ask, say } from "./words.js";

const TRY_AGAIN_AFTER = 5000;

export class Mode {
  constructor(page) {
    this.page = page;
    this.words = page.words;
    this.choice = page.$("mode");
    this.about = page.$("mode-words");
    this.chosen = null;
    this.failedAt = -TRY_AGAIN_AFTER;
    addEventListener("online", () => this.session?.loose && this.suggest());
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
    const suggesting = choice.querySelector("[value=suggesting]");
    if (suggesting) suggesting.disabled = cannot;
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
    const send = this.page.$("send");
    if (send) send.hidden = !(text.proposal && text.mine);
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

  // Called for each change that the main text does not take from this writer; says whether it is made all the same.
  // Then the text on the page comes loose from the shared one, and what is typed goes into the suggestions that open.
  instead() {
    const { session } = this;
    if (this.now !== "suggesting" || session.text.proposal || session.isEmpty) return false;
    session.loosen();
    if (!this.beginning && performance.now() - this.failedAt > TRY_AGAIN_AFTER) this.suggest();
    return true;
  }

  // Begin suggestions, or go on with those that are there, and put into them what was typed.
  suggest() {
    this.beginning ??= this.reallySuggest()
      .catch((error) => this.failed(error))
      .finally(() => (this.beginning = null));
    return this.beginning;
  }

  async reallySuggest() {
    const { facts } = this.page;
    const { session: before } = this;
    await before.settled();
    const told = await ask(facts.addresses.begin_proposal, {}, this.words);
    const text = told.text ?? (await this.textOf(told.proposal ?? told.id ?? told.pk));
    facts.branch = text;
    await this.page.open(text, (place) => this.carry(before, place));
    history.replaceState(null, "", `${facts.addresses.write}?proposal=${text.proposal}`);
  }

  // What was typed stays on the page until it is somewhere, or until its writer says that it may go.
  failed(error) {
    this.failedAt = performance.now();
    const acts = [
      { label: this.words.earlierSuggest, act: () => this.suggest() },
      { label: this.words.earlierForget, act: () => this.page.open(this.page.facts.main) },
    ];
    const isLoose = Boolean(this.session.loose);
    this.page.notices.show(error.message || this.words.notNow, { isGrave: true, stays: isLoose, acts: isLoose ? acts : [] });
  }

  async textOf(proposal) {
    return ask(`${this.page.facts.addresses.write}text/?proposal=${proposal}`, null, this.words);
  }

  carry(before, place) {
    const { session, page } = this;
    const isWhole = !before.loose || before.loose.into(session.doc);
    page.notices.show(isWhole ? this.words.nowSuggesting : this.words.typeAgain, { stays: !isWhole });
    session.putCaret(place);
  }

  // What the authors wrote since comes into one's own open suggestions; nothing is shown until it does.
  follow() {
    const { text } = this.session;
    if (text.proposal && text.mine && text.role === "edit") ask(this.page.facts.addresses.begin_proposal, {}, this.words).catch(() => {});
  }

  // Text of an earlier epoch: shown as suggestions, or taken along where there are none; never merged.
  offer(content, forget, words = this.words.earlier) {
    if (!this.page.facts.mayPropose) return offerCopy(this.page, content, forget, words);
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
