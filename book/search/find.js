// Finds sections: by what stands in their heading, then in whole words, then in any part of prose and code.

/** @typedef {[address: string, path: string[], prose: string, code: string]} Section */
/** @typedef {{ text: string, from: number, to: number }} Hit a text, and the part of it that was looked for */
/** @typedef {{ address: string, path: string[], title: Hit, line: Hit, isCode: boolean }} Found */

const QUOTES = { "’": "'", "‘": "'", "“": '"', "”": '"' };
/** As keyboards write it. The length stays, so that places in it are places in the text. */
export const plain = (text) => text.replace(/[’‘“”]/g, (mark) => QUOTES[mark]).toLowerCase();

const LETTER = /[\p{L}\p{N}_]/u;
const APART = 5; // the rank of words that stand here and there
const around = 60; // characters of prose on each side of a hit

/** Where the words stand, as words of their own where they do; -1 where they do not stand at all. */
function placeOf(words, text) {
  let first = -1;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (first < 0) first = at;
    const isCut = (inner, outer) => LETTER.test(inner) && LETTER.test(outer ?? "");
    const end = at + words.length;
    if (!isCut(words[0], text[at - 1]) && !isCut(words.at(-1), text[end])) return { at, isWhole: true };
  }
  return { at: first, isWhole: false };
}

/** @returns {Hit} */
const hit = (text, at, length) => ({ text, from: Math.max(at, 0), to: at < 0 ? 0 : at + length });

/** The line of code with the hit, or the words of prose around it. @returns {Hit} */
function lineOf(text, at, length, isCode) {
  if (at < 0) return hit(text.length > 2 * around ? `${text.slice(0, 2 * around).replace(/\S*$/, "")}…` : text, -1, 0);
  if (isCode) {
    const from = text.lastIndexOf("\n", at) + 1;
    const end = text.indexOf("\n", at + length);
    const line = text.slice(from, end < 0 ? undefined : end);
    const cut = line.length - line.trimStart().length;
    return hit(line.trim(), at - from - Math.min(cut, at - from), length);
  }
  const from = at <= around ? 0 : text.indexOf(" ", at - around) + 1 || at;
  const far = at + length + around;
  const to = far >= text.length ? text.length : Math.max(text.lastIndexOf(" ", far), at + length);
  const start = from > 0 ? "…" : "";
  const part = text.slice(Math.min(from, at), to);
  return hit(`${start}${part}${to < text.length ? "…" : ""}`, at - Math.min(from, at) + start.length, length);
}

/** How good a hit in one section is, from 0; none at all if nothing of it is there. */
function look([address, path, prose, code], words) {
  const title = path.at(-1) ?? "";
  const inTitle = placeOf(words, plain(title));
  const inProse = placeOf(words, plain(prose));
  const inCode = placeOf(words, plain(code));
  const ranks = [
    plain(title) === words,
    inTitle.isWhole,
    inTitle.at >= 0,
    inProse.isWhole || inCode.isWhole,
    inProse.at >= 0 || inCode.at >= 0,
  ];
  let rank = ranks.indexOf(true);
  let part = words;
  if (rank < 0) {
    // Not in a row, but each of them.
    const all = plain([...path, prose, code].join("\n"));
    const each = words.split(" ");
    if (each.length < 2 || !each.every((word) => all.includes(word))) return undefined;
    rank = APART;
    part = each.find((word) => plain(prose).includes(word)) ?? each[0];
  }
  const places = { prose: placeOf(part, plain(prose)), code: placeOf(part, plain(code)) };
  const isCode = places.code.at >= 0 && (places.prose.at < 0 || (places.code.isWhole && !places.prose.isWhole));
  const line = isCode ? lineOf(code, places.code.at, part.length, true) : lineOf(prose, places.prose.at, part.length, false);
  return { rank, address, path, title: hit(title, inTitle.at, words.length), line, isCode };
}

/**
 * The sections that have these words, or, where none has them in a row, each of them: the best first, and else as they
 * stand in the book.
 * @param {Section[]} sections
 * @param {string} query
 * @returns {Found[]}
 */
export function find(sections, query) {
  const words = plain(query).trim().replace(/\s+/g, " ");
  if (!words) return [];
  const found = sections.map((section) => look(section, words)).filter((one) => one !== undefined);
  const exact = found.filter(({ rank }) => rank < APART);
  return (exact.length ? exact : found).sort((a, b) => a.rank - b.rank);
}
