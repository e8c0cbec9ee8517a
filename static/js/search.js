// Suggestions while typing, below every <input data-suggest="/search/suggest">. Without it the form searches as well.
// The pattern is ARIA's editable combobox with a list: the focus stays in the field, arrows walk, Escape closes.

const PAUSE = 120;
let made = 0;

export function attach(input) {
  if (input.getAttribute("role") === "combobox") return;
  const list = document.createElement("div");
  list.id = `suggestions-${++made}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  const label = input.labels?.[0]?.textContent ?? input.getAttribute("aria-label");
  if (label) list.setAttribute("aria-label", label);
  list.hidden = true;
  input.form.classList.add("suggests");
  input.form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) {
    input.setAttribute(name, value);
  }

  let timer, asking, at = -1;
  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const all = options();
    at = (index + all.length + 1) % (all.length + 1);
    if (at === all.length) at = -1;
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", all[at].id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map((one, number) => {
      const option = document.createElement("div");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.address = one.address;
      const title = document.createElement("span");
      title.textContent = one.title;
      if (one.language) title.lang = one.language;
      option.append(title);
      if (one.kind) {
        const kind = document.createElement("small");
        kind.textContent = one.kind;
        option.append(kind);
      }
      return option;
    }));
    at = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    asking?.abort();
    const typed = input.value.trim();
    if (!typed) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed.slice(0, 300))}`, { signal: asking.signal });
      if (answer.ok) {
        const { suggestions } = await answer.json();
        if (document.activeElement === input) show(suggestions);
      }
    } catch {
      // Typed on, or offline: the form itself still works.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? at + 1 : at < 0 ? options().length - 1 : at - 1);
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(options()[at].dataset.address);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
  input.addEventListener("blur", close);
  if (document.activeElement === input && input.value) ask();
}

for (const input of document.querySelectorAll("input[data-suggest]")) attach(input);
