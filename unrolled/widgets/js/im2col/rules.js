// Which rule gives an answer, where a reader fills a row or a column: each rule is another order of reading the image.
import { tapAcross, tapDown } from "../shared/orders.js";
import { channelSources, columnOf, sourceOf, tapOf, windowOf } from "../shared/unroll.js";

/** @import { Rules } from "../shared/answers.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** The padded place that a cell of the matrix would be copied from. @typedef {(sizes: Sizes, cell: Cell) => number[]} Order */

/** @param {Sizes} sizes @param {Cell} cell */
const right = (sizes, [row, column]) => sourceOf(sizes, row, column);

/**
 * The same cell, had its place within the window been counted in another order.
 * @param {(sizes: Sizes, at: number) => number[]} tapAt
 * @returns {Order}
 */
const reordered =
  (tapAt) =>
  (sizes, [row, column]) =>
    sourceOf(sizes, row, columnOf(sizes, tapAt(sizes, column)));

/** @type {Record<string, Order>} */
const ORDERS = {
  right,
  columns: reordered(tapDown),
  channels: reordered(tapAcross),
  // The window before, if the loop stood still.
  before: (sizes, [row, column]) => sourceOf(sizes, Math.max(row - 1, 0), column),
  // As if the image began at its first pixel, without the padding around it.
  unpadded(sizes, cell) {
    const [n, c, h, w] = right(sizes, cell);
    return [n, c, h + sizes.height.before, w + sizes.width.before];
  },
  // On in the image, past the window's edge.
  along(sizes, [row, column]) {
    const [n, c, h, w] = sourceOf(sizes, row, Math.max(column - 1, 0));
    return [n, c, h, w + 1];
  },
};

/** Whether a place is one of those that a cell's window reads in its channel. @param {Sizes} sizes @param {Cell} cell @param {number[]} place */
function isInWindow(sizes, [row, column], place) {
  const [n, oh, ow] = windowOf(sizes, row);
  const [c] = tapOf(sizes, column);
  return channelSources(sizes, [n, c, oh, ow]).some((source) => String(source) === String(place));
}

/** The rules that lead to a place, where this cell is to be filled; "right" comes first. @param {Sizes} sizes @param {Cell} cell @returns {Rules<number[]>} */
export const rulesOf = (sizes, cell) => ({
  ...Object.fromEntries(
    Object.entries(ORDERS).map(([name, order]) => [
      name,
      (/** @type {number[]} */ place) => String(order(sizes, cell)) === String(place),
    ]),
  ),
  window: (place) => isInWindow(sizes, cell, place),
  elsewhere: () => true,
});
