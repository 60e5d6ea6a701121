// What the im2col stepper says: where a row, a cell or a pixel comes from, and what it all costs.
import { valueAt } from "../shared/arrays.js";
import { OUTPUT_SIZE, outputSizeWords } from "../shared/formulas.js";
import { columnsOf, stepOf } from "../shared/loops.js";
import { nameAt } from "../shared/text.js";
import { colValue, copiesOf, pixelAt, pixelOf, readSlice, tapOf, tapSlice, windowOf } from "../shared/unroll.js";
import { position } from "../shared/windows.js";
import { nowWords } from "../shared/words.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Loop } from "../shared/loops.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @import { Axis } from "../shared/windows.js" */

export const LABEL = "im2col, step by step";
export const DRAWN = "x and col"; // what a complaint about too many cells names
export const MANY_RIGHT = "Three right in a row: you read as im2col does, and the rest fills itself.";
export const EXAMPLE_LABEL = "Example";
// The presets of the model, by their names.
export const EXAMPLES = [
  ["", "your own"],
  ["plain", "4 × 5 pixels, 2 channels, 3 × 3"],
  ["source", "7 × 7 pixels, 3 channels, 5 × 5"],
  ["batch", "the same, ten images"],
  ["stride", "stride 2"],
  ["pad", "pad 1"],
  ["dilation", "dilation 2"],
  ["digit", "a real digit, 8 × 8"],
];

/** What each colour means now, as [colour, words]. @param {Loop} loop @param {boolean} padded */
export const legendOf = (loop, padded) => [
  ["image", "pixels"],
  ["window", nowWords(loop)],
  ["column", "`col`, in the same tints"],
  ...(padded ? [["padding", "zeros that are no pixels"]] : []),
];

// The picture whose cells are colours.
export const WHOLE = "Whole";
export const WHOLE_TITLE = "See the whole of it, or its numbers again: key W";
export const WHOLE_LEGEND =
  "Each cell is a colour: the fuller, the larger its number within its image. Point at a place for its numbers, choose it to go there.";
/** A line of an image, by its number. @param {number} h */
export const lineHead = (h) => `row ${h}`;

const LISTED = 3; // how many copies are named before "and 6 more"

const ZEROS = "zeros of the padding";

/** What is read, of so many numbers a channel. @param {string[]} index of x @param {any} h @param {any} w @param {number} all */
function readWords(index, h, w, all) {
  if (!h || !w) return ZEROS;
  return `\`${nameAt("x", [...index, h.text, w.text])}\`${h.size * w.size < all ? ` and ${ZEROS}` : ""}`;
}

/** @param {Sizes} sizes @param {number} row */
function windowWords(sizes, row) {
  const [n, oh, ow] = windowOf(sizes, row);
  const [h, w] = [readSlice(sizes.height, sizes.H, oh), readSlice(sizes.width, sizes.W, ow)];
  const read = readWords([String(n), ":"], h, w, sizes.FH * sizes.FW);
  return `Window ${row + 1} of ${sizes.rows} becomes row ${row}: ${read}, line after line.`;
}

/** @param {Sizes} sizes @param {number} tap */
function tapWords(sizes, tap) {
  const [, fh, fw] = tapOf(sizes, tap);
  const [h, w] = [tapSlice(sizes.height, sizes.H, fh), tapSlice(sizes.width, sizes.W, fw)];
  const read = readWords([":", ":"], h, w, sizes.OH * sizes.OW);
  const columns = columnsOf(sizes, tap);
  const which = `${columns.length > 1 ? "columns" : "column"} ${columns.join(", ")}`;
  return `Tap ${tap + 1} of ${sizes.FH * sizes.FW}, row ${fh} and column ${fw} of the filter, reads ${read}: ${which}.`;
}

/** @param {Sizes} sizes @param {Loop} loop @param {number} step */
export const stepWords = (sizes, loop, step) => (loop === "window" ? windowWords(sizes, step) : tapWords(sizes, step));

/** @param {Sizes} sizes @param {WireArray} x @param {Cell} cell @param {boolean} [isMade] */
export function cellWords(sizes, x, [row, column], isMade = true) {
  const pixel = pixelOf(sizes, row, column);
  const cell = nameAt("col", [row, column]);
  if (!isMade) return `\`${cell}\` will be ${pixel ? `a copy of \`${nameAt("x", pixel)}\`` : "0: padding"}`;
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

/** What a reader is asked, whose turn it is to fill a cell. @param {Sizes} sizes @param {Loop} loop @param {Cell} cell */
export function askWords(sizes, loop, [row, column]) {
  const [, fh, fw] = tapOf(sizes, column);
  if (loop === "window")
    return `Row ${row}, column ${column}: which pixel of window ${row + 1} comes next? Choose it in the image.`;
  return `Column ${column}, row ${row}: which pixel does tap (${fh}, ${fw}) read in window ${row + 1}? Choose it in the image.`;
}

/** The same where a picture opens with it, and a window's first line is there. @param {Cell} cell */
export const openingWords = ([row]) =>
  `Window ${row + 1} goes into row ${row}, line after line. Which pixel comes next? Choose it in the image.`;

/** What follows there, for whom it is shown. @param {Sizes} sizes @param {Cell} cell */
export function nextWords(sizes, [row, column]) {
  const [, fh] = tapOf(sizes, column);
  const pixel = pixelOf(sizes, row, column);
  return `Next comes line ${fh} of the window, with ${pixel ? `\`${nameAt("x", pixel)}\`` : "a zero of the padding"}.`;
}

/** What an answer is told, by the rule that leads to it. @param {Sizes} sizes @param {Cell} cell */
export function ruleWords(sizes, [row, column]) {
  const [c, fh] = tapOf(sizes, column);
  const window = `window ${row + 1}`;
  /** @type {Record<string, () => string>} */
  const said = {
    right: () => "Yes.",
    columns: () => "That goes down the window's columns. `col` takes a window line after line.",
    channels: () => "That takes all channels of a pixel first. `col` finishes one channel before it begins the next.",
    before: () => `That is in the window before. This row is for ${window}.`,
    unpadded: () => "That would be right without the padding, which begins before the first pixel.",
    along: () => `It comes next in the image, but not in ${window}: there the next line begins.`,
    window: () => `It is in ${window}, but in another place: wanted is line ${fh} of channel ${c}.`,
    elsewhere: () => `It is not in ${window} of channel ${c}.`,
  };
  return said;
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
    ["Output height", OUTPUT_SIZE.height, outputSizeWords(height, H, OH)],
    ["Output width", OUTPUT_SIZE.width, outputSizeWords(width, W, OW)],
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
 * @param {{ kind?: string, place?: any }} pointed
 * @param {{ loop: Loop, step: number }} shown
 */
export function pointedWords(sizes, x, { kind, place }, { loop, step }) {
  if (kind === "cell") return cellWords(sizes, x, place, stepOf(sizes, loop, place) <= step);
  return kind === "pixel" ? pixelWords(sizes, x, place) : stepWords(sizes, loop, step);
}
