// How im2col's six axes become a matrix: every cell of the buffer has a number, its identity, and keeps it.
import { numbersOf } from "../shared/arrays.js";
import { range } from "../shared/numbers.js";
import { flatIndex, indicesOf, product, transposed } from "../shared/strides.js";
import { columnOf, pixelOf, rowOf } from "../shared/unroll.js";
import { stageAxes } from "./trace.js";
import { AXES, TRANSPOSE_SKIPPED } from "./words.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Sizes } from "../shared/unroll.js" */
/** @import { Item, Trace } from "./trace.js" */

const ORDER = [0, 4, 5, 1, 2, 3];

/** @param {Sizes} sizes @param {WireArray} x @param {number[]} shape the buffer's @returns {Item[]} */
function itemsOf(sizes, x, shape) {
  const values = numbersOf(x);
  return indicesOf(shape).map(([n, c, fh, fw, oh, ow]) => {
    const [window, column] = [rowOf(sizes, [n, oh, ow]), columnOf(sizes, [c, fh, fw])];
    const at = pixelOf(sizes, window, column);
    const pixel = at && flatIndex(at, x.shape);
    return { window, column, channel: c, tap: fh * sizes.FW + fw, pixel, value: pixel === null ? 0 : values[pixel] };
  });
}

/** @param {Sizes} sizes @param {WireArray} x @param {boolean} transpose @returns {Trace} */
export function im2colTrace(sizes, x, transpose) {
  const { N, C, FH, FW, OH, OW, rows, columns } = sizes;
  const shape = [N, C, FH, FW, OH, OW];
  const bufferAxes = stageAxes("n c fh fw oh ow", shape);
  const turnedAxes = stageAxes("n oh ow c fh fw", [N, OH, OW, C, FH, FW]);
  const buffer = range(product(shape)).map((item) => [item]);
  const turned = transpose ? transposed(buffer, shape, ORDER) : buffer;
  const turning = transpose ? `.transpose(${ORDER.join(", ")})` : TRANSPOSE_SKIPPED;
  return {
    items: itemsOf(sizes, x, shape),
    winners: new Set(),
    stages: [
      { code: "buffer", axes: bufferAxes, cells: buffer },
      { code: turning, axes: transpose ? turnedAxes : bufferAxes, cells: turned },
      { code: ".reshape(N*OH*OW, -1)", axes: stageAxes(`${AXES.row} ${AXES.column}`, [rows, columns]), cells: turned },
    ],
  };
}
