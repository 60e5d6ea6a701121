// How an array of any number of axes lies in memory: one line of numbers, the last axis fastest.
import { range } from "./numbers.js";

/** @param {number[]} sizes */
export const product = (sizes) => sizes.reduce((all, size) => all * size, 1);

/** How many places of memory one step along each axis is. @param {number[]} shape */
export const strides = (shape) => shape.map((_, axis) => product(shape.slice(axis + 1)));

/**
 * An index may hold null for a whole axis: the offset is then that of its first.
 * @param {(number | null)[]} index
 * @param {number[]} steps
 */
export const offsetAt = (index, steps) =>
  index.reduce((/** @type {number} */ sum, i, axis) => sum + (i ?? 0) * steps[axis], 0);

/** The index of the k-th number in reading order. @param {number} k @param {number[]} shape */
export const indexAt = (k, shape) => strides(shape).map((step, axis) => Math.floor(k / step) % shape[axis]);

/** The other way: which number in reading order stands at an index. @param {number[]} index @param {number[]} shape */
export const flatIndex = (index, shape) => offsetAt(index, strides(shape));

/** Every index of an array of this shape, in reading order. @param {number[]} shape */
export const indicesOf = (shape) => range(product(shape)).map((k) => indexAt(k, shape));

/**
 * @template T
 * @param {T[]} list
 * @param {number[]} axes
 */
export const permuted = (list, axes) => axes.map((axis) => list[axis]);

/**
 * A list that is read as an array of this shape, in the reading order of its transpose.
 * @template T
 * @param {T[]} list
 * @param {number[]} shape
 * @param {number[]} axes
 */
export function transposed(list, shape, axes) {
  const steps = permuted(strides(shape), axes);
  const newShape = permuted(shape, axes);
  return list.map((_, k) => list[offsetAt(indexAt(k, newShape), steps)]);
}
