// How im2col's six axes become a matrix: every cell of the buffer has a number, its identity, and keeps it.
import { range } from "../shared/dom.js";
import { indexAt, offsetAt, product, strides, transposed } from "../shared/strides.js";
import { numbersOf } from "../shared/sliding.js";
import { pixel, source } from "../shared/unroll.js";

const ORDER = [0, 4, 5, 1, 2, 3];

// An item is what travels: its value, its window (the row where it belongs), its column there, and its pixel's place.
function itemsOf(sizes, x, shape) {
  const values = numbersOf(x);
  return range(product(shape)).map((k) => {
    const [n, c, fh, fw, oh, ow] = indexAt(k, shape);
    const window = (n * sizes.OH + oh) * sizes.OW + ow;
    const column = (c * sizes.FH + fh) * sizes.FW + fw;
    const at = pixel(sizes, source(sizes, window, column));
    const place = at && offsetAt(at, strides(x.shape));
    return { window, column, pixel: place, value: at ? values[place] : 0 };
  });
}

function traceAxes({ N, C, FH, FW, OH, OW }, transpose) {
  const [n, c] = [{ name: "n", size: N }, { name: "c", size: C, across: true }];
  const filter = [{ name: "fh", size: FH }, { name: "fw", size: FW, across: true }];
  const output = [{ name: "oh", size: OH }, { name: "ow", size: OW, across: true }];
  return transpose ? [n, ...output, c, ...filter] : [n, c, ...filter, ...output];
}

// The stages are {code, axes, cells}: each cell is the list of items that it holds, in reading order.
export function im2colTrace(sizes, x, transpose) {
  const shape = [sizes.N, sizes.C, sizes.FH, sizes.FW, sizes.OH, sizes.OW];
  const buffer = range(product(shape)).map((item) => [item]);
  const turned = transpose ? transposed(buffer, shape, ORDER) : buffer;
  const matrix = [{ name: "row", size: sizes.rows }, { name: "column", size: sizes.columns }];
  return {
    items: itemsOf(sizes, x, shape),
    winners: new Set(),
    stages: [
      { code: "buffer", axes: traceAxes(sizes, false), cells: buffer },
      { code: transpose ? `.transpose(${ORDER.join(", ")})` : "transpose skipped", axes: traceAxes(sizes, transpose), cells: turned },
      { code: ".reshape(N*OH*OW, -1)", axes: matrix, cells: turned },
    ],
  };
}
