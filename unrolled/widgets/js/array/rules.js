// Which number lies next to another in memory? The answers, each by the order of axes in which one would have to read.
import { offsetAt, permuted, product } from "../shared/strides.js";
import { memoryPlace, readingPlace, viewOf } from "./view.js";

/** @import { Rules } from "../shared/answers.js" */
/** @import { View } from "./view.js" */

const ALL = [null, null, null, null];

/** What follows a place of memory, where numbers are read by these axes, the last one fastest; null: none does. @param {number[]} shape @param {number[]} axes @param {number} place */
export function nextBy(shape, axes, place) {
  const read = viewOf(shape, ALL, axes);
  const next = readingPlace(read, place) + 1;
  return next < product(shape) ? memoryPlace(read, next) : null;
}

/** The orders of the axes of x, by the rules' names; that of memory comes first. @param {View} view @returns {Record<string, number[]>} */
const ordersOf = ({ axes }) => ({
  right: [0, 1, 2, 3],
  view: axes, // as the picture is read, grid by grid
  line: permuted(axes, [0, 2, 1, 3]), // on along a line of the picture, into the grid beside
  columns: [0, 1, 3, 2], // down a column before the next
  channels: [0, 2, 3, 1], // all channels of a pixel before the next
  first: [3, 2, 1, 0], // the first axis fastest: column-major
});

/** The rules that lead to a number of the view, by its index there. @param {View} view @param {number} place @returns {Rules<number[]>} */
export const rulesOf = (view, place) => ({
  ...Object.fromEntries(
    Object.entries(ordersOf(view)).map(([name, axes]) => [
      name,
      (/** @type {number[]} */ index) => offsetAt(index, view.steps) === nextBy(view.shape, axes, place),
    ]),
  ),
  elsewhere: () => true,
});
