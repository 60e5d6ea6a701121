// What the rows of dcol hold, and what has arrived at a pixel after some of them.
import { cellsOfStep, stepOf } from "../shared/loops.js";
import { sum } from "../shared/numbers.js";
import { colValue, copiesOf, pixelOf, toPadded } from "../shared/unroll.js";

/** @import { NDArray } from "../shared/arrays.js" */
/** @import { Loop } from "../shared/loops.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @typedef {"digits" | "ones" | "x"} Fill */
/**
 * @typedef {{ x: NDArray<number>, dcol: number[] | null, fill: Fill }} Given the images, and dcol's numbers or the rule that makes them
 */
/**
 * A number that lands where others have landed before: what they had added up to, and the last of them.
 * @typedef {{ place: number[], before: number, last: number, addend: number }} Meeting
 */

/** The number in a cell of dcol. @param {Sizes} sizes @param {Given} given @param {number} row @param {number} column */
export function dcolValue(sizes, { x, dcol, fill }, row, column) {
  if (dcol) return dcol[row * sizes.columns + column];
  if (fill === "x") return colValue(sizes, x, row, column);
  return fill === "ones" ? 1 : ((3 * row + column) % 9) + 1;
}

/**
 * The cells of dcol that belong to a place of the image, row by row.
 * @param {Sizes} sizes
 * @param {number[]} place
 */
export const cellsOf = (sizes, place) => copiesOf(sizes, toPadded(sizes, place));

/**
 * The numbers that a loop's steps up to this one bring to a place, in the order in which they arrive.
 * @param {Sizes} sizes
 * @param {Given} given
 * @param {number[]} place
 * @param {{ loop: Loop, step: number }} shown
 */
export function arrivals(sizes, given, place, { loop, step }) {
  /** @param {Cell} cell */
  const at = (cell) => stepOf(sizes, loop, cell);
  return cellsOf(sizes, place)
    .filter((cell) => at(cell) <= step)
    .sort((a, b) => at(a) - at(b))
    .map(([row, column]) => dcolValue(sizes, given, row, column));
}

/**
 * Where a step's numbers meet others, in the step's order.
 * @param {Sizes} sizes
 * @param {Given} given
 * @param {{ loop: Loop, step: number }} shown
 * @returns {Meeting[]}
 */
export function meetingsOf(sizes, given, { loop, step }) {
  return cellsOfStep(sizes, loop, step).flatMap(([row, column]) => {
    const place = pixelOf(sizes, row, column);
    const others = place ? arrivals(sizes, given, place, { loop, step: step - 1 }) : [];
    if (!place || others.length === 0) return [];
    const addend = dcolValue(sizes, given, row, column);
    return [{ place, before: sum(others), last: others[others.length - 1], addend }];
  });
}
