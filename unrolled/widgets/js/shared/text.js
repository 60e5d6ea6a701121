// Numbers, places and shapes as they are written, in any language.

/**
 * A number as a cell shows it: whole numbers in full, others to three digits. Text stays as it is.
 * @param {number | string} value
 */
export const formatNumber = (value) =>
  typeof value === "number" && !Number.isInteger(value) ? String(Number(value.toPrecision(3))) : String(value);

/** "1 + -2" reads badly. @param {string} text @param {number} b */
export const plusTo = (text, b) => (b < 0 ? `${text} − ${formatNumber(-b)}` : `${text} + ${formatNumber(b)}`);

/** @param {number} a @param {number} b */
export const plus = (a, b) => plusTo(formatNumber(a), b);

/** A sum, and what it becomes as a number lands in it. @param {number} a @param {number} b */
export const becomes = (a, b) => `${plus(a, b)} → ${formatNumber(a + b)}`;

/** A number of an array by its index: x[0, 1, 2, 3]. @param {string} array @param {(number | string)[]} index */
export const nameAt = (array, index) => `${array}[${index.join(", ")}]`;

/** A shape as Python writes it. @param {number[]} sizes */
export const tuple = (sizes) => (sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(", ")})`);

/**
 * The first `most` texts, and a sign that there are more.
 * @param {string[]} texts
 * @param {string} between
 * @param {number} most
 */
export const abbreviated = (texts, between, most) =>
  texts.slice(0, most).join(between) + (texts.length > most ? `${between}…` : "");

const EMPHASIS = /\*(\S(?:[^*]*?\S)?)\*/;

/** @param {string} text @returns {[string, string][]} */
const emphasised = (text) => text.split(EMPHASIS).map((part, i) => [i % 2 ? "em" : "", part]);

/**
 * A text in pieces, each with the element that it is marked as: `code`, *em*, or none.
 * @param {string} text
 * @returns {[string, string][]}
 */
export const pieces = (text) =>
  text
    .split("`")
    .flatMap((part, i) => (i % 2 ? [/** @type {[string, string]} */ (["code", part])] : emphasised(part)))
    .filter(([, part]) => part);
