// Two loops over the column matrix: by windows, a row a step; or by taps, the column of a place in the filter for each
// channel. Which cells a step comes to, and in which pieces they travel.
import { range } from "./numbers.js";
import { LOOP_LABEL, LOOP_OPTIONS } from "./words.js";

/** @import { Cell, Sizes } from "./unroll.js" */
/** @typedef {"window" | "tap"} Loop */
/** Cells that travel as one: a line keeps its numbers on its way, a block does not. @typedef {{ cells: Cell[], isLine: boolean }} Piece */

export const LOOP_CHOICE = { name: "loop", label: LOOP_LABEL, options: Object.entries(LOOP_OPTIONS) };
export const MOST = 6; // things that an eye can follow

/** @param {{ FH: number, FW: number }} sizes */
const tapsOf = ({ FH, FW }) => FH * FW;

/** @param {Sizes} sizes @param {Loop} loop */
export const stepsOf = (sizes, loop) => (loop === "window" ? sizes.rows : tapsOf(sizes));

/** The step that comes to a cell. @param {Sizes} sizes @param {Loop} loop @param {Cell} cell */
export const stepOf = (sizes, loop, [row, column]) => (loop === "window" ? row : column % tapsOf(sizes));

const TINTS = 9; // that an eye can tell apart

/** Which tint a column has: one for each tap, in all channels; none where there are too many. @param {Sizes} sizes @param {number} column */
export const tintOf = (sizes, column) => (tapsOf(sizes) > TINTS ? null : column % tapsOf(sizes));

/** The columns of a tap, channel by channel. @param {Sizes} sizes @param {number} tap */
export const columnsOf = (sizes, tap) => range(sizes.C).map((c) => c * tapsOf(sizes) + tap);

/** The cells that a step comes to: row by row. @param {Sizes} sizes @param {Loop} loop @param {number} step @returns {Cell[]} */
export function cellsOfStep(sizes, loop, step) {
  if (loop === "window") return range(sizes.columns).map((column) => [step, column]);
  const columns = columnsOf(sizes, step);
  return range(sizes.rows).flatMap((row) => columns.map((column) => /** @type {Cell} */ ([row, column])));
}

/**
 * What belongs together, in the order in which it comes.
 * @template T
 * @param {T[]} all
 * @param {(one: T) => unknown} cut
 * @returns {T[][]}
 */
export function grouped(all, cut) {
  const groups = new Map();
  for (const one of all) {
    const group = groups.get(cut(one));
    if (group) group.push(one);
    else groups.set(cut(one), [one]);
  }
  return [...groups.values()];
}

/**
 * The pieces of a step that travel: a window's lines, or the numbers of a tap; a block for each channel where that would
 * be too many, and for each image as well where that is not.
 * @param {Sizes} sizes
 * @param {Loop} loop
 * @param {number} step
 * @returns {Piece[]}
 */
export function piecesOf(sizes, loop, step) {
  const cells = cellsOfStep(sizes, loop, step);
  const { FW, OH, OW } = sizes;
  /** @param {Cell} cell */
  const channel = ([, column]) => Math.floor(column / tapsOf(sizes));
  /** @param {Cell} cell */
  const image = ([row]) => Math.floor(row / (OH * OW));
  /** @type {[(cell: Cell) => unknown, boolean][]} */
  const cuts = [
    loop === "window" ? [([, column]) => Math.floor(column / FW), true] : [String, true],
    [(cell) => `${image(cell)} ${channel(cell)}`, false],
    [channel, false],
  ];
  for (const [cut, isLine] of cuts) {
    const pieces = grouped(cells, cut);
    if (pieces.length <= MOST) return pieces.map((piece) => ({ cells: piece, isLine }));
  }
  return [{ cells, isLine: false }];
}
