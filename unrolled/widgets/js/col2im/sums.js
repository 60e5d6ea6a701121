// What the rows of dcol hold, and what has arrived at a pixel after some of them.
import { colValue, copiesOf, toPadded } from "../shared/unroll.js";

/** @import { NDArray } from "../shared/arrays.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @typedef {"digits" | "ones" | "x"} Fill */
/**
 * @typedef {{ x: NDArray<number>, dcol: number[] | null, fill: Fill }} Given the images, and dcol's numbers or the rule that makes them
 */

/** The number in a cell of dcol. @param {Sizes} sizes @param {Given} given @param {number} row @param {number} column */
export function dcolValue(sizes, { x, dcol, fill }, row, column) {
  if (dcol) return dcol[row * sizes.columns + column];
  if (fill === "x") return colValue(sizes, x, row, column);
  return fill === "ones" ? 1 : ((3 * row + column) % 9) + 1;
}

/**
 * The cells of dcol that belong to a place of the image, in the order in which they arrive.
 * @param {Sizes} sizes
 * @param {number[]} place
 */
export const cellsOf = (sizes, place) => copiesOf(sizes, toPadded(sizes, place));

/**
 * The numbers that rows 0 to `step` bring to a place.
 * @param {Sizes} sizes
 * @param {Given} given
 * @param {number[]} place
 * @param {number} step
 */
export const arrivals = (sizes, given, place, step) =>
  cellsOf(sizes, place)
    .filter(([row]) => row <= step)
    .map(([row, column]) => dcolValue(sizes, given, row, column));
