// What every page gets on top of its HTML; without it every act works as well.

// A refused form: its summary takes the focus, and so does the field that the reader picks from it.
const summary = document.querySelector("[data-focus]");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    field.focus();
    (field.closest(".field") || field).scrollIntoView({ block: "start" });
  });
}

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 5000);
});

// A list narrows itself when a box is ticked, where there is room beside it (on phones the sheet waits for its button).
for (const form of document.querySelectorAll("form[data-narrow]")) {
  const wide = matchMedia("(min-width: 62rem)");
  form.addEventListener("change", () => wide.matches && form.submit());
}

// Copy a text beside its button: <button data-copy="#citation" data-done="Copied">.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).innerText.trim());
    if (button.dataset.done) button.textContent = button.dataset.done;
  });
}

// Suggestions while typing: their script comes when a search field is first entered.
document.addEventListener("focusin", (event) => {
  const script = event.target.dataset?.suggestScript;
  if (script) import(script);
});

// What the editor of papers keeps on this device goes with whoever signs out; what was not sent yet is asked about first.
const kept = (beginning) => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(beginning));
  } catch {
    return [];
  }
};

const forget = (name) =>
  new Promise((done) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = asked.onerror = asked.onblocked = done;
  });

for (const form of document.querySelectorAll("form[data-unsent]")) {
  form.addEventListener("submit", async (event) => {
    if (kept("unsent/").length && !confirm(form.dataset.unsent)) return event.preventDefault();
    const names = kept("kept/").map((key) => key.slice("kept/".length));
    if (!names.length) return;
    event.preventDefault();
    await Promise.race([Promise.all(names.map(forget)), new Promise((done) => setTimeout(done, 2000))]);
    for (const key of [...kept("unsent/"), ...kept("kept/")]) localStorage.removeItem(key);
    form.submit();
  });
}
