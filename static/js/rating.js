// Rating a round: each answer is sent at once and kept on this device until the server has it, in the order of giving.
const root = document.querySelector("[data-rating]");
if (root) {
  const words = root.dataset;
  const all = [...root.querySelectorAll(".stm")];
  const asked = all.filter((one) => one.querySelector("[data-statement]"));
  const said = document.querySelector("[data-said]");
  const name = `unsent/rating/${words.round}/${words.who}`;
  const CANNOT = "x";
  let rows = new Map(); // "entry/field" -> {entry, field, value, seen, tries}
  let sending = false;
  let pause = 0;
  let timer;
  const timers = new Map();

  // -- what waits to be sent ------------------------------------------------------------------------------------------
  function keep() {
    try {
      if (rows.size) {
        const held = { address: location.pathname, title: words.title, rows: [...rows.values()] };
        localStorage.setItem(name, JSON.stringify(held));
      } else localStorage.removeItem(name);
    } catch {
      // A browser that keeps nothing still sends.
    }
  }

  function put(article, field, value, wait = 0) {
    const key = `${article.dataset.entry}/${field}`;
    const waiting = rows.get(key);
    rows.delete(key); // the newest answer goes behind the others
    rows.set(key, { entry: article.dataset.entry, field, value, seen: waiting?.seen ?? article.dataset.count, tries: 0 });
    keep();
    clearTimeout(timers.get(key));
    if (!wait) timers.delete(key);
    else timers.set(key, setTimeout(() => (timers.delete(key), flush()), wait));
    tell(words.saving);
    if (!wait) flush();
  }

  // Whatever still waits for a pause goes now.
  function hurry() {
    timers.forEach(clearTimeout);
    timers.clear();
    flush();
  }

  async function flush() {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    for (;;) {
      const [key, row] = [...rows].find(([one]) => !timers.has(one)) || [];
      if (!key) break;
      if (!(await send(key, row))) break;
    }
    sending = false;
    keep();
    if (!rows.size) tell(words.saved);
  }

  async function send(key, row) {
    const article = root.querySelector(`.stm[data-entry="${row.entry}"]`);
    if (!article) return rows.delete(key);
    const body = new FormData();
    const token = article.querySelector("[name=csrfmiddlewaretoken]");
    if (token) body.set("csrfmiddlewaretoken", token.value);
    body.set(row.field, row.value);
    body.set("language", article.querySelector("[name=language]").value);
    if (row.tries) body.set("late", row.seen);
    row.tries += 1;
    let answer, told;
    try {
      answer = await fetch(article.dataset.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        keepalive: true,
      });
      told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
    } catch {
      told = undefined;
    }
    if (!told) {
      // No line, or no longer signed in: it stays here and is tried again.
      const out = answer && (answer.redirected || answer.status === 403);
      tell(out ? words.signIn : words.waits, true);
      pause = Math.min(Math.max(pause * 2, 2000), 60000);
      timer = setTimeout(flush, pause);
      return false;
    }
    pause = 0;
    if (rows.get(key) === row) rows.delete(key);
    refused(article, answer.ok ? "" : told.reason);
    if (told.count) article.dataset.count = told.count;
    if (told.why === "newer" && !rows.has(key)) choose(article, told.value);
    if (told.live !== undefined) article.querySelector("[data-live]").innerHTML = told.live;
    progress();
    return true;
  }

  function refused(article, reason) {
    const note = article.querySelector("[data-refused]");
    note.textContent = reason || "";
    note.hidden = !reason;
    if (reason) tell(reason, true);
  }

  function tell(text, loud = false) {
    if (said.textContent !== text) said.textContent = text;
    said.classList.toggle("err", loud);
  }

  // -- answers on the page --------------------------------------------------------------------------------------------
  const valueOf = (article) => article.querySelector("[name=value]:checked")?.value ?? "";

  function choose(article, value) {
    const radio = [...article.querySelectorAll("[name=value]")].find((one) => one.value === String(value));
    if (radio) radio.checked = true;
    return radio;
  }

  function progress() {
    const done = asked.filter((one) => valueOf(one)).length;
    for (const one of asked) one.classList.toggle("done", Boolean(valueOf(one)));
    document.querySelector("[data-progress]").textContent = words.progressWords
      .replace("{n}", done)
      .replace("{of}", asked.length);
    document.querySelector("[data-bar]").value = done;
    const left = document.querySelector("[data-left]");
    if (done === asked.length) left.textContent = words.all;
    else if (left.textContent === words.all) left.textContent = "";
    root.querySelector("[data-done]").hidden = done < asked.length || !asked.length;
  }

  let byKey = false; // arrows pass over ratings that nobody means: those wait for a pause
  root.addEventListener("change", (event) => {
    const article = event.target.closest(".stm");
    if (!article || event.target.name !== "value") return;
    put(article, "value", event.target.value, byKey ? 700 : 0);
    byKey = false;
    progress();
  });
  root.addEventListener("input", (event) => {
    const article = event.target.closest(".stm");
    if (article && event.target.matches("textarea")) put(article, event.target.name, event.target.value, 900);
  });
  root.addEventListener("focusout", (event) => event.target.matches("textarea, [name=value]") && timers.size && hurry());
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    step(1);
  });

  // -- one at a time, or all ------------------------------------------------------------------------------------------
  let view = "one";
  try {
    view = localStorage.getItem("rating-view") || "one";
  } catch {
    // Then it begins with one at a time.
  }
  const here = () => all.find((one) => one.classList.contains("now")) || all[0];

  function show(article, focus = true) {
    for (const one of all) one.classList.toggle("now", one === article);
    const place = all.indexOf(article);
    root.querySelector("[data-step='-1']").disabled = place <= 0;
    root.querySelector("[data-step='1']").disabled = place === all.length - 1 && !root.querySelector("[data-done]").hidden;
    if (!focus) return;
    article.querySelector(".say").focus({ preventScroll: true });
    const top = view === "one" ? document.querySelector(".rate-bar") : article;
    top.scrollIntoView({ block: "start", behavior: "auto" });
  }

  // Forwards: the next in order; behind the last one, the first that has no answer yet.
  function step(way) {
    hurry();
    const place = all.indexOf(here());
    const open = asked.filter((one) => !valueOf(one));
    const next = all[place + way] || (way > 0 ? open[0] : undefined);
    if (next && next !== here()) return show(next);
    const done = root.querySelector("[data-done]");
    if (!done.hidden) done.scrollIntoView({ block: "center" });
  }

  function turn(to) {
    view = to;
    root.classList.toggle("one", to === "one");
    root.classList.toggle("list", to === "list");
    for (const one of document.querySelectorAll("button[data-view]")) one.hidden = one.dataset.view === to;
    root.querySelector("[data-foot]").hidden = to !== "one" || all.length < 2;
    try {
      localStorage.setItem("rating-view", to);
    } catch {
      // It is only remembered where it can be.
    }
  }

  for (const one of document.querySelectorAll("button[data-view]")) {
    one.addEventListener("click", () => {
      turn(one.dataset.view);
      document.querySelector("button[data-view]:not([hidden])").focus({ preventScroll: true });
      if (view === "list") here().scrollIntoView({ block: "start" });
    });
  }
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) step(Number(button.dataset.step));
  });
  root.addEventListener("focusin", (event) => {
    const article = event.target.closest(".stm");
    if (article && view === "list") for (const one of all) one.classList.toggle("now", one === article);
  });

  // -- keys: only while nothing else on the page has the focus, and never while somebody types -------------------------
  const off = root.querySelector("[data-keys-off]");
  try {
    off.checked = localStorage.getItem("rating-keys") === "off";
  } catch {
    // On.
  }
  off.addEventListener("change", () => {
    try {
      localStorage.setItem("rating-keys", off.checked ? "off" : "on");
    } catch {
      // For this page alone.
    }
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inside = target === document.body || target.id === "main" || root.contains(target);
    if (!inside || target.matches("textarea, a, button, summary, select, [type=checkbox]")) return;
    if (event.key.startsWith("Arrow")) byKey = target.matches("[name=value]");
    if (off.checked) return;
    const article = target.closest?.(".stm") || here();
    const key = event.key.toLowerCase();
    const scale = [...article.querySelectorAll("[name=value]")].map((one) => one.value);
    let value = "";
    if (scale.includes(key) && scale.length <= 11 && !scale.includes("10")) value = key;
    if (key === "x" || (key === "0" && !scale.includes("0"))) value = CANNOT;
    if (value) {
      const radio = choose(article, value);
      if (!radio || radio.disabled) return;
      event.preventDefault();
      radio.focus({ preventScroll: true });
      put(article, "value", value);
      progress();
    } else if (key === "enter") {
      event.preventDefault();
      if (view === "list") show(article, false);
      step(1);
    } else if (key === "backspace") {
      event.preventDefault();
      step(-1);
    } else if (event.key.startsWith("Arrow") && !target.matches("[name=value]") && view === "one") {
      const first = article.querySelector("[name=value]:checked") || article.querySelector("[name=value]");
      if (first && /Left|Right/.test(event.key)) (event.preventDefault(), first.focus({ preventScroll: true }));
    }
  });

  // -- begin: what another time left unsent comes first ----------------------------------------------------------------
  try {
    for (const row of JSON.parse(localStorage.getItem(name) || "{}").rows || []) {
      const article = asked.find((one) => one.dataset.entry === row.entry);
      if (!article) continue;
      if (row.field === "value") choose(article, row.value);
      else article.querySelector(`[name=${row.field}]`).value = row.value;
      rows.set(`${row.entry}/${row.field}`, { ...row, tries: row.tries || 1 });
    }
  } catch {
    // Nothing was left, or nothing that can be read.
  }
  root.classList.add("js");
  document.querySelector("[data-views]").hidden = all.length < 2;
  turn(view);
  if (location.hash && all.some((one) => `#${one.id}` === location.hash)) {
    show(all.find((one) => `#${one.id}` === location.hash), false);
  } else if (all.length) show(asked.find((one) => !valueOf(one)) || here(), false);
  progress();
  if (rows.size) flush();
  addEventListener("online", () => ((pause = 0), flush()));
  addEventListener("pagehide", hurry);
  document.addEventListener("visibilitychange", () => document.hidden && timers.size && hurry());
}
