// Finds sections: by what stands in their heading, then in whole words, then in any part of prose and code; apart.js has
// the words that do not stand in a row.
import { makeApart } from "./apart.js";

/** @typedef {[address: string, path: string[], prose: string, code: string]} Section */
/** @typedef {{ text: string, from: number, to: number }} Hit a text, and the part of it that was looked for */
/** @typedef {{ address: string, path: string[], title: Hit, line: Hit, isCode: boolean, isApart: boolean }} Found */

const QUOTES = { "’": "'", "‘": "'", "“": '"', "”": '"' };
/** As keyboards write it. The length stays, so that places in it are places in the text. */
export const plain = (text) =>
  text
    .replace(/[’‘“”]/g, (mark) => QUOTES[mark])
    .replace(/(?<=\d)×(?=\d)/g, "x")
    .toLowerCase();

const LETTER = /[\p{L}\p{N}_]/u;
const FEW = 8; // sections: with as many, nobody asks for those that have the words apart
const SPOKEN = /^[\p{L}\p{N}_]+[ -][\p{L}\p{N}_ ,.?'%-]+$/u; // several words, and no code
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

/** Where a section shows the words: in its title, and in one line of its text. @returns {Omit<Found, "isApart">} */
function seen([address, path, prose, code], inTitle, inText) {
  const title = path.at(-1) ?? "";
  const places = { prose: placeOf(inText, plain(prose)), code: placeOf(inText, plain(code)) };
  const isCode = places.code.at >= 0 && (places.prose.at < 0 || (places.code.isWhole && !places.prose.isWhole));
  const [text, { at }] = isCode ? [code, places.code] : [prose, places.prose];
  const line = lineOf(text, at, inText.length, isCode);
  return { address, path, title: hit(title, placeOf(inTitle, plain(title)).at, inTitle.length), line, isCode };
}

/** How good it is that a section has the words in a row, from 0; -1 if it has not. @param {Section} section */
function rankOf([, path, prose, code], words) {
  const title = plain(path.at(-1) ?? "");
  const inTitle = placeOf(words, title);
  const texts = [prose, code].map((text) => placeOf(words, plain(text)));
  return [
    title === words,
    inTitle.isWhole,
    inTitle.at >= 0,
    texts.some(({ isWhole }) => isWhole),
    texts.some(({ at }) => at >= 0),
  ].indexOf(true);
}

/** @returns {Found[]} */
function inRow(sections, words) {
  return sections
    .map((section) => ({ rank: rankOf(section, words), section }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ section }) => ({ ...seen(section, words, words), isApart: false }));
}

/** @param {{ section: Section, words: string[] }} found @returns {Found} */
function apartIn({ section, words }) {
  const [, path, prose, code] = section;
  const shownIn = (...texts) => words.find((word) => texts.some((text) => plain(text).includes(word))) ?? words[0];
  return { ...seen(section, shownIn(path.at(-1) ?? ""), shownIn(prose, code)), isApart: true };
}

/**
 * What finds, in these sections, those that have some words in a row, the best first and else as they stand in the book;
 * where they are few, then those that have the words here and there.
 * @param {Section[]} sections
 * @returns {(query: string) => Found[]}
 */
export function makeFinder(sections) {
  /** @type {ReturnType<typeof makeApart> | undefined} */
  let apart;
  return (query) => {
    const words = plain(query).trim().replace(/\s+/g, " ");
    if (!words) return [];
    const found = inRow(sections, words);
    if (found.length >= FEW || (found.length && !SPOKEN.test(words))) return found;
    apart ??= makeApart(sections, plain);
    const known = new Set(found.map(({ address }) => address));
    return [
      ...found,
      ...apart(words)
        .filter(({ section }) => !known.has(section[0]))
        .map(apartIn),
    ];
  };
}
