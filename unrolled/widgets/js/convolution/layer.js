// A convolution layer's numbers, forward and backward, as cnnlib computes them.
import { arrayFrom, filledWith, valueAt } from "../shared/arrays.js";
import { range, sum } from "../shared/numbers.js";
import { flatIndex, indexAt, product } from "../shared/strides.js";
import { cellAt, im2colSizes, pixelOf, rowOf } from "../shared/unroll.js";
import { span } from "../shared/windows.js";
import { channelsDiffer } from "./words.js";

/** @import { NDArray } from "../shared/arrays.js" */
/** @import { Axes, Sizes } from "../shared/unroll.js" */
/** @import { Axis } from "../shared/windows.js" */
/**
 * `pixels` says for each cell of col which number of x it is copied from, or -1 where it is padding.
 * @typedef {{ x: NDArray, W: NDArray, b: NDArray | null, axes: Axes, sizes: Sizes,
 *   pixels: number[], col: number[], out: NDArray }} Layer
 */
/** @typedef {{ dx: NDArray, dW: NDArray, db: NDArray }} Gradients */

/**
 * What comes of these shapes, before anything is computed; throws RangeError where they don't fit.
 * @param {number[]} shape x's, (N, C, H, W)
 * @param {number[]} filters W's, (FN, C, FH, FW)
 * @param {Axes} axes
 */
export function layerSizes(shape, filters, axes) {
  const [FN, C] = filters;
  if (shape[1] !== C) throw new RangeError(channelsDiffer(shape[1], C));
  const sizes = im2colSizes(shape, axes);
  return { sizes, outShape: [sizes.N, FN, sizes.OH, sizes.OW] };
}

/**
 * The row of col and the filter f that make output number `step`, [n, f, oh, ow].
 * @param {{ sizes: Sizes, out: { shape: number[] } }} layer
 * @param {number} step
 */
export function outputAt({ sizes, out }, step) {
  const [n, f, oh, ow] = indexAt(step, out.shape);
  return { n, f, row: rowOf(sizes, [n, oh, ow]) };
}

/**
 * A row of col times filter f, number by number.
 * @param {Pick<Layer, "sizes" | "col" | "W">} layer
 * @param {number} row
 * @param {number} f
 */
export const productsOf = ({ sizes: { columns }, col, W }, row, f) =>
  range(columns).map((k) => col[row * columns + k] * W.data[f * columns + k]);

/** @param {NDArray} x @param {NDArray} W @param {NDArray | null} b @param {Axes} axes @returns {Layer} */
export function makeLayer(x, W, b, axes) {
  const { sizes, outShape } = layerSizes(x.shape, W.shape, axes);
  const pixels = range(sizes.rows * sizes.columns).map((k) => {
    const pixel = pixelOf(sizes, ...cellAt(sizes, k));
    return pixel ? flatIndex(pixel, x.shape) : -1;
  });
  const col = pixels.map((at) => (at < 0 ? 0 : x.data[at]));
  const layer = { x, W, b, axes, sizes, pixels, col, out: { shape: outShape } };
  const data = range(product(outShape)).map((step) => {
    const { row, f } = outputAt(layer, step);
    return sum(productsOf(layer, row, f)) + (b ? b.data[f] : 0);
  });
  return { ...layer, out: { shape: outShape, data } };
}

/** Gradients that have received nothing. @param {Layer} layer @returns {Gradients} */
const noGradients = ({ x, W }) => ({
  dx: filledWith(x.shape, 0),
  dW: filledWith(W.shape, 0),
  db: filledWith([W.shape[0]], 0),
});

/**
 * Add what number `step` of dout gives to each gradient.
 * @param {Gradients} gradients
 * @param {Layer} layer
 * @param {NDArray} dout
 * @param {number} step
 */
function addGradient({ dx, dW, db }, layer, dout, step) {
  const {
    W,
    col,
    pixels,
    sizes: { columns },
  } = layer;
  const { row, f } = outputAt(layer, step);
  const d = dout.data[step];
  db.data[f] += d;
  for (let k = 0; k < columns; k += 1) {
    const [cell, weight] = [row * columns + k, f * columns + k];
    dW.data[weight] += d * col[cell];
    if (pixels[cell] >= 0) dx.data[pixels[cell]] += d * W.data[weight];
  }
}

/**
 * What the first `steps` numbers of dout have given to the gradients.
 * @param {Layer} layer
 * @param {NDArray} dout
 * @param {number} steps
 */
export function gradientsAfter(layer, dout, steps) {
  const gradients = noGradients(layer);
  for (let step = 0; step < steps; step += 1) addGradient(gradients, layer, dout, step);
  return gradients;
}

