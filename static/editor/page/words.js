// The page's words come translated from the server, in one JSON element; places in them are written %(name)s.

export function say(words, values = {}) {
  return (words ?? "").replace(/%\((\w+)\)s/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export function make(tag, properties = {}, ...children) {
  const { dataset, attributes, ...rest } = properties;
  const node = Object.assign(document.createElement(tag), rest);
  if (dataset) Object.assign(node.dataset, dataset);
  for (const [name, value] of Object.entries(attributes ?? {})) node.setAttribute(name, value);
  node.append(...children.filter((child) => child != null));
  return node;
}

export function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

// One way to ask the server: JSON back, or an error with words that may be shown.
export async function ask(address, fields, words) {
  const options = { headers: { Accept: "application/json" }, credentials: "same-origin" };
  if (fields) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    Object.assign(options, { method: "POST", body });
    options.headers["X-CSRFToken"] = token();
  }
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new Error(words?.noLine ?? "");
  }
  const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  if (!answer.ok) throw new Error(told.error ?? told.reason ?? words?.notNow ?? "");
  return told;
}

export const plain = (html) => new DOMParser().parseFromString(html ?? "", "text/html").body.textContent.trim();
