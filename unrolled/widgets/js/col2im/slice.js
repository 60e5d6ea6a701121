// The slice of the padded buffer that a step adds to, as the code writes it: where it lies, and how far beyond the edge it may end.
import { variablesAt } from "../shared/lockstep.js";
import { stepsOf } from "../shared/loops.js";
import { fromPadded } from "../shared/unroll.js";

/** @import { Loop } from "../shared/loops.js" */
/** @import { Sizes } from "../shared/unroll.js" */

/**
 * `n` is the image that it lies in, null for all of them; `corner` counts from the image's first pixel; `size` and what of it
 * is `past` the buffer's edge are in cells.
 * @param {Sizes} sizes
 * @param {Loop} loop
 * @param {number} step
 */
export function sliceOf(sizes, loop, step) {
  const { n = null, down, across } = variablesAt(sizes, loop, step);
  const [, , ...corner] = fromPadded(sizes, [0, 0, down[0], across[0]]);
  const past = [Math.max(0, down[1] - sizes.PH), Math.max(0, across[1] - sizes.PW)];
  return { n, corner, size: [down[1] - down[0], across[1] - across[0]], past, down, across };
}

/** How many rows and columns the loop's slices end past the edge at most: none ends further on than the last. @param {Sizes} sizes @param {Loop} loop */
export const mostPast = (sizes, loop) => sliceOf(sizes, loop, stepsOf(sizes, loop) - 1).past;