/** @param {NDArray} array @returns {NDArray} */
const copy = ({ shape, data }) => ({ shape, data: [...data] });

/**
 * The gradients before number `step` of dout, and after it.
 * @param {Layer} layer
 * @param {NDArray} dout
 * @param {number} step
 */
export function gradientsAround(layer, dout, step) {
  const before = gradientsAfter(layer, dout, step);
  const after = { dx: copy(before.dx), dW: copy(before.dW), db: copy(before.db) };
  addGradient(after, layer, dout, step);
  return { before, after };
}

/**
 * Which number of dout stands at a place of it with stride - 1 zeros between its numbers; null for a zero.
 * @param {Axes} axes
 * @param {number[]} place
 */
export function spreadPlace({ height, width }, [n, f, h, w]) {
  const isBetween = h % height.stride !== 0 || w % width.stride !== 0;
  return isBetween ? null : [n, f, h / height.stride, w / width.stride];
}

/**
 * Which number of W stands at a place of the filters [c, f, i, j] turned by half a turn.
 * @param {number[]} shape W's
 * @param {number[]} place
 */
export const turnedPlace = ([, , FH, FW], [c, f, i, j]) => [f, c, FH - 1 - i, FW - 1 - j];

/** How many numbers an axis of dout has, with the zeros between them. @param {Axis} axis @param {number} places */
const spreadSize = (axis, places) => (places - 1) * axis.stride + 1;

/**
 * The axis along which the turned filter slides over the spread dout: padded so that dx gets its size.
 * @param {Axis} axis
 * @param {number} size x's
 * @param {number} spread dout's
 */
function fullAxis(axis, size, spread) {
  const before = span(axis) - 1 - axis.before;
  const after = size + span(axis) - 1 - spread - before;
  return { filter: axis.filter, stride: 1, dilation: axis.dilation, before, after };
}

/**
 * dx once more, another way: dout, with stride - 1 zeros between its numbers and zeros all around,
 * convolved with the filters turned by half a turn. This layer's `out` is dx.
 * @param {Layer} layer
 * @param {NDArray} dout
 */
export function flippedLayer({ x, W, axes, out }, dout) {
  const [[FN, C, FH, FW], [N, , OH, OW], [, , xHigh, xWide]] = [W.shape, out.shape, x.shape];
  const [high, wide] = [spreadSize(axes.height, OH), spreadSize(axes.width, OW)];
  const spread = arrayFrom([N, FN, high, wide], (place) => {
    const at = spreadPlace(axes, place);
    return at ? valueAt(dout, at) : 0;
  });
  const turned = arrayFrom([C, FN, FH, FW], (place) => valueAt(W, turnedPlace(W.shape, place)));
  return makeLayer(spread, turned, null, {
    height: fullAxis(axes.height, xHigh, high),
    width: fullAxis(axes.width, xWide, wide),
  });
}

/**
 * The axis along which dout slides over x: dilated by the layer's stride, so that each of its numbers meets the pixel
 * that its window began with, and cut where the layer's last window ended.
 * @param {Axis} axis
 * @param {number} size x's
 * @param {number} places dout's
 */
function weightAxis(axis, size, places) {
  const read = (axis.filter - 1) * axis.dilation + spreadSize(axis, places);
  return {
    filter: places,
    stride: axis.dilation,
    dilation: axis.stride,
    before: axis.before,
    after: read - size - axis.before,
  };
}

/** The first two axes change places. @param {NDArray} array @returns {NDArray} */
export function swapped(array) {
  const [a, b, ...rest] = array.shape;
  return arrayFrom([b, a, ...rest], ([i, j, ...place]) => valueAt(array, [j, i, ...place]));
}

/**
 * dW once more, another way: x convolved with dout, image by image. This layer's `out` is dW, channel by channel:
 * (C, FN, FH, FW).
 * @param {Layer} layer
 * @param {NDArray} dout
 */
export function weightLayer({ x, axes, out }, dout) {
  const [[, , OH, OW], [, , xHigh, xWide]] = [out.shape, x.shape];
  return makeLayer(swapped(x), swapped(dout), null, {
    height: weightAxis(axes.height, xHigh, OH),
    width: weightAxis(axes.width, xWide, OW),
  });
}

/**
 * How far two lists of the same numbers differ. Summed in another order, they may in their last digits.
 * @param {number[]} one
 * @param {number[]} other
 */
export function compare(one, other) {
  const difference = Math.max(...one.map((value, i) => Math.abs(value - other[i])));
  const scale = Math.max(1, ...other.map(Math.abs));
  return { size: one.length, difference, agree: difference <= 1e-9 * scale };
}
