// Which cell of the column matrix holds which pixel.
// A place counts from the image's first pixel, so that padding lies at -1 and at H; a padded place from the padding's first.
import { valueAt } from "./arrays.js";
import { range } from "./numbers.js";
import { product } from "./strides.js";
import { count, position, readers, span } from "./windows.js";

/** @import { NDArray } from "./arrays.js" */
/** @import { Axis } from "./windows.js" */
/** @typedef {{ height: Axis, width: Axis }} Axes */
/**
 * @typedef {{ N: number, C: number, H: number, W: number, OH: number, OW: number, FH: number, FW: number,
 *   PH: number, PW: number, height: Axis, width: Axis, rows: number, columns: number }} Sizes
 */
/** @typedef {[row: number, column: number]} Cell */

/**
 * The sizes of everything, for images of shape [N, C, H, W]. Throws RangeError where a filter does not fit.
 * @param {number[]} shape
 * @param {Axes} axes
 * @returns {Sizes}
 */
export function im2colSizes([N, C, H, W], { height, width }) {
  const [OH, OW, FH, FW] = [count(height, H), count(width, W), height.filter, width.filter];
  const [PH, PW] = [height.before + H + height.after, width.before + W + width.after];
  return { N, C, H, W, OH, OW, FH, FW, PH, PW, height, width, rows: N * OH * OW, columns: C * FH * FW };
}

// Written out, as drawing a matrix asks for the place of each of its cells.

/** The window [n, oh, ow] that a row holds. @param {Sizes} sizes @param {number} row */
export const windowOf = ({ OH, OW }, row) => [Math.floor(row / (OH * OW)), Math.floor(row / OW) % OH, row % OW];

/** @param {Sizes} sizes @param {number[]} window [n, oh, ow] */
export const rowOf = ({ OH, OW }, [n, oh, ow]) => (n * OH + oh) * OW + ow;

/** The tap [c, fh, fw] that a column holds. @param {Sizes} sizes @param {number} column */
export const tapOf = ({ FH, FW }, column) => [Math.floor(column / (FH * FW)), Math.floor(column / FW) % FH, column % FW];

/** @param {Sizes} sizes @param {number[]} tap [c, fh, fw] */
export const columnOf = ({ FH, FW }, [c, fh, fw]) => (c * FH + fh) * FW + fw;

/**
 * The cell [row, column] that is the k-th of the matrix in reading order.
 * @param {Sizes} sizes
 * @param {number} k
 * @returns {Cell}
 */
export const cellAt = ({ columns }, k) => [Math.floor(k / columns), k % columns];

/**
 * The padded place [n, c, h, w] that a cell is copied from.
 * @param {Sizes} sizes
 * @param {number} row
 * @param {number} column
 */
export function sourceOf(sizes, row, column) {
  const [n, oh, ow] = windowOf(sizes, row);
  const [c, fh, fw] = tapOf(sizes, column);
  return [n, c, position(sizes.height, oh, fh), position(sizes.width, ow, fw)];
}

/**
 * The padded places that one channel's window [n, c, oh, ow] reads, tap by tap.
 * @param {Sizes} sizes
 * @param {number[]} window
 */
export function channelSources(sizes, [n, c, oh, ow]) {
  const [row, first] = [rowOf(sizes, [n, oh, ow]), columnOf(sizes, [c, 0, 0])];
  return range(sizes.FH * sizes.FW).map((tap) => sourceOf(sizes, row, first + tap));
}

/**
 * Every cell that a padded place is copied to, row by row.
 * @param {Sizes} sizes
 * @param {number[]} padded
 * @returns {Cell[]}
 */
export function copiesOf(sizes, [n, c, h, w]) {
  const across = readers(sizes.width, sizes.W, w);
  return readers(sizes.height, sizes.H, h).flatMap(([oh, fh]) =>
    across.map(([ow, fw]) => /** @type {Cell} */ ([rowOf(sizes, [n, oh, ow]), columnOf(sizes, [c, fh, fw])])),
  );
}

/** @param {Sizes} sizes @param {number[]} place */
export const toPadded = ({ height, width }, [n, c, h, w]) => [n, c, h + height.before, w + width.before];

/** @param {Sizes} sizes @param {number[]} padded */
export const fromPadded = ({ height, width }, [n, c, h, w]) => [n, c, h - height.before, w - width.before];

/** @param {{ H: number, W: number }} sizes @param {number[]} place */
export const isPixel = ({ H, W }, [, , h, w]) => h >= 0 && h < H && w >= 0 && w < W;

/** The pixel [n, c, h, w] at a padded place, or null where it is padding. @param {Sizes} sizes @param {number[]} padded */
export function pixelAt(sizes, padded) {
  const place = fromPadded(sizes, padded);
  return isPixel(sizes, place) ? place : null;
}

/**
 * The pixel that a cell is copied from, or null where that is padding.
 * @param {Sizes} sizes
 * @param {number} row
 * @param {number} column
 */
export const pixelOf = (sizes, row, column) => pixelAt(sizes, sourceOf(sizes, row, column));

/**
 * The value that a cell is copied from x, or 0 for padding.
 * @template T
 * @param {Sizes} sizes
 * @param {NDArray<T>} x
 * @param {number} row
 * @param {number} column
 */
export function colValue(sizes, x, row, column) {
  const pixel = pixelOf(sizes, row, column);
  return pixel ? valueAt(x, pixel) : 0;
}

/** A window's first padded position [h, w]. @param {Sizes} sizes @param {number} row */
export function cornerOf(sizes, row) {
  const [, oh, ow] = windowOf(sizes, row);
  return [position(sizes.height, oh, 0), position(sizes.width, ow, 0)];
}

/** How many pixels a window spans: [high, wide]. @param {Axes} axes */
export const windowSpan = ({ height, width }) => [span(height), span(width)];

/**
 * Places of an axis as a Python slice, those in the padding left out; null where all are.
 * @param {number[]} places
 * @param {number} size
 * @param {number} step from one to the next
 */
function slice(places, size, step) {
  const read = places.filter((at) => at >= 0 && at < size);
  if (read.length === 0) return null;
  const by = step > 1 && places.length > 1 ? `:${step}` : "";
  return { text: `${read[0]}:${read[read.length - 1] + 1}${by}`, size: read.length };
}

/**
 * The pixels that the window at place o reads along an axis.
 * @param {Axis} axis
 * @param {number} size
 * @param {number} o
 */
export const readSlice = (axis, size, o) =>
  slice(
    range(axis.filter).map((i) => position(axis, o, i) - axis.before),
    size,
    axis.dilation,
  );

/**
 * The pixels that tap i reads along an axis, as the window stops at its places one after the other.
 * @param {Axis} axis
 * @param {number} size
 * @param {number} i
 */
export const tapSlice = (axis, size, i) =>
  slice(
    range(count(axis, size)).map((o) => position(axis, o, i) - axis.before),
    size,
    axis.stride,
  );

/** The column matrix's number of cells, or that of the padded images if it is larger. @param {Sizes} sizes */
export const cellsToDraw = ({ rows, columns, N, C, PH, PW }) => Math.max(rows * columns, product([N, C, PH, PW]));
