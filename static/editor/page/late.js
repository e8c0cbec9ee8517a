// A text that may no longer be changed: published, decided about, or not one's own any more. What was typed and came too
// late is neither thrown away nor shown as if it stood in the text: its writer decides.

import { Store } from "../live/store.js";

export function tellLate(session, { role, because }, before) {
  const { page, store } = session;
  const { words, facts } = page;
  if (role !== "read" || because === "schema") return;
  // Asked when the page was made; by now it may be otherwise, and the server has the last word.
  if (because !== "frozen") facts.mayPropose = false;
  if (store.hasUnsent && facts.mayPropose) {
    page.mode.offer(session.editor.getJSON(), () => store.markSent(), words.tooLate);
  } else if (store.hasUnsent) {
    offerCopy(page, session.editor.getJSON(), () => forgetAll(session), words.tooLateHere);
  } else if (before === "edit") {
    page.notices.show(words.refused["read-only"], { stays: true });
  }
}

// The page begins anew with the text that the server has.
async function forgetAll(session) {
  const { name } = session.store;
  await session.close();
  Store.forget(name);
  location.reload();
}

// What cannot go into the text is taken along as a file, or thrown away.
export function offerCopy(page, content, forget, told) {
  const { words, facts } = page;
  const acts = [
    { label: words.takeCopy, act: () => (takeCopy(facts.title, plainWords(content)), offerCopy(page, content, forget, told)) },
    { label: words.earlierForget, act: forget },
  ];
  page.notices.show(told, { isGrave: true, stays: true, acts });
}

// The words of a text, an empty line between blocks.
function plainWords(node) {
  const children = node.content ?? [];
  const isLine = children.some(({ type }) => type === "text" || type === "hardBreak");
  if (isLine) return children.map(({ type, text }) => (type === "hardBreak" ? "\n" : (text ?? ""))).join("");
  return children.map(plainWords).filter(Boolean).join("\n\n");
}

// The text as this device has it, as a file of plain words.
function takeCopy(title, words) {
  const file = new Blob([words], { type: "text/plain;charset=utf-8" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `${title}.txt` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
