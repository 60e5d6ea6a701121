// How max pooling's gradients go back: every gradient has a number, its identity, and keeps it up to its pixel.
import { numbersOf } from "../shared/arrays.js";
import { argMax, range } from "../shared/numbers.js";
import { flatIndex, indicesOf, transposed } from "../shared/strides.js";
import { channelSources, columnOf, pixelAt, rowOf } from "../shared/unroll.js";
import { stageAxes } from "./trace.js";
import { AXES } from "./words.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Sizes } from "../shared/unroll.js" */
/** @import { Item, Trace } from "./trace.js" */

/**
 * A window's maximum: its tap, and its place in x.
 * @param {Sizes} sizes
 * @param {number[]} shape x's
 * @param {number[]} values
 * @param {number[]} window
 */
function maximumOf(sizes, shape, values, window) {
  const pixels = channelSources(sizes, window).map((padded) => pixelAt(sizes, padded));
  const places = pixels.map((at) => at && flatIndex(at, shape));
  const tap = argMax(places.map((place) => (place === null ? null : values[place])));
  return { tap, pixel: places[tap] };
}

/** The gradients 1, 2, 3, ... @param {Sizes} sizes @param {WireArray} x @param {number[]} shape dout's @returns {Item[]} */
function itemsOf(sizes, x, shape) {
  const values = numbersOf(x);
  return indicesOf(shape).map(([n, c, oh, ow], k) => {
    const { tap, pixel } = maximumOf(sizes, x.shape, values, [n, c, oh, ow]);
    const column = columnOf(sizes, [c, 0, 0]) + tap;
    return { window: rowOf(sizes, [n, oh, ow]), column, channel: c, tap, pixel, value: k + 1 };
  });
}

/** The gradients that each pixel receives. @param {Item[]} items @param {number} size x's */
function receivedBy(items, size) {
  /** @type {number[][]} */
  const dx = range(size).map(() => []);
  items.forEach(({ pixel }, k) => {
    if (pixel !== null) dx[pixel].push(k);
  });
  return dx;
}

/** @param {Sizes} sizes @param {WireArray} x @returns {Trace} */
export function poolingTrace(sizes, x) {
  const { N, C, OH, OW, FH, FW, rows, columns } = sizes;
  const taps = FH * FW;
  const items = itemsOf(sizes, x, [N, C, OH, OW]);
  const dout = items.map((_, item) => [item]);
  const turned = transposed(dout, [N, C, OH, OW], [0, 2, 3, 1]);
  const dmax = turned.flatMap(([item]) => range(taps).map((tap) => (tap === items[item].tap ? [item] : [])));
  return {
    items,
    winners: new Set(items.map(({ pixel }) => pixel)),
    stages: [
      { code: "dout", axes: stageAxes("n c oh ow", [N, C, OH, OW]), cells: dout },
      { code: "dout.transpose(0, 2, 3, 1)", axes: stageAxes("n oh ow c", [N, OH, OW, C]), cells: turned },
      { code: "dmax", axes: stageAxes(`${AXES.row} ${AXES.tap}`, [items.length, taps]), cells: dmax },
      {
        code: "dmax.reshape(dout.shape + (pool_size,))",
        axes: stageAxes(`n oh ow c ${AXES.tap}`, [N, OH, OW, C, taps]),
        cells: dmax,
      },
      { code: "dcol", axes: stageAxes(`${AXES.row} ${AXES.column}`, [rows, columns]), cells: dmax },
      { code: "dx", axes: stageAxes("n c h w", x.shape), cells: receivedBy(items, x.data.length) },
    ],
  };
}
