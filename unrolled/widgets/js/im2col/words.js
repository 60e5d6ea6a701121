// What the im2col stepper says: where a row, a cell or a pixel comes from, and what it all costs.
import { valueAt } from "../shared/arrays.js";
import { nameAt } from "../shared/text.js";
import { colValue, copiesOf, pixelAt, pixelOf, readSlice, tapOf, windowOf } from "../shared/unroll.js";
import { position } from "../shared/windows.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @import { Axis } from "../shared/windows.js" */

export const LABEL = "im2col, step by step";
export const DRAWN = "x and col"; // what a complaint about too many cells names

const LISTED = 3; // how many copies are named before "and 6 more"

/** @param {Sizes} sizes @param {number} row */
export function rowWords(sizes, row) {
  const [n, oh, ow] = windowOf(sizes, row);
  const [h, w] = [readSlice(sizes.height, sizes.H, oh), readSlice(sizes.width, sizes.W, ow)];
  const start = `row ${row} holds image ${n}, output (${oh}, ${ow})`;
  if (!h || !w) return `${start}: only padding`;
  const padded = h.size * w.size < sizes.FH * sizes.FW ? ", and zeros of the padding" : "";
  return `${start}: \`${nameAt("x", [n, ":", h.text, w.text])}\`${padded}`;
}

/** @param {Sizes} sizes @param {WireArray} x @param {Cell} cell */
export function cellWords(sizes, x, [row, column]) {
  const pixel = pixelOf(sizes, row, column);
  const cell = nameAt("col", [row, column]);
  return pixel ? `\`${cell} == ${nameAt("x", pixel)} == ${colValue(sizes, x, row, column)}\`` : `\`${cell}\` is padding: 0`;
}

/** @param {Sizes} sizes @param {WireArray} x @param {number[]} padded */
export function pixelWords(sizes, x, padded) {
  const pixel = pixelAt(sizes, padded);
  const [n, c] = padded;
  const start = pixel ? `\`${nameAt("x", pixel)} == ${valueAt(x, pixel)}\`` : `padding of image ${n}, channel ${c}: 0`;
  const cells = copiesOf(sizes, padded);
  if (cells.length === 0) return `${start}: no window reaches it`;
  const named = cells.slice(0, LISTED).map((cell) => `\`${nameAt("col", cell)}\``);
  const more = cells.length > LISTED ? ` and ${cells.length - LISTED} more` : "";
  return `${start} is copied ${cells.length === 1 ? "once, to" : `${cells.length} times, to`} ${named.join(", ")}${more}`;
}

/** @param {Axis} axis @param {number} size @param {number} places */
function outputSizeWords(axis, size, places) {
  const reach = `(${axis.dilation}·(${axis.filter} − 1) + 1)`;
  return `\`(${size} + ${axis.before} + ${axis.after} − ${reach}) // ${axis.stride} + 1 = ${places}\``;
}

/** @param {string} letter @param {Axis} axis @param {number} o @param {number} i */
const positionWords = (letter, axis, o, i) =>
  `\`${letter} = ${o}·${axis.stride} + ${i}·${axis.dilation} − ${axis.before} = ${position(axis, o, i) - axis.before}\``;

/** @param {Sizes} sizes @param {Cell} cell */
function sourceWords(sizes, [row, column]) {
  const [n, oh, ow] = windowOf(sizes, row);
  const [c, fh, fw] = tapOf(sizes, column);
  const [h, w] = [positionWords("h", sizes.height, oh, fh), positionWords("w", sizes.width, ow, fw)];
  return `\`n = ${n}\`, \`c = ${c}\`, ${h}, ${w}`;
}

/**
 * The facts beside the picture, as [what, its formula, with numbers filled in]; `cell` is the one pointed at.
 * @param {Sizes} sizes
 * @param {WireArray} x
 * @param {Cell} cell
 */
export function facts(sizes, x, cell) {
  const { N, C, H, W, OH, OW, FH, FW, height, width, rows, columns } = sizes;
  const [pixels, cells] = [N * C * H * W, rows * columns];
  return [
    ["Output height", "`OH = (H + pad + pad − (dilation·(FH − 1) + 1)) // stride + 1`", outputSizeWords(height, H, OH)],
    ["Output width", "`OW = (W + pad + pad − (dilation·(FW − 1) + 1)) // stride + 1`", outputSizeWords(width, W, OW)],
    ["Matrix", "`col (N*OH*OW, C*FH*FW)`", `\`(${N}·${OH}·${OW}, ${C}·${FH}·${FW}) = (${rows}, ${columns})\``],
    ["Cell", "`col[r, c] == x[n, c, h, w]`", `${cellWords(sizes, x, cell)}, since ${sourceWords(sizes, cell)}`],
    [
      "Memory",
      "numbers in `x`, numbers in `col`",
      `\`${pixels}\` and \`${cells}\`: ${Number((cells / pixels).toFixed(2))} times as many`,
    ],
  ];
}

/**
 * What is pointed at, or else what the step shows.
 * @param {Sizes} sizes
 * @param {WireArray} x
 * @param {string | undefined} kind
 * @param {any} place
 * @param {number} step
 */
export function pointedWords(sizes, x, kind, place, step) {
  if (kind === "cell") return cellWords(sizes, x, place);
  return kind === "pixel" ? pixelWords(sizes, x, place) : rowWords(sizes, step);
}
