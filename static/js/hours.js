// Abbreviations of time zones in texts, while they are typed: the server is asked what they mean, and says so below the
// field. Nothing here knows a zone.

const PAUSE = 700;
// Only such texts are worth asking about: a word of capitals beside or without an hour, or '3pm est'.
const WORTH = /\b[A-Z]{2,4}\b|\d\s*[ap]\.?m|\d[:.h]\d\d\s*[a-z]{2,4}/;

for (const form of document.querySelectorAll("form[data-hours]")) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]")?.value;
  for (const field of form.querySelectorAll("[data-hours-text]")) watch(form, field, token);
}

function watch(form, field, token) {
  const told = document.createElement("div");
  told.setAttribute("aria-live", "polite");
  field.after(told);
  let timer, asked;
  const ask = async () => {
    const text = field.value;
    const day = form.querySelector("[name=day]")?.value || form.dataset.hoursDay || "";
    if (!WORTH.test(text)) {
      told.replaceChildren();
      return;
    }
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.hours, {
        method: "POST",
        body: new URLSearchParams({ text, day }),
        headers: { "X-CSRFToken": token },
        signal: asked.signal,
      });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      told.replaceChildren(...page.body.children);
    } catch {
      // Offline, or asked anew: it is looked at when the form is saved.
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  field.addEventListener("input", later);
  form.querySelector("[name=day]")?.addEventListener("change", later);
}
