// What the col2im stepper says of a row, a cell or a pixel.
import { columnsOf, stepOf } from "../shared/loops.js";
import { sum } from "../shared/numbers.js";
import { abbreviated, formatNumber, nameAt } from "../shared/text.js";
import { isPixel, pixelOf, readSlice, tapOf, tapSlice, windowOf } from "../shared/unroll.js";
import { arrivals, cellsOf, dcolValue } from "./sums.js";

/** @import { Loop } from "../shared/loops.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @import { Given } from "./sums.js" */
/** @typedef {{ loop: Loop, step: number }} Shown */

export const LABEL = "col2im, step by step";
export const DRAWN = "x and dcol"; // what a complaint about too many cells names
export const FILL_LABEL = "Rows of dcol hold";
export const FILL_OPTIONS = { digits: "digits", ones: "ones: dx counts windows", x: "im2col(x): dx is counts · x" };

// The pictures' titles, and what a screen reader calls them.
export const TITLES = {
  dcol: "`dcol`: a row for each window, a column for each tap",
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

/** Where a step's numbers go. @param {string[]} index of dx @param {any} h @param {any} w @param {number} all of a channel */
function destination(index, h, w, all) {
  if (!h || !w) return "the padding: all of it is dropped.";
  const dropped = h.size * w.size < all ? "; what belongs to the padding is dropped" : "";
  const dx = nameAt("dx", [...index, h.text, w.text]);
  return `\`${dx}\`. \`+=\` adds it to what is there, \`=\` overwrites that${dropped}.`;
}

/** @param {Sizes} sizes @param {number} row */
function windowWords(sizes, row) {
  const [n, oh, ow] = windowOf(sizes, row);
  const [h, w] = [readSlice(sizes.height, sizes.H, oh), readSlice(sizes.width, sizes.W, ow)];
  const where = destination([String(n), ":"], h, w, sizes.FH * sizes.FW);
  return `Window ${row + 1} of ${sizes.rows}: row ${row} of dcol goes back to ${where}`;
}

/** @param {Sizes} sizes @param {number} tap */
function tapWords(sizes, tap) {
  const [, fh, fw] = tapOf(sizes, tap);
  const [h, w] = [tapSlice(sizes.height, sizes.H, fh), tapSlice(sizes.width, sizes.W, fw)];
  const columns = columnsOf(sizes, tap);
  const which = columns.length > 1 ? `columns ${columns.join(", ")} of dcol go` : `column ${tap} of dcol goes`;
  const where = destination([":", ":"], h, w, sizes.OH * sizes.OW);
  return `Tap ${tap + 1} of ${sizes.FH * sizes.FW}: ${which} back to ${where}`;
}

/** @param {Sizes} sizes @param {Shown} shown */
export const arrivalWords = (sizes, { loop, step }) =>
  loop === "window" ? windowWords(sizes, step) : tapWords(sizes, step);

/** @param {Sizes} sizes @param {Given} given @param {Cell} cell @param {Shown} shown */
export function givenWords(sizes, given, [row, column], { loop, step }) {
  const pixel = pixelOf(sizes, row, column);
  const cell = `\`${nameAt("dcol", [row, column])} = ${formatNumber(dcolValue(sizes, given, row, column))}\``;
  if (!pixel) return `${cell} belongs to the padding, and is dropped`;
  return `${cell} ${stepOf(sizes, loop, [row, column]) <= step ? "went" : "will go"} to \`${nameAt("dx", pixel)}\``;
}

/** @param {Sizes} sizes @param {Given} given @param {number[]} place @param {Shown} shown */
export function sumWords(sizes, given, place, shown) {
  const all = cellsOf(sizes, place).length;
  const dx = nameAt("dx", place);
  if (all === 0) return `\`${dx} = 0\`: no window covers this pixel`;
  const numbers = arrivals(sizes, given, place, shown);
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
 * @param {{ kind?: string, place?: any }} pointed
 * @param {Shown} shown
 */
export function pointedWords(sizes, given, { kind, place }, shown) {
  if (kind === "cell") return givenWords(sizes, given, place, shown);
  if (kind !== "pixel") return arrivalWords(sizes, shown);
  return isPixel(sizes, place) ? sumWords(sizes, given, place, shown) : paddingWords(place);
}
