// Who is here: a list with names, and a word to those who listen, at most every ten seconds.

const SUMMARY_EVERY = 10_000;
const SHADES = 8;

export function initials(name) {
  const words = (name ?? "").trim().split(/\s+/).filter(Boolean);
  if (!words.length) return "?";
  const cjk = /^[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]/;
  if (cjk.test(words[0])) return words[0].slice(0, 2);
  return (words[0][0] + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

export const shade = (person) => Math.abs(Number(person?.id) || 0) % SHADES;

export class People {
  constructor({ list, summary, awareness, words, me }) {
    Object.assign(this, { list, summary, awareness, words, me, told: "", toldAt: 0 });
    this.onChange = () => this.draw();
    awareness.on("change", this.onChange);
    this.draw();
  }

  present() {
    const found = new Map();
    for (const [client, state] of this.awareness.getStates()) {
      if (client === this.awareness.clientID || !state?.user) continue;
      const key = state.user.id ?? state.user.name;
      if (!found.has(key) || state.cursor) found.set(key, { ...state.user, client, cursor: state.cursor });
    }
    return [...found.values()].sort((a, b) => (a.name ?? "").localeCompare(b.name ?? ""));
  }

  draw() {
    const people = this.present();
    const shown = people.map((person) => `${person.id}:${person.name}:${Boolean(person.cursor)}`).join();
    if (shown === this.shown) return;
    this.shown = shown;
    this.list.replaceChildren(...people.map((person) => this.row(person)));
    this.list.hidden = people.length === 0;
    this.tell(people);
  }

  row(person) {
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = `here here-${shade(person)}`;
    button.dataset.client = person.client;
    button.title = this.words.jump.replace("%(name)s", person.name);
    const short = Object.assign(document.createElement("span"), { textContent: initials(person.name) });
    short.setAttribute("aria-hidden", "true");
    const name = Object.assign(document.createElement("span"), { className: "vh", textContent: button.title });
    button.append(short, name);
    row.append(button);
    return row;
  }

  tell(people) {
    const say = () => {
      const words = people.length
        ? this.words.here.replace("%(names)s", people.map((person) => person.name).join(", "))
        : this.words.alone;
      if (words === this.told) return;
      this.told = words;
      this.toldAt = Date.now();
      this.summary.textContent = words;
    };
    clearTimeout(this.timer);
    this.timer = setTimeout(say, Math.max(500, SUMMARY_EVERY - (Date.now() - this.toldAt)));
  }

  destroy() {
    clearTimeout(this.timer);
    this.awareness.off("change", this.onChange);
  }
}
