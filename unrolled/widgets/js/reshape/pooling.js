// How max pooling's gradients go back: every gradient has a number, its identity, and keeps it up to its pixel.
import { numbersOf } from "../shared/arrays.js";
import { argMax, range } from "../shared/numbers.js";
import { flatIndex, indicesOf, transposed } from "../shared/strides.js";
import { channelSources, columnOf, pixelAt, rowOf } from "../shared/unroll.js";
import { itemsByPixel, readingsOf, reshaping, stageAxes } from "./trace.js";
import { AXES, CODES } from "./words.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Sizes } from "../shared/unroll.js" */
/** @import { Item, Move, Stage, Trace } from "./trace.js" */

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

/** Window by window, each gradient on its own. @param {Item[]} items @param {number[]} turned @param {(item: number, k: number) => [from: number, to: number]} way @returns {Move[]} */
const sending = (items, turned, way) =>
  turned.map((item, k) => {
    const [from, to] = way(item, k);
    const { window, channel } = items[item];
    return { item, from, to, channel, turn: [window, k] };
  });

/** @param {Sizes} sizes @param {WireArray} x @returns {Trace} */
export function poolingTrace(sizes, x) {
  const { N, C, OH, OW, FH, FW, rows, columns } = sizes;
  const taps = FH * FW;
  const items = itemsOf(sizes, x, [N, C, OH, OW]);
  const dout = range(items.length);
  const turned = transposed(dout, [N, C, OH, OW], [0, 2, 3, 1]);
  const dmax = turned.flatMap((item) => range(taps).map((tap) => (tap === items[item].tap ? [item] : [])));
  /** Where a gradient stands in dmax, and in all that it becomes. @param {number} item @param {number} k */
  const inDmax = (item, k) => k * taps + items[item].tap;
  const asLines = reshaping(dmax, (k) => Math.floor((k % columns) / taps), [columns, taps]);
  const received = sending(items, turned, (item, k) => [inDmax(item, k), items[item].pixel ?? -1]);
  /** @type {Stage[]} */
  const stages = [
    {
      name: "dout",
      code: "dout",
      axes: stageAxes("n c oh ow", [N, C, OH, OW]),
      cells: dout.map((item) => [item]),
      moves: [],
    },
    {
      name: "turned",
      code: CODES.turned,
      axes: stageAxes("n oh ow c", [N, OH, OW, C]),
      cells: turned.map((item) => [item]),
      moves: sending(items, turned, (item, k) => [item, k]),
    },
    {
      name: "dmax",
      code: CODES.dmax,
      axes: stageAxes(`${AXES.row} ${AXES.tap}`, [items.length, taps]),
      cells: dmax,
      moves: sending(items, turned, (item, k) => [k, inDmax(item, k)]),
      isZeroed: true,
    },
    {
      name: "dmax",
      code: CODES.axes,
      axes: stageAxes(`n oh ow c ${AXES.tap}`, [N, OH, OW, C, taps]),
      cells: dmax,
      moves: asLines,
    },
    {
      name: "dcol",
      code: CODES.dcol,
      axes: stageAxes(`${AXES.row} ${AXES.column}`, [rows, columns]),
      cells: dmax,
      moves: asLines,
    },
    {
      name: "dx",
      code: CODES.dx,
      axes: stageAxes("n c h w", x.shape),
      cells: itemsByPixel(items, x.data.length),
      moves: received.filter(({ to }) => to >= 0),
      isZeroed: true,
    },
  ];
  const winners = new Set(items.map(({ pixel }) => pixel));
  return { items, taps, readings: readingsOf(sizes), winners, stages, first: 0 };
}
