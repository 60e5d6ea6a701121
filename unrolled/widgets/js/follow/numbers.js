// The story's numbers: an image, its matrix, the product, and what comes back.
import { numbered, valueAt } from "../shared/arrays.js";
import { range, sum } from "../shared/numbers.js";
import { indexAt } from "../shared/strides.js";
import { colValue, copiesOf, im2colSizes, sourceOf } from "../shared/unroll.js";

/** @import { Cell, Sizes } from "../shared/unroll.js" */

/** Each pixel is its own place in reading order, and a second channel counts on. */
export const X = numbered([1, 2, 4, 5], 0);
export const WEIGHTS = [1, 0, 0, 0, 1, 0, 0, 0, 1];
export const FOLLOWED = 12;
export const CORNER = 0;

const AXIS = { filter: 3, stride: 1, before: 0, after: 0, dilation: 1 };

/** The image with so many of its channels. @param {number} channels */
export const sizesOf = (channels) => im2colSizes([1, channels, 4, 5], { height: AXIS, width: AXIS });
export const ONE = sizesOf(1);
export const TWO = sizesOf(2);

/** Where a pixel stands: [n, c, h, w]. @param {number} pixel */
export const placeOf = (pixel) => indexAt(pixel, X.shape);

/** The pixel that a cell of the matrix is a copy of. @param {Sizes} sizes @param {Cell} cell */
export const pixelOf = (sizes, [row, column]) => valueAt(X, sourceOf(sizes, row, column));

/** @param {Sizes} sizes @param {number} row */
export const rowOf = (sizes, row) => range(sizes.columns).map((column) => Number(colValue(sizes, X, row, column)));

/** The cells that are copies of a pixel, row by row. @param {Sizes} sizes @param {number} pixel */
export const copies = (sizes, pixel) => copiesOf(sizes, placeOf(pixel));

/** What a row and the weights make, number by number. @param {number} row */
export const products = (row) => rowOf(ONE, row).map((number, column) => number * WEIGHTS[column]);

/** @param {number} row */
export const output = (row) => sum(products(row));

/**
 * What a pixel holds when so many of its copies have come back, each with a 1: their sum, or the last one alone.
 * @param {number} landed
 * @param {boolean} isAdding
 */
export const gradient = (landed, isAdding) => range(landed).reduce((total) => (isAdding ? total + 1 : 1), 0);
