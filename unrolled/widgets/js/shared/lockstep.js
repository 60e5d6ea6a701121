// The code of the loop that is shown, in step with it: its variables, and what each of its pieces names in the picture.
import { cellsOfStep } from "./loops.js";
import { range } from "./numbers.js";
import { cellAt, sourceOf, tapOf, windowOf } from "./unroll.js";

/** @import { Loop } from "./loops.js" */
/** @import { Axis } from "./windows.js" */
/** @import { Cell, Sizes } from "./unroll.js" */
/** Python's slice. @typedef {[start: number, stop: number, step: number]} Slice */
/** @typedef {{ top: number, left: number, down: Slice, across: Slice } & Record<string, any>} Variables */
/** What a piece of code names: "corner", "down", "across", "read" (of the image), "cells" (of the matrix), "all" (of it), "number" (of out or dout), "add", and
 * of a convolution "products", "filter", "bias". @typedef {{ text: string, names: string | null }} Piece */

/** @type {[RegExp, string][]} */
const NAMES = [
  [/^(top|left)$/, "corner"],
  [/^down$/, "down"],
  [/^across$/, "across"],
  [/^padded\[/, "read"],
  [/^(col|dcol|buffer|six|rows|dmax|drows)\[/, "cells"],
  [/^(out|dout|arg_max)\b/, "number"],
  [/^products/, "products"],
  [/^W\[/, "filter"],
  [/^b\[/, "bias"],
  [/^transpose/, "all"],
  [/^\+=$/, "add"],
];
const INDEXED = "(?:rows|dmax|drows|out|dout|arg_max)\\[(?:[^[\\]]|\\[[^\\]]*\\])*\\]";
const PIECE = new RegExp(
  `(\\btop\\b|\\bleft\\b|\\bdown\\b|\\bacross\\b|padded\\[[^i\\]][^\\]]*\\]|\\bd?col\\[row\\]|buffer\\[[^\\]]*\\]|six\\[[^\\]]*\\]|transpose\\([^)]*\\)|\\bproducts\\b|\\b[Wb]\\[f\\]|\\+=|\\b${INDEXED}|\\bdout\\b(?=\\.ravel| /)|\\barg_max(?= ==))`,
);

/** A line cut where it names something that can be seen. @param {string} line @returns {Piece[]} */
export function piecesOfLine(line) {
  const texts = line.split(PIECE).filter((text) => text !== "");
  return texts.map((text) => ({ text, names: NAMES.find(([kind]) => kind.test(text))?.[1] ?? null }));
}

/** The line that a step ends with: the loop's last. @param {string[]} lines */
export const runningLine = (lines) => lines.findLastIndex((line) => line.startsWith("    "));

/** What a window sees of an axis. @param {Axis} axis @param {number} o @returns {Slice} */
const ofWindow = ({ stride, dilation, filter }, o) => [o * stride, o * stride + dilation * filter, dilation];

/** What a tap reads of an axis. @param {Axis} axis @param {number} i @param {number} count @returns {Slice} */
const ofTap = ({ stride, dilation }, i, count) => [i * dilation, i * dilation + stride * count, stride];

/** The variables of a step, as the code has them after its last line. @param {Sizes} sizes @param {Loop} loop @param {number} step @returns {Variables} */
export function variablesAt(sizes, loop, step) {
  const { height, width, OH, OW } = sizes;
  if (loop === "window") {
    const [n, oh, ow] = windowOf(sizes, step);
    const [down, across] = [ofWindow(height, oh), ofWindow(width, ow)];
    return { row: step, n, oh, ow, top: down[0], left: across[0], down, across };
  }
  const [, fh, fw] = tapOf(sizes, step);
  const [down, across] = [ofTap(height, fh, OH), ofTap(width, fw, OW)];
  return { fh, fw, top: down[0], left: across[0], down, across };
}

/** The positions that a slice takes of an axis of this size: what lies beyond its end is not there. @param {Slice} slice @param {number} size */
export const taken = ([start, stop, step], size) =>
  range(Math.max(0, Math.ceil((Math.min(stop, size) - start) / step))).map((i) => start + i * step);

/** What the slices of a step take of the padded image, and how large that is. @param {Sizes} sizes @param {Variables} variables */
export const takenAt = ({ PH, PW }, { down, across }) => ({
  down: { at: taken(down, PH), size: PH },
  across: { at: taken(across, PW), size: PW },
});

/** Each padded place of some images whose row and column are among these. @param {Sizes} sizes @param {number[]} images @param {number[]} rows @param {number[]} columns */
const places = ({ C }, images, rows, columns) =>
  images.flatMap((n) => range(C).flatMap((c) => rows.flatMap((h) => columns.map((w) => [n, c, h, w]))));

/**
 * What lights up when a piece of the code is pointed at: padded places of the image, and cells of the matrix.
 * @param {Sizes} sizes
 * @param {Loop} loop
 * @param {number} step
 * @param {string} names
 * @returns {{ pixels: [number[], string][], cells: [Cell, string][] }}
 */
export function litByCode(sizes, loop, step, names) {
  const { N, PH, PW, rows, columns } = sizes;
  const variables = variablesAt(sizes, loop, step);
  const { n, top, left } = variables;
  const { down, across } = takenAt(sizes, variables);
  const images = loop === "window" ? [n] : range(N);
  /** @type {Record<string, () => number[][]>} */
  const named = {
    corner: () => places(sizes, images, [top], [left]),
    down: () => places(sizes, images, down.at, range(PW)),
    across: () => places(sizes, images, range(PH), across.at),
    read: () => cellsOfStep(sizes, loop, step).map(([row, column]) => sourceOf(sizes, row, column)),
  };
  const pixels = named[names]?.() ?? [];
  let cells = /** @type {Cell[]} */ ([]);
  if (names === "cells" || names === "add") cells = cellsOfStep(sizes, loop, step);
  if (names === "all") cells = range(rows * columns).map((k) => cellAt(sizes, k));
  return { pixels: pixels.map((place) => [place, "1"]), cells: cells.map((cell) => [cell, "1"]) };
}
