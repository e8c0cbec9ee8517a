// Words: a run of letters and digits is one; a Chinese or Japanese character, and a Korean syllable, is one.

const CJK = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]|[\u{20000}-\u{3134f}]/gu;
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’_-][\p{L}\p{N}\p{M}]+)*/gu;

export function countWords(text) {
  let cjk = 0;
  const rest = text.replace(CJK, () => ((cjk += 1), " "));
  return cjk + (rest.match(WORD)?.length ?? 0);
}
