// A convolution layer's numbers, forward and backward, as cnnlib computes them.
import { range } from "../shared/dom.js";
import { indexAt, offsetAt, product, strides } from "../shared/strides.js";
import { pixel, source, unrolled } from "../shared/unroll.js";
import { span } from "../shared/windows.js";

// Arrays are {shape, data}, in reading order.
export const flat = (shape, place) => offsetAt(place, strides(shape));
export const pick = ({ shape, data }, place) => data[flat(shape, place)];
export const sumOf = (numbers) => numbers.reduce((a, b) => a + b, 0);
const filled = (shape, read) => ({ shape, data: range(product(shape)).map((k) => read(indexAt(k, shape))) });

// The row of col and the column of col_W that make output number `step`.
export function meeting({ sizes: { OH, OW }, out }, step) {
  const [n, f, oh, ow] = indexAt(step, out.shape);
  return { n, f, oh, ow, row: (n * OH + oh) * OW + ow };
}

export const products = ({ sizes: { columns }, col, W }, row, f) =>
  range(columns).map((k) => col[row * columns + k] * W.data[f * columns + k]);

export function makeLayer(x, W, b, axes) {
  const sizes = unrolled(x.shape, axes);
  const { rows, columns } = sizes;
  // The pixel's number in x that each cell of col is copied from, or -1 where that is padding.
  const pixels = range(rows * columns).map((cell) => {
    const at = pixel(sizes, source(sizes, Math.floor(cell / columns), cell % columns));
    return at ? flat(x.shape, at) : -1;
  });
  const col = pixels.map((at) => (at < 0 ? 0 : x.data[at]));
  const layer = { x, W, b, axes, sizes, pixels, col, out: { shape: [sizes.N, W.shape[0], sizes.OH, sizes.OW] } };
  layer.out.data = range(product(layer.out.shape)).map((step) => {
    const { row, f } = meeting(layer, step);
    return sumOf(products(layer, row, f)) + (b ? b.data[f] : 0);
  });
  return layer;
}

// What the first `steps` numbers of dout have given to the gradients.
export function received(layer, dout, steps) {
  const { x, W, col, pixels, sizes: { columns } } = layer;
  const [dx, dW, db] = [x.data, W.data, range(W.shape[0])].map((numbers) => numbers.map(() => 0));
  for (let step = 0; step < steps; step += 1) {
    const [{ row, f }, d] = [meeting(layer, step), dout.data[step]];
    db[f] += d;
    for (let k = 0; k < columns; k += 1) {
      const cell = row * columns + k;
      dW[f * columns + k] += d * col[cell];
      if (pixels[cell] >= 0) dx[pixels[cell]] += d * W.data[f * columns + k];
    }
  }
  return { dx: { shape: x.shape, data: dx }, dW: { shape: W.shape, data: dW }, db: { shape: [db.length], data: db } };
}

// dx once more, another way: dout, with stride - 1 zeros between its numbers and zeros all around,
// convolved with the filters turned by half a turn. This layer's `out` is dx.
export function flippedLayer({ x, W, axes, out }, dout) {
  const [[FN, C, FH, FW], [N, , OH, OW]] = [W.shape, out.shape];
  const { height, width } = axes;
  const spread = (axis, places) => (places - 1) * axis.stride + 1;
  const whole = [N, FN, spread(height, OH), spread(width, OW)];
  const turned = (axis, size, long) => {
    const before = span(axis) - 1 - axis.before;
    const after = size + span(axis) - 1 - long - before;
    return { filter: axis.filter, stride: 1, dilation: axis.dilation, before, after };
  };
  const between = filled(whole, ([n, f, h, w]) => {
    if (h % height.stride || w % width.stride) return 0;
    return pick(dout, [n, f, h / height.stride, w / width.stride]);
  });
  const flipped = filled([C, FN, FH, FW], ([c, f, i, j]) => pick(W, [f, c, FH - 1 - i, FW - 1 - j]));
  const [H, across] = x.shape.slice(2);
  return makeLayer(between, flipped, null, { height: turned(height, H, whole[2]), width: turned(width, across, whole[3]) });
}
