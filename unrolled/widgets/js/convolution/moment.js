// All that is known at one step: which window meets which filter, and what they give.
import { range, sum } from "../shared/numbers.js";
import { flatIndex } from "../shared/strides.js";
import { gradientsAround, outputAt, productsOf } from "./layer.js";
import { tapsOf } from "./taps.js";

/** @import { NDArray } from "../shared/arrays.js" */
/** @import { Gradients, Layer } from "./layer.js" */
/**
 * Image n's window that is row `row` of col meets filter f; `first` is the step of out's (or dout's) map [n, f];
 * `channels` are those in sight.
 * @typedef {{ layer: Layer, step: number, channels: number[], n: number, f: number, row: number, first: number,
 *   taps: ReturnType<typeof tapsOf> }} Moment
 */
/**
 * `done` says what of the step has arrived: the products, how many channels' sums, the number of out.
 * @typedef {Moment & { products: number[], done: { products: boolean, sums: number, out: boolean } }} ProductMoment
 */
/**
 * `d` is dout's number, `before` and `after` the gradients around it. `done` says what of the step has arrived: d at its
 * factors and at db, the products, and these at dW and dx.
 * @typedef {Moment & { dout: NDArray, d: number, before: Gradients, after: Gradients,
 *   done: { given: boolean, products: boolean, added: boolean } }} BackwardMoment
 */

/** @param {Layer} layer @param {number} step @param {number[]} channels @returns {Moment} */
export function momentOf(layer, step, channels) {
  const { n, f, row } = outputAt(layer, step);
  const first = flatIndex([n, f, 0, 0], layer.out.shape);
  return { layer, step, channels, n, f, row, first, taps: tapsOf(layer.sizes, channels, row) };
}

/** @param {Layer} layer @param {number} step @param {number[]} channels @returns {ProductMoment} */
export function productMoment(layer, step, channels) {
  const moment = momentOf(layer, step, channels);
  const products = productsOf(layer, moment.row, moment.f);
  return { ...moment, products, done: { products: true, sums: layer.sizes.C, out: true } };
}

/** What the products of each channel add up to. @param {Pick<ProductMoment, "layer" | "products">} moment */
export function channelSums({ layer: { sizes }, products }) {
  const taps = sizes.FH * sizes.FW;
  return range(sizes.C).map((c) => sum(products.slice(c * taps, (c + 1) * taps)));
}

/** @param {Layer} layer @param {NDArray} dout @param {number} step @param {number[]} channels @returns {BackwardMoment} */
export function backwardMoment(layer, dout, step, channels) {
  const done = { given: true, products: true, added: true };
  return { ...momentOf(layer, step, channels), dout, d: dout.data[step], ...gradientsAround(layer, dout, step), done };
}
