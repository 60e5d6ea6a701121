// What the convolution stepper says about a step, and about what is pointed at.
import { formatNumber, nameAt } from "../shared/text.js";

export const LABEL = "A convolution, step by step";
export const EDIT_HINT = "Change any number of x, W, b or dout: click its cell twice, or press Enter on it.";
export const DRAWN = "x, col and out"; // what a complaint about too many cells names
export const CHOICE_LABELS = { flipped: "dx as a full convolution", image: "Image", filter: "Filter", channel: "Channel" };

// What each part shows, above it.
export const FORWARD_SAYS = "The window times the filter, number by number; all added up, plus `b`.";
export const FLIPPED_SAYS =
  "`dx` is a convolution too: of `dout`, with zeros all around, and the filter turned by half a turn.";
export const MATRICES_SAY = "The same as matrices: a row of `col` times a column of `col_W`.";
export const BACKWARD_SAYS = {
  db: "Each number of `dout` goes to `db` as it is,",
  dW: "to `dW` times the window that the filter saw,",
  dx: "and to `dx`, under that window, times the filter.",
};

// The grids' titles.
export const PRODUCTS = "products";
export const SUM = "sum";
export const WINDOW_TIMES_DOUT = "window × dout";
export const FILTER_TIMES_DOUT = "filter × dout";
/** @param {string} title */
export const soFar = (title) => `${title} so far`;
/** @param {string} title */
export const turnedTitle = (title) => `${title} turned`;

/** @param {number} x @param {number} W */
export const channelsDiffer = (x, W) => `x and W must have as many channels, but have ${x} and ${W}`;

/** "1 + -2" reads badly. @param {string} text @param {number} b */
const plusTo = (text, b) => (b < 0 ? `${text} − ${formatNumber(-b)}` : `${text} + ${formatNumber(b)}`);

/** @param {number} a @param {number} b */
const plus = (a, b) => plusTo(formatNumber(a), b);

/** @param {number[]} parts */
export const added = ([first, ...rest]) => rest.reduce(plusTo, formatNumber(first));

/** @param {number} a @param {number} b */
const times = (a, b) => `${formatNumber(a)} · ${b < 0 ? `(${formatNumber(b)})` : formatNumber(b)}`;

/**
 * The name of the number that stands at an index, or of a zero that is none.
 * @param {string} array
 * @param {number[] | null | undefined} index
 */
export const nameOrZero = (array, index) => (index ? nameAt(array, index) : "zero");

/**
 * @param {string} out the output's name
 * @param {number[]} index
 * @param {number} count how many products there are
 * @param {number} sum theirs
 * @param {number | undefined} b
 * @param {number} value
 */
export function outputWords(out, index, count, sum, b, value) {
  const start = `\`${nameAt(out, index)}\`: ${count} products add up to ${formatNumber(sum)}`;
  if (b === undefined) return `${start}.`;
  return `${start}, and \`b[${index[1]}]\` makes it \`${plus(sum, b)} = ${formatNumber(value)}\`.`;
}

/** @param {string} left @param {string} right the factors' names @param {number} a @param {number} w and values */
export const productWords = (left, right, a, w) => `\`${left} · ${right} = ${times(a, w)} = ${formatNumber(a * w)}\``;

/** @param {number[]} index @param {string} source @param {number} value */
export const colWords = (index, source, value) => `\`${nameAt("col", index)} == ${source} == ${formatNumber(value)}\``;
export const PADDING = "padding";

/** @param {string} name @param {number} value */
export const valueWords = (name, value) => `\`${name} = ${formatNumber(value)}\``;

/** @param {number} windows */
const readers = (windows) => (windows === 1 ? "1 window reads it" : `${windows} windows read it`);

/** @param {string} name @param {number} value @param {number} windows */
export const unreadWords = (name, value, windows) =>
  `${valueWords(name, value)} is not under this window; ${readers(windows)}.`;

/** @param {number} f @param {number} value */
export const biasWords = (f, value) =>
  `${valueWords(nameAt("b", [f]), value)} is added to every number of \`out[:, ${f}]\`.`;

/**
 * @param {string} target
 * @param {string} left
 * @param {string} right
 * @param {number} a
 * @param {number} w
 * @param {number} before what it held
 */
export const receivesWords = (target, left, right, a, w, before) =>
  `\`${target}\` receives ${productWords(left, right, a, w)}: \`${plus(before, a * w)} = ${formatNumber(before + a * w)}\`.`;

/** @param {number} f @param {number} d @param {number} before */
export const biasReceivesWords = (f, d, before) =>
  `\`db[${f}]\` receives \`${plus(before, d)} = ${formatNumber(before + d)}\`.`;

export const PADDING_KEEPS_NOTHING = "This falls on the padding, which keeps nothing.";

/** @param {number[]} index @param {number} d */
export function givesWords(index, d) {
  const [times, f] = [formatNumber(d), index[1]];
  return (
    `${valueWords(nameAt("dout", index), d)} gives itself to \`db[${f}]\`, ${times} times its window of \`x\` ` +
    `to \`dW[${f}]\`, and ${times} times \`W[${f}]\` to that window of \`dx\`.`
  );
}

/** @param {{ size: number, difference: number, agree: boolean }} comparison */
export function agreementWords({ size, difference, agree }) {
  const start = agree ? "The same dx" : "Not the same dx";
  return `${start} as by adding up windows: the largest difference in its ${size} numbers is ${formatNumber(difference)}.`;
}
