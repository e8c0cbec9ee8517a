// Saves what is typed into <form data-draft="address"> while one writes; without it, a failed or saved form does the same.
const form = document.querySelector("form[data-draft]");
const note = document.querySelector("[data-saved]");
let dirty = false;
let timer;

async function save() {
  clearTimeout(timer);
  if (!dirty) return;
  dirty = false;
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), keepalive: true });
    if (answer.ok) say();
  } catch {
    dirty = true;
  }
}

function say() {
  if (!note) return;
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  note.querySelector("[data-saved-text]").textContent = `${form.dataset.savedWords} ${time}`;
  note.hidden = false;
}

if (form) {
  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 800);
  });
  addEventListener("pagehide", save);
  // Another form of the page, such as the choice of language, must not overtake the draft.
  document.addEventListener(
    "submit",
    async (event) => {
      if (event.target === form) dirty = false;
      if (event.target === form || !dirty) return;
      event.preventDefault();
      await save();
      dirty = false;
      event.target.requestSubmit(event.submitter);
    },
    true,
  );
}
