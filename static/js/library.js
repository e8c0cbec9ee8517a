// Sharing: the form appears beside the uploads as soon as a draft exists, saves itself while one writes, and takes up
// what was read from the files. Hooks: form[data-begin], form[data-describe], [data-files]. Without it, each form posts.

const AFTER = 800;
const AGAIN = 10_000;
const POLL = [1000, 1000, 1500, 2000, 3000, 5000];

/* The form that saves itself. */
class Describe {
  constructor(form) {
    this.form = form;
    this.touched = new Set();
    this.note = document.querySelector("[data-saved-here]");
    this.key = `typed:${form.dataset.save}`;
    form.addEventListener("input", (event) => this.touch(event.target.name));
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("pagehide", () => this.save());
    addEventListener("online", () => this.save());
    this.restore();
  }

  touch(name) {
    if (!name) return;
    this.touched.add(name);
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), AFTER);
  }

  // What has not reached the server yet outlives a reload of this tab.
  keep() {
    const all = new FormData(this.form);
    const kept = [...this.touched].map((name) => [name, all.getAll(name)]);
    if (kept.length) sessionStorage.setItem(this.key, JSON.stringify(kept));
    else sessionStorage.removeItem(this.key);
  }

  restore() {
    for (const [name, values] of JSON.parse(sessionStorage.getItem(this.key) ?? "[]")) {
      for (const control of this.form.elements) {
        if (control.name !== name) continue;
        if (["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
        else if (control.type !== "hidden") control.value = values[0] ?? "";
      }
      this.touch(name);
    }
  }

  async save(isSecondTry) {
    clearTimeout(this.timer);
    if (!this.touched.size) return;
    const names = [...this.touched];
    const body = new FormData(this.form);
    for (const name of names) body.append("touched", name);
    this.touched.clear();
    try {
      const answer = await fetch(this.form.dataset.save, { method: "POST", body, redirect: "manual", keepalive: true });
      if (answer.type === "opaqueredirect") return this.failed(names, this.form.dataset.signedOut);
      if (answer.status === 403 && !isSecondTry && (await renewToken())) {
        for (const name of names) this.touched.add(name);
        return this.save(true);
      }
      if (!answer.ok) return this.failed(names, this.form.dataset.signedOut);
      const { errors, language } = await answer.json();
      const choice = this.form.elements.title_language;
      if (choice && !this.touched.has("title_language")) choice.value = language;
      for (const name of names) this.mark(name, errors[name]);
      this.keep();
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      this.say(`${this.note?.dataset.words ?? ""} ${time}`);
    } catch {
      this.failed(names, this.form.dataset.offline);
    }
  }

  failed(names, words) {
    for (const name of names) this.touched.add(name);
    this.keep();
    this.say(words);
    this.timer = setTimeout(() => this.save(), AGAIN);
  }

  say(words) {
    if (this.note && this.note.textContent !== words) this.note.textContent = words;
  }

  mark(name, words) {
    const control = this.form.elements[name];
    const field = (control?.closest ? control : control?.[0])?.closest(".field");
    if (!field) return;
    field.classList.toggle("bad", Boolean(words));
    let error = field.querySelector(".err");
    if (!words) return error?.remove();
    if (!error) {
      error = document.createElement("p");
      error.className = "err";
      const first = field.querySelector("input, select, textarea");
      (field.querySelector(".picks") ?? first).before(error);
    }
    error.textContent = words;
  }

  submit(event) {
    const rows = document.querySelectorAll("[data-upload-list] > li:not(.wrong)");
    const sending = [...rows].some((row) => row.querySelector("progress:not([hidden])"));
    if (sending) {
      event.preventDefault();
      this.say(this.form.dataset.sending);
      this.note?.scrollIntoView({ block: "center" });
      return;
    }
    clearTimeout(this.timer);
    this.touched.clear();
    this.keep();
  }

  // What the file says of itself fills what is empty; what a person has touched stays.
  take({ title, language, languages }) {
    const field = this.form.elements.title;
    if (title && field && !field.value && !this.touched.has("title")) {
      field.value = title;
      field.lang = language;
      if (this.form.elements.title_language) this.form.elements.title_language.value = language;
    }
    if (this.touched.has("languages")) return;
    for (const { code, name } of languages) {
      const boxes = [...this.form.querySelectorAll("[name=languages]")];
      const box = boxes.find((one) => one.value === code);
      if (box) box.checked = true;
      else if (boxes.length) addBox(boxes.at(-1), code, name);
    }
  }
}

function addBox(last, code, name) {
  const label = last.closest("label").cloneNode(true);
  const box = label.querySelector("input");
  Object.assign(box, { value: code, checked: true, id: `${last.id}-${code}` });
  label.htmlFor = box.id;
  label.querySelector("span").textContent = name;
  last.closest("label").after(label);
}

// After a sign-in in another tab the old token is void; the page's own address gives the new one.
async function renewToken() {
  const answer = await fetch(location.href, { redirect: "manual" });
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}

/* The list of files, as the server sees it. */
class Files {
  constructor(list, describe) {
    this.list = list;
    this.describe = describe;
    this.tries = 0;
    for (const name of ["upload:ready", "upload:refused"]) {
      document.addEventListener(name, (event) => this.settled(event.detail.id));
    }
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=drop]");
      if (button) this.drop(event, button);
    });
    if (list.querySelector("[data-waiting]")) this.later();
  }

  // Taking one file away must not break off the others.
  async drop(event, button) {
    event.preventDefault();
    const body = new FormData(button.form);
    body.append("drop", button.value);
    const answer = await fetch(button.form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (answer?.type !== "opaqueredirect") return button.form.requestSubmit();
    document.querySelector(`[data-upload-list] > li[data-file="${CSS.escape(button.value)}"]`)?.remove();
    this.refresh();
  }

  later() {
    clearTimeout(this.timer);
    const pause = POLL[Math.min(this.tries++, POLL.length - 1)];
    this.timer = setTimeout(() => this.refresh(), pause);
  }

  settled(id) {
    this.done ??= new Set();
    if (id) this.done.add(id);
    this.tries = 0;
    this.refresh();
  }

  async refresh() {
    let known;
    try {
      const answer = await fetch(this.list.dataset.state, { headers: { Accept: "application/json" }, redirect: "manual" });
      if (!answer.ok) return;
      known = await answer.json();
    } catch {
      return this.later();
    }
    const focused = document.activeElement?.closest("[data-files]") ? document.activeElement.value : null;
    this.list.innerHTML = known.files;
    if (focused) this.list.querySelector(`button[value="${CSS.escape(focused)}"]`)?.focus();
    for (const row of document.querySelectorAll("[data-upload-list] > li[data-file]")) {
      const twin = this.list.querySelector(`li[data-file="${CSS.escape(row.dataset.file)}"]`);
      if (this.done?.has(row.dataset.file) && twin) row.remove();
      else if (twin) twin.hidden = true;
    }
    this.describe?.take(known);
    if (known.waiting) this.later();
  }
}

function begin() {
  const form = document.querySelector("form[data-describe]");
  const list = document.querySelector("[data-files][data-state]");
  const describe = form && new Describe(form);
  return list && new Files(list, describe);
}

const first = document.querySelector("form[data-begin]");
if (first) {
  // The upload has made a draft: its form comes in beside the bytes that are still on their way.
  new MutationObserver(async (_changes, watch) => {
    watch.disconnect();
    const answer = await fetch(`${first.action}?part=form`);
    if (!answer.ok) return;
    for (const old of document.querySelectorAll("[data-until-draft]")) old.remove();
    const place = document.querySelector("[data-form-here]");
    place.innerHTML = await answer.text();
    begin()?.refresh();
  }).observe(first, { attributes: true, attributeFilter: ["action"] });
} else {
  begin();
}
