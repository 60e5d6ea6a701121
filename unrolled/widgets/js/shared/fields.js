// What is typed into a field, as numbers.
import { notTheNumbers } from "./words.js";

/** @import { Field } from "./sliding.js" */

/** The numbers in a field's text; throws RangeError where it can't be used. @param {Field} field @param {string} text */
export function parseField(field, text) {
  const { least, most, lengths = [1] } = field;
  const words = text.split(/[\s,]+/).filter(Boolean);
  /** @param {string} word */
  const isAllowed = (word) => /^\d+$/.test(word) && Number(word) >= least && Number(word) <= most;
  if (!lengths.includes(words.length) || !words.every(isAllowed)) throw new RangeError(notTheNumbers(field, text));
  return words.map(Number);
}
