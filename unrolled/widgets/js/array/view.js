// What an index chooses of an array's view, and where it lies: all by strides, nothing is copied.
import { range } from "../shared/numbers.js";
import { flatIndex, indexAt, indicesOf, offsetAt, permuted, strides } from "../shared/strides.js";

/** @typedef {(number | null)[]} Index a number for an axis, or null for all of it */
/**
 * A view x.transpose(axes) and an index into it: `names`, `sizes`, `steps` (strides) and `at` (the index) by the
 * view's axes; `left` is the shape that the index leaves, and `chosen` its numbers' places in memory.
 * @typedef {{ shape: number[], axes: number[], names: string[], sizes: number[], steps: number[], at: Index,
 *   left: number[], chosen: number[] }} View
 */

/**
 * @param {number[]} shape
 * @param {Index} index by the axes of x, whatever the view's order
 * @param {number[]} axes
 * @returns {View}
 */
export function viewOf(shape, index, axes) {
  const names = permuted(["n", "c", "h", "w"], axes);
  const [sizes, steps] = [permuted(shape, axes), permuted(strides(shape), axes)];
  const at = permuted(index, axes);
  const free = range(axes.length).filter((axis) => at[axis] === null);
  const [left, freeSteps] = [permuted(sizes, free), permuted(steps, free)];
  const start = offsetAt(at, steps);
  const chosen = indicesOf(left).map((place) => start + offsetAt(place, freeSteps));
  return { shape, axes, names, sizes, steps, at, left, chosen };
}

/** The index in the view of the number at a place of memory. @param {View} view @param {number} offset */
export const viewIndex = ({ shape, axes }, offset) => permuted(indexAt(offset, shape), axes);

/** Which number of the view, in reading order, lies at a place of memory. @param {View} view @param {number} offset */
export const readingPlace = (view, offset) => flatIndex(viewIndex(view, offset), view.sizes);

/** The place of memory of the view's k-th number. @param {View} view @param {number} k */
export const memoryPlace = ({ sizes, steps }, k) => offsetAt(indexAt(k, sizes), steps);

/** The unbroken stretches of memory that hold these places: [first, last] of each. @param {number[]} places */
export function contiguousRuns(places) {
  /** @type {[number, number][]} */
  const runs = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === place - 1) last[1] = place;
    else runs.push([place, place]);
  }
  return runs;
}

/** @param {number[]} places */
export const inMemoryOrder = (places) => places.every((place, i) => i === 0 || place > places[i - 1]);
