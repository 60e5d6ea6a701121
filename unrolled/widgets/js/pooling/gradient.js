// What backward gives to each place of each window, and what of it has arrived at a pixel, by either loop.
import { cellsOfStep, stepOf } from "../shared/loops.js";
import { sum } from "../shared/numbers.js";

/** @import { Cell } from "../shared/unroll.js" */
/** @import { Pixel, Pooled } from "./state.js" */

/** All to the winner, or the same to each place. @param {Pooled} pooled @param {Cell} cell [window, place] */
export function given({ windows, dout }, [k, i]) {
  const { winner, shares } = windows[k];
  if (winner === null) return dout[k] / shares;
  return winner === i ? dout[k] : 0;
}

/** Does a place of a window receive anything? @param {Pooled} pooled @param {Cell} cell */
export const receives = ({ windows }, [k, i]) => windows[k].winner === null || windows[k].winner === i;

/** The step that comes to a place of a window. @param {Pooled} pooled @param {Cell} cell */
export const stepAt = ({ rowSizes, loop }, cell) => stepOf(rowSizes, loop, cell);

/** The places of windows that a step comes to. @param {Pooled} pooled @param {number} step */
export const cellsAt = ({ rowSizes, loop }, step) => cellsOfStep(rowSizes, loop, step);

/**
 * What the steps up to this one bring to a pixel, in the order in which it arrives; zeros too, as `=` writes them.
 * @param {Pooled} pooled
 * @param {Pixel} pixel
 * @param {number} step
 */
function arrivals(pooled, { reads }, step) {
  /** @param {Cell} cell */
  const at = (cell) => stepAt(pooled, cell);
  return reads
    .filter((cell) => at(cell) <= step)
    .sort((a, b) => at(a) - at(b))
    .map((cell) => ({ cell, value: given(pooled, cell) }));
}

/** What the steps up to this one have given to a pixel; no losers' zeros. @param {Pooled} pooled @param {Pixel} pixel @param {number} step */
export const partsOf = (pooled, pixel, step) =>
  arrivals(pooled, pixel, step)
    .filter(({ cell }) => receives(pooled, cell))
    .map(({ value }) => value);

/** What stands at a pixel of dx after a step: the sum, or with `=` what came last. @param {Pooled} pooled @param {Pixel} pixel @param {number} step */
export const gradientAt = (pooled, pixel, step) =>
  pooled.operator === "=" ? (arrivals(pooled, pixel, step).at(-1)?.value ?? 0) : sum(partsOf(pooled, pixel, step));

/** Is it another number than `+=` would leave? @param {Pooled} pooled @param {Pixel} pixel @param {number} step */
export const isWrong = (pooled, pixel, step) =>
  pooled.operator === "=" && !Object.is(gradientAt(pooled, pixel, step), sum(partsOf(pooled, pixel, step)));
