// How x becomes im2col's six axes, and these a matrix: every cell of the buffer has a number, its identity, and keeps it.
import { numbersOf } from "../shared/arrays.js";
import { range } from "../shared/numbers.js";
import { flatIndex, indicesOf, product, transposed } from "../shared/strides.js";
import { columnOf, pixelAt, rowOf, sourceOf } from "../shared/unroll.js";
import { itemsByPixel, paddedIndex, readingsOf, reshaping, stageAxes, turnAt } from "./trace.js";
import { AXES, CODES, gatherCode } from "./words.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Sizes } from "../shared/unroll.js" */
/** @import { Item, Move, Stage, Trace } from "./trace.js" */

const ORDER = [0, 4, 5, 1, 2, 3];

/** The buffer's items, and the place in the padded x of each. @param {Sizes} sizes @param {WireArray} x @param {number[]} shape the buffer's */
function gatherItems(sizes, x, shape) {
  const values = numbersOf(x);
  /** @type {Item[]} */
  const items = [];
  const places = indicesOf(shape).map(([n, c, fh, fw, oh, ow]) => {
    const [window, column] = [rowOf(sizes, [n, oh, ow]), columnOf(sizes, [c, fh, fw])];
    const padded = sourceOf(sizes, window, column);
    const at = pixelAt(sizes, padded);
    const pixel = at && flatIndex(at, x.shape);
    items.push({ window, column, channel: c, tap: fh * sizes.FW + fw, pixel, value: pixel === null ? 0 : values[pixel] });
    return paddedIndex(sizes, padded);
  });
  return { items, places };
}

/** Tap by tap, as the loop goes: a block from each channel. @param {Sizes} sizes @param {Item[]} items @param {number[]} places @returns {Move[]} */
const gathering = ({ C, columns, OH, OW }, items, places) =>
  places.map((from, k) => {
    const { tap, channel } = items[k];
    const image = Math.floor(k / (columns * OH * OW));
    return { item: k, from, to: k, channel, turn: [tap, image * C + channel] };
  });

/** Window by window, or less at a time where that is much. @param {Sizes} sizes @param {number[]} turned @returns {Move[]} */
const turning = ({ columns, FH, FW }, turned) =>
  turned.map((from, to) => ({
    item: from,
    from,
    to,
    channel: Math.floor((to % columns) / (FH * FW)),
    turn: turnAt(to, [columns, FH * FW, FW]),
  }));

/** @param {Sizes} sizes @param {WireArray} x @param {boolean} transpose @returns {Trace} */
export function im2colTrace(sizes, x, transpose) {
  const { N, C, H, W, FH, FW, OH, OW, PH, PW, rows, columns } = sizes;
  const shape = [N, C, FH, FW, OH, OW];
  const { items, places } = gatherItems(sizes, x, shape);
  const bufferAxes = stageAxes("n c fh fw oh ow", shape);
  const turnedAxes = stageAxes("n oh ow c fh fw", [N, OH, OW, C, FH, FW]);
  const buffer = range(product(shape));
  const turned = transpose ? transposed(buffer, shape, ORDER) : buffer;
  /** @param {number[]} list */
  const cells = (list) => list.map((item) => [item]);
  /** @type {Stage[]} */
  const stages = [
    { name: "x", code: "x", axes: stageAxes("n c h w", x.shape), cells: itemsByPixel(items, N * C * H * W), moves: [] },
    {
      name: "buffer",
      code: gatherCode(PH * PW > H * W),
      axes: bufferAxes,
      cells: cells(buffer),
      moves: gathering(sizes, items, places),
      block: { size: OH * OW, columns: OW },
    },
    {
      name: "six",
      code: transpose ? CODES.six : CODES.skipped,
      axes: transpose ? turnedAxes : bufferAxes,
      cells: cells(turned),
      moves: transpose ? turning(sizes, turned) : [],
    },
    {
      name: "col",
      code: CODES.col,
      axes: stageAxes(`${AXES.row} ${AXES.column}`, [rows, columns]),
      cells: cells(turned),
      moves: reshaping(cells(turned), (k) => Math.floor((k % columns) / (FH * FW)), [columns, FH * FW, FW]),
    },
  ];
  return { items, taps: FH * FW, readings: readingsOf(sizes), winners: new Set(), stages, first: 1 };
}
