// What the col2im stepper says of a row, a cell or a pixel.
import { sum } from "../shared/numbers.js";
import { abbreviated, formatNumber, nameAt } from "../shared/text.js";
import { isPixel, pixelOf, readSlice, windowOf } from "../shared/unroll.js";
import { arrivals, cellsOf, dcolValue } from "./sums.js";

/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @import { Given } from "./sums.js" */

export const LABEL = "col2im, step by step";
export const DRAWN = "x and dcol"; // what a complaint about too many cells names
export const FILL_LABEL = "Rows of dcol hold";
export const FILL_OPTIONS = { digits: "digits", ones: "ones: dx counts windows", x: "im2col(x): dx is counts · x" };

// The pictures' titles, and what a screen reader calls them.
export const TITLES = {
  dcol: "`dcol`, one row for each window",
  dx: "`dx` with `+=`",
  dx_assigned: "`dx` with `=`",
  counts: "windows over each pixel",
  x: "`x`",
};
export const NAMES = {
  dx: "dx, every number added",
  dx_assigned: "dx, every number overwriting",
  counts: "how many windows cover each pixel",
  x: "x, the image",
};

/** @param {number} wrong @param {number} all */
export const assignedTitle = (wrong, all) => `${TITLES.dx_assigned}${wrong ? `: ${wrong} of ${all} wrong` : ""}`;

const LISTED = 9; // how many terms of a sum are written out

/** @param {number} count */
const windows = (count) => (count === 1 ? "1 window" : `${count} windows`);

/** @param {Sizes} sizes @param {number} step */
export function arrivalWords(sizes, step) {
  const [n, oh, ow] = windowOf(sizes, step);
  const [h, w] = [readSlice(sizes.height, sizes.H, oh), readSlice(sizes.width, sizes.W, ow)];
  const start = `Row ${step} of dcol goes back to the window that it came from`;
  if (!h || !w) return `${start}: only padding, so all of it is dropped`;
  const dropped = h.size * w.size === sizes.FH * sizes.FW ? "" : "; what belongs to the padding is dropped";
  return `${start}, \`${nameAt("dx", [n, ":", h.text, w.text])}\`. \`+=\` adds it to what is there, \`=\` overwrites that${dropped}.`;
}

/** @param {Sizes} sizes @param {Given} given @param {Cell} cell @param {number} step */
export function givenWords(sizes, given, [row, column], step) {
  const pixel = pixelOf(sizes, row, column);
  const cell = `\`${nameAt("dcol", [row, column])} = ${formatNumber(dcolValue(sizes, given, row, column))}\``;
  if (!pixel) return `${cell} belongs to the padding, and is dropped`;
  return `${cell} ${row <= step ? "went" : "will go"} to \`${nameAt("dx", pixel)}\``;
}

/** @param {Sizes} sizes @param {Given} given @param {number[]} place @param {number} step */
export function sumWords(sizes, given, place, step) {
  const all = cellsOf(sizes, place).length;
  const dx = nameAt("dx", place);
  if (all === 0) return `\`${dx} = 0\`: no window covers this pixel`;
  const numbers = arrivals(sizes, given, place, step);
  const terms = numbers.length > 1 ? `${abbreviated(numbers.map(formatNumber), " + ", LISTED)} = ` : "";
  const result = `\`${dx} = ${terms}${formatNumber(sum(numbers))}\``;
  const far = numbers.length < all ? `${numbers.length} of ${windows(all)} so far` : windows(all);
  const isRepeated = given.fill === "x" && !given.dcol && numbers.length === all && all > 1;
  const product = isRepeated ? `, which is \`counts · x = ${all} · ${formatNumber(numbers[0])}\`` : "";
  const last = formatNumber(numbers[numbers.length - 1]);
  const kept = numbers.length > 1 ? `. With \`=\` only the last one is left: \`${last}\`` : "";
  return `${result}, from ${far}${product}${kept}`;
}

/** @param {number[]} place */
export const paddingWords = ([n, c]) => `padding around image ${n}, channel ${c}: what arrives here is dropped`;

/**
 * What is pointed at, a "cell" of dcol or a "pixel", or else what the step shows.
 * @param {Sizes} sizes
 * @param {Given} given
 * @param {string | undefined} kind
 * @param {any} place
 * @param {number} step
 */
export function pointedWords(sizes, given, kind, place, step) {
  if (kind === "cell") return givenWords(sizes, given, place, step);
  if (kind !== "pixel") return arrivalWords(sizes, step);
  return isPixel(sizes, place) ? sumWords(sizes, given, place, step) : paddingWords(place);
}
