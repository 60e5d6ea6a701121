// Where sliding windows stand on one axis: the arithmetic of cnnlib/windows.py, under the same names.
// Cases that Python writes hold both files equal.
import { filterTooLarge, strideTooSmall } from "./words.js";

/**
 * All in pixels; `before` and `after` are the padding.
 * @typedef {{ filter: number, stride: number, before: number, after: number, dilation: number, ceil_mode?: boolean }} Axis
 */

/** From a window's first tap to its last, both counted. @param {Axis} axis */
export const span = (axis) => axis.dilation * (axis.filter - 1) + 1;

/** How many places a window has on `size` pixels. @param {Axis} axis @param {number} size */
export function count(axis, size) {
  if (axis.stride < 1) throw new RangeError(strideTooSmall(axis.stride));
  const room = size + axis.before + axis.after - span(axis);
  let steps = Math.floor(room / axis.stride);
  if (axis.ceil_mode) {
    steps = Math.ceil(room / axis.stride);
    // A last window that would start beyond the image, in the padding, is left out.
    if (steps * axis.stride >= size + axis.before) steps -= 1;
  }
  if (steps < 0) throw new RangeError(filterTooLarge(axis, span(axis), size));
  return steps + 1;
}

/**
 * How much of the padded axis must exist: the image, and all that a window reads.
 * @param {Axis} axis
 * @param {number} size
 */
export function length(axis, size) {
  return Math.max(axis.before + size, (count(axis, size) - 1) * axis.stride + span(axis));
}

/**
 * The position of the padded axis that tap i of the window at place o reads.
 * @param {Axis} axis
 * @param {number} o
 * @param {number} i
 */
export const position = (axis, o, i) => o * axis.stride + i * axis.dilation;

/**
 * The other way: every [place, tap] that reads a position, by place.
 * @param {Axis} axis
 * @param {number} size
 * @param {number} at
 */
export function readers(axis, size, at) {
  const found = [];
  const places = count(axis, size);
  // The last tap first, as the window whose last tap reads a position stands before all others.
  for (let i = axis.filter - 1; i >= 0; i -= 1) {
    const o = (at - i * axis.dilation) / axis.stride;
    if (Number.isInteger(o) && o >= 0 && o < places) found.push([o, i]);
  }
  return found;
}
