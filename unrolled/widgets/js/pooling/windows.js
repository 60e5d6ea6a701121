// What pooling makes of each window, and where its gradient goes: the rules of cnnlib.Pooling and AveragePooling.
import { argMax, sum } from "../shared/numbers.js";
import { flatIndex, indexAt } from "../shared/strides.js";
import { channelSources, fromPadded, isPixel } from "../shared/unroll.js";
import { length } from "../shared/windows.js";

/** @import { Sizes } from "../shared/unroll.js" */
/** @import { Axis } from "../shared/windows.js" */
/**
 * A place on the image or beside it: is it a `pixel`, and does a mean count it (as pixel or padding)?
 * @typedef {{ place: number[], pixel: boolean, counted: boolean, value: number | null }} Tap
 */
/**
 * `members` are the taps that `value` is made of, `winner` the tap that takes it all (null for a mean), `shares`
 * how many share the gradient, `ties` how many pixels equal the winner.
 * @typedef {{ taps: Tap[], members: Tap[], winner: number | null, value: number, shares: number, ties: number }} PoolWindow
 */
/** @typedef {{ average: boolean, count_include_pad: boolean }} Rule */

/** @param {Sizes} sizes */
export const outShape = ({ N, C, OH, OW }) => [N, C, OH, OW];

/** The index [n, c, oh, ow] of out's k-th number. @param {Sizes} sizes @param {number} k */
export const outIndex = (sizes, k) => indexAt(k, outShape(sizes));

/** Is a place on the image or in its padding, and not beyond both? @param {Sizes} sizes @param {number[]} place */
export const isCounted = ({ height, width, H, W }, [, , h, w]) =>
  h >= -height.before && h < H + height.after && w >= -width.before && w < W + width.after;

/** The border around x: its padding, and what a last window reads beyond it. @param {Sizes} sizes */
export function borderOf({ height, width, H, W }) {
  /** @param {Axis} axis @param {number} size */
  const after = (axis, size) => Math.max(axis.after, length(axis, size) - axis.before - size);
  return { top: height.before, bottom: after(height, H), left: width.before, right: after(width, W) };
}

/**
 * The taps of the k-th window, in reading order.
 * @param {Sizes} sizes
 * @param {number[]} x
 * @param {number} k
 * @returns {Tap[]}
 */
function tapsOf(sizes, x, k) {
  const shape = [sizes.N, sizes.C, sizes.H, sizes.W];
  return channelSources(sizes, outIndex(sizes, k)).map((padded) => {
    const place = fromPadded(sizes, padded);
    const pixel = isPixel(sizes, place);
    return { place, pixel, counted: isCounted(sizes, place), value: pixel ? x[flatIndex(place, shape)] : null };
  });
}

/**
 * The k-th window.
 * @param {Sizes} sizes
 * @param {number[]} x its numbers
 * @param {Rule} rule
 * @param {number} k
 * @returns {PoolWindow}
 */
export function poolWindow(sizes, x, { average, count_include_pad }, k) {
  const taps = tapsOf(sizes, x, k);
  return average ? mean(taps, count_include_pad) : maximum(taps);
}

/** @param {Tap[]} taps @returns {PoolWindow} */
function maximum(taps) {
  const winner = argMax(taps.map(({ value }) => value));
  const { value } = taps[winner];
  const ties = taps.filter((tap) => tap.pixel && Object.is(tap.value, value)).length;
  return { taps, members: taps, winner, value: value ?? -Infinity, shares: 1, ties };
}

/** @param {Tap[]} taps @param {boolean} withPadding @returns {PoolWindow} */
function mean(taps, withPadding) {
  const members = taps.filter((tap) => (withPadding ? tap.counted : tap.pixel));
  const shares = Math.max(members.length, 1);
  return { taps, members, winner: null, value: sum(taps.map(({ value }) => value ?? 0)) / shares, shares, ties: 1 };
}

/** The pixels that a window's gradient goes to. @param {PoolWindow} window */
export const receivers = ({ taps, winner }) => (winner === null ? taps : [taps[winner]]).filter((tap) => tap.pixel);
