// All that is known at one step: which window meets which filter, and what they give.

import { flatIndex } from "../shared/strides.js";
import { gradientsAround, outputAt, productsOf } from "./layer.js";
import { tapsOf } from "./taps.js";

/** @import { NDArray } from "../shared/arrays.js" */
/** @import { Gradients, Layer } from "./layer.js" */
/**
 * Image n's window that is row `row` of col meets filter f; `first` is the step of out's (or dout's) map [n, f];
 * `channel` is the one in view.
 * @typedef {{ layer: Layer, step: number, channel: number, n: number, f: number, row: number, first: number,
 *   taps: ReturnType<typeof tapsOf> }} Moment
 */
/** @typedef {Moment & { products: number[] }} ProductMoment */
/**
 * `d` is dout's number, `before` and `after` the gradients around it.
 * @typedef {Moment & { dout: NDArray, d: number, before: Gradients, after: Gradients }} BackwardMoment
 */

/** @param {Layer} layer @param {number} step @param {number} channel @returns {Moment} */
export function momentOf(layer, step, channel) {
  const { n, f, row } = outputAt(layer, step);
  const first = flatIndex([n, f, 0, 0], layer.out.shape);
  return { layer, step, channel, n, f, row, first, taps: tapsOf(layer.sizes, channel, row) };
}

/** @param {Layer} layer @param {number} step @param {number} channel @returns {ProductMoment} */
export function productMoment(layer, step, channel) {
  const moment = momentOf(layer, step, channel);
  return { ...moment, products: productsOf(layer, moment.row, moment.f) };
}

/** @param {Layer} layer @param {NDArray} dout @param {number} step @param {number} channel @returns {BackwardMoment} */
export function backwardMoment(layer, dout, step, channel) {
  return { ...momentOf(layer, step, channel), dout, d: dout.data[step], ...gradientsAround(layer, dout, step) };
}
