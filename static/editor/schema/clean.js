// What an attribute may be, whoever wrote it: a paste, another program, another browser. The server checks the same.

const ID = /^[A-Za-z0-9_-]{1,40}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const SCHEMES = ["http:", "https:", "mailto:"];

export const cleanId = (word) => (ID.test(word ?? "") ? word : null);
export const cleanLanguage = (word) => (LANGUAGE.test(word ?? "") ? word : null);

export function cleanAddress(word) {
  const text = (word ?? "").trim();
  if (!text || text.length > 2000) return null;
  try {
    const address = new URL(text);
    return SCHEMES.includes(address.protocol) ? text : null;
  } catch {
    return null;
  }
}

export function cleanNumber(word, least, most) {
  const number = Number.parseInt(word, 10);
  return Number.isInteger(number) && number >= least && number <= most ? number : null;
}

const TEXT = ["locator", "label", "prefix", "suffix"];

export function cleanItems(word) {
  let found;
  try {
    found = typeof word === "string" ? JSON.parse(word) : word;
  } catch {
    return [];
  }
  if (!Array.isArray(found)) return [];
  return found
    .filter((item) => item && cleanId(item.key))
    .slice(0, 50)
    .map((item) => {
      const kept = { key: item.key };
      for (const name of TEXT) if (typeof item[name] === "string" && item[name]) kept[name] = item[name].slice(0, 300);
      return kept;
    });
}

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

export function newId(long = 8) {
  const bytes = crypto.getRandomValues(new Uint8Array(long));
  return [...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}
