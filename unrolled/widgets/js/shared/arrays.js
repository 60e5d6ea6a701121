// Arrays as they travel between Python and the page: {shape, data}, in reading order.
import { flatIndex, indicesOf, product } from "./strides.js";

/**
 * @template [T=number]
 * @typedef {{ shape: number[], data: T[] }} NDArray
 */
/** What JSON or JavaScript can't hold as a number travels as text. @typedef {NDArray<number | string>} WireArray */

/** @type {Record<string, number>} */
const SPECIAL = { inf: Infinity, "-inf": -Infinity, nan: NaN };

/** @param {WireArray} array */
export const numbersOf = ({ data }) => data.map((value) => SPECIAL[value] ?? Number(value));

/** @param {WireArray} array @returns {NDArray} */
export const numeric = (array) => ({ shape: array.shape, data: numbersOf(array) });

/**
 * @template T
 * @param {NDArray<T>} array
 * @param {number[]} index
 */
export const valueAt = ({ shape, data }, index) => data[flatIndex(index, shape)];

/** @param {number[]} shape @param {(index: number[]) => number} read @returns {NDArray} */
export const arrayFrom = (shape, read) => ({ shape, data: indicesOf(shape).map(read) });

/** first, first + 1, ... @param {number[]} shape @param {number} first @returns {NDArray} */
export const numbered = (shape, first) => ({ shape, data: Array.from({ length: product(shape) }, (_, i) => i + first) });

/** @param {number[]} shape @param {number} value @returns {NDArray} */
export const filledWith = (shape, value) => ({ shape, data: Array(product(shape)).fill(value) });

/** @param {number[]} shape @param {number[]} [other] an array's that may not be there */
export const sameShape = (shape, other) => String(shape) === String(other);

/**
 * An array with another number at an index.
 * @param {WireArray} array
 * @param {number[]} index
 * @param {number} number
 * @returns {WireArray}
 */
export const withNumber = ({ shape, data }, index, number) => ({ shape, data: data.with(flatIndex(index, shape), number) });
