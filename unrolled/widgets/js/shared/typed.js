// What a reader means by an answer that is typed: a number or a shape, however it is spaced and bracketed, or a word.
import { NOT_EMPTY, NUMBERS_ASKED } from "./words.js";

const BRACKETS = /[()[\]]/g;
const TIMES = /(?<=\d)\s*[x×]\s*(?=\d)/g; // 90 x 75
const BETWEEN = /[\s,;]+/;
const MINUS = /[−–]/g;

/** The numbers of a text, or null if it is no such text. @param {string} text */
function numbersIn(text) {
  const spaced = text.replace(BRACKETS, " ").replace(TIMES, ", ").replace(MINUS, "-");
  const parts = spaced.split(BETWEEN).filter(Boolean);
  const numbers = parts.map(Number);
  return parts.length > 0 && numbers.every(Number.isFinite) ? numbers : null;
}

/** The same for all texts that mean the same. @param {string} text */
export const meant = (text) => numbersIn(text)?.join(", ") ?? text.replace(/\s/g, "").toLowerCase();

/**
 * What is typed, as an answer of the kind of `like`. Throws an Error whose message says what is asked for.
 * @param {string} typed
 * @param {string} like
 */
export function readAnswer(typed, like) {
  if (typed.trim() === "") throw new Error(NOT_EMPTY);
  if (numbersIn(like) && !numbersIn(typed)) throw new Error(NUMBERS_ASKED);
  return meant(typed);
}
