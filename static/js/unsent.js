// On the list of papers: which texts this device holds that the server does not have yet (static/editor/live/store.js).

const note = document.querySelector("[data-unsent-note]");
const found = [];
try {
  for (const key of Object.keys(localStorage)) if (key.startsWith("unsent/")) found.push(JSON.parse(localStorage.getItem(key)));
} catch {
  // A browser that keeps nothing holds nothing.
}
const texts = found.filter((one) => /^\/papers\/\d+\/write\/$/.test(one?.address));
if (note && texts.length) {
  note.querySelector("[data-unsent-list]").replaceChildren(
    ...texts.map(({ title, address }) => {
      const row = document.createElement("li");
      row.append(Object.assign(document.createElement("a"), { href: address, textContent: title }));
      return row;
    }),
  );
  note.hidden = false;
}
