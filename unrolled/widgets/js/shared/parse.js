// What is typed into a cell, as a number.
import { notANumber } from "./words.js";

/** Throws RangeError where it is none. @param {string} text @param {string} name what the number is called */
export function parseNumber(text, name) {
  const number = Number(text.trim().replace("−", "-"));
  if (text.trim() === "" || !Number.isFinite(number)) throw new RangeError(notANumber(name, text));
  return number;
}
