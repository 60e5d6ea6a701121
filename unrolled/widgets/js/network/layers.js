// The layers of a network for one image, forward and backward, in float64, as cnnlib computes them.
import { range } from "../shared/numbers.js";
import { product } from "../shared/strides.js";
import { count, position } from "../shared/windows.js";

/** @import { Axes } from "../shared/unroll.js" */
/** Numbers in reading order. @typedef {{ shape: number[], data: Float64Array }} Numbers */
/** W and, if there is one, b; or their gradients. @typedef {Record<string, Numbers>} Parameters */
/** What Python tells of a layer. @typedef {{ name: string, kind: string, axes?: Axes, parameters: Parameters }} Spec */
/**
 * `taps` says for each window's place and tap which number of a channel is read there, or -1 where it is padding.
 * `back`: another way back than its kind's.
 * @typedef {Spec & { from: number[], shape: number[], taps: number[][], back?: Kind["backward"] }} Layer
 */
/**
 * `of` makes what a layer is for an input of this shape; forward and backward are cnnlib's. backward adds to `grown`; what
 * a convolution gives back is folded by `fold`.
 * @typedef {{ of: (spec: Spec, from: number[]) => { shape: number[], taps: number[][] },
 *   forward: (layer: Layer, x: Float64Array) => Float64Array,
 *   backward: (layer: Layer, x: Float64Array, dout: Float64Array, grown: Parameters, fold?: typeof col2im) => Float64Array }} Kind
 */

/** @param {number[]} shape @returns {Numbers} */
export const zeros = (shape) => ({ shape, data: new Float64Array(product(shape)) });

/** What each tap of each place reads of a channel of H by W. @param {Axes} axes @param {number[]} size */
export function tapsOf({ height, width }, [H, W]) {
  const at = (/** @type {number[]} */ [oh, ow], /** @type {number} */ fh, /** @type {number} */ fw) => {
    const [h, w] = [position(height, oh, fh) - height.before, position(width, ow, fw) - width.before];
    return h < 0 || h >= H || w < 0 || w >= W ? -1 : h * W + w;
  };
  const places = range(count(height, H)).flatMap((oh) => range(count(width, W)).map((ow) => [oh, ow]));
  return places.map((place) => range(height.filter).flatMap((fh) => range(width.filter).map((fw) => at(place, fh, fw))));
}

/** @param {Spec} spec @param {number[]} from */
function windowed({ axes, parameters }, [C, H, W]) {
  const { height, width } = /** @type {Axes} */ (axes);
  const channels = parameters.W ? parameters.W.shape[0] : C;
  return { shape: [channels, count(height, H), count(width, W)], taps: tapsOf({ height, width }, [H, W]) };
}

/** Each window as a row of numbers, padding as 0. @param {Layer} layer @param {Float64Array} x */
function im2col({ from: [C, H, W], taps }, x) {
  const size = taps[0].length;
  const col = new Float64Array(taps.length * C * size);
  let at = 0;
  for (const reads of taps)
    for (let c = 0; c < C; c += 1)
      for (let k = 0; k < size; k += 1, at += 1) if (reads[k] >= 0) col[at] = x[c * H * W + reads[k]];
  return col;
}

/** Adds each number of a row back to the one that it was read from. @param {Layer} layer @param {Float64Array} dcol */
export function col2im({ from: [C, H, W], taps }, dcol) {
  const size = taps[0].length;
  const dx = new Float64Array(C * H * W);
  let at = 0;
  for (const reads of taps)
    for (let c = 0; c < C; c += 1)
      for (let k = 0; k < size; k += 1, at += 1) if (reads[k] >= 0) dx[c * H * W + reads[k]] += dcol[at];
  return dx;
}

/** What is not 0 in a row of col, and where: padding is, and behind a ReLU more than half. @param {number} size */
const makeRow = (size) => ({ values: new Float64Array(size), taps: new Int32Array(size), count: 0 });

/** @param {ReturnType<typeof makeRow>} row @param {Float64Array} col @param {number} start */
function fillRow(row, col, start) {
  row.count = 0;
  for (let k = 0; k < row.values.length; k += 1) {
    const value = col[start + k];
    if (value === 0) continue;
    row.values[row.count] = value;
    row.taps[row.count] = k;
    row.count += 1;
  }
}

/**
 * A row's sums with four filters from the f-th on. Four at once take less than half the time of one by one; what there are
 * fewer of falls beyond the end of `out`, and is not written.
 * @param {ReturnType<typeof makeRow>} row
 * @param {{ W: Float64Array, b: Float64Array | undefined, out: Float64Array, places: number }} layer
 * @param {number} f
 * @param {number} place
 */
function sumFour({ values, taps, count }, { W, b, out, places }, f, place) {
  const size = values.length;
  let [one, two, three, four] = b ? [b[f], b[f + 1], b[f + 2], b[f + 3]] : [0, 0, 0, 0];
  for (let j = 0; j < count; j += 1) {
    const value = values[j];
    const w = f * size + taps[j];
    one += value * W[w];
    two += value * W[w + size];
    three += value * W[w + 2 * size];
    four += value * W[w + 3 * size];
  }
  const at = f * places + place;
  out[at] = one;
  out[at + places] = two;
  out[at + 2 * places] = three;
  out[at + 3 * places] = four;
}

/** Where the first of the largest numbers that a window reads stands. @param {ArrayLike<number>} channel @param {number[]} reads */
export function winnerOf(channel, reads) {
  let best = -1;
  for (const at of reads) if (at >= 0 && (best < 0 || channel[at] > channel[best])) best = at;
  return best;
}

/** @type {Record<string, Kind>} */
export const KINDS = {
  convolution: {
    of: windowed,
    forward(layer, x) {
      const { W, b } = layer.parameters;
      const [places, FN, col] = [layer.taps.length, layer.shape[0], im2col(layer, x)];
      const size = col.length / places;
      const [out, row] = [new Float64Array(FN * places), makeRow(size)];
      const made = { W: W.data, b: b?.data, out, places };
      for (let place = 0; place < places; place += 1) {
        fillRow(row, col, place * size);
        for (let f = 0; f < FN; f += 4) sumFour(row, made, f, place);
      }
      return out;
    },
    backward(layer, x, dout, grown, fold = col2im) {
      const { W } = layer.parameters;
      const [places, FN, col] = [layer.taps.length, layer.shape[0], im2col(layer, x)];
      const size = col.length / places;
      const dcol = new Float64Array(col.length);
      for (let f = 0; f < FN; f += 1) {
        const [filter, dfilter] = [W, grown.W].map(({ data }) => data.subarray(f * size, (f + 1) * size));
        for (let place = 0; place < places; place += 1) {
          const given = dout[f * places + place];
          if (given === 0) continue; // behind a pooling most are
          for (let k = 0, at = place * size; k < size; k += 1, at += 1) {
            dcol[at] += given * filter[k];
            dfilter[k] += given * col[at];
          }
          if (grown.b) grown.b.data[f] += given;
        }
      }
      return fold(layer, dcol);
    },
  },
  relu: {
    of: (_, shape) => ({ shape, taps: [] }),
    // A loop: the same by `map` takes several times as long.
    forward(_, x) {
      const out = new Float64Array(x.length);
      for (let i = 0; i < x.length; i += 1) out[i] = Math.max(0, x[i]);
      return out;
    },
    backward(_, x, dout) {
      const dx = new Float64Array(x.length);
      for (let i = 0; i < x.length; i += 1) if (x[i] > 0) dx[i] = dout[i];
      return dx;
    },
  },
  pooling: {
    of: windowed,
    forward({ from: [C, H, W], taps }, x) {
      const out = new Float64Array(C * taps.length);
      for (let c = 0; c < C; c += 1) {
        const channel = x.subarray(c * H * W, (c + 1) * H * W);
        for (let place = 0; place < taps.length; place += 1)
          out[c * taps.length + place] = channel[winnerOf(channel, taps[place])] ?? -Infinity;
      }
      return out;
    },
    backward({ from: [C, H, W], taps }, x, dout) {
      const dx = new Float64Array(x.length);
      for (let c = 0; c < C; c += 1) {
        const channel = x.subarray(c * H * W, (c + 1) * H * W);
        taps.forEach((reads, place) => {
          const at = winnerOf(channel, reads);
          if (at >= 0) dx[c * H * W + at] += dout[c * taps.length + place];
        });
      }
      return dx;
    },
  },
  affine: {
    of: ({ parameters }) => ({ shape: [parameters.W.shape[1]], taps: [] }),
    forward({ parameters: { W, b }, shape: [M] }, x) {
      const out = b ? b.data.slice() : new Float64Array(M);
      for (let d = 0, at = 0; d < x.length; d += 1) {
        const value = x[d];
        for (let m = 0; m < M; m += 1, at += 1) out[m] += value * W.data[at];
      }
      return out;
    },
    backward({ parameters: { W }, shape: [M] }, x, dout, grown) {
      const dx = new Float64Array(x.length);
      for (let d = 0; d < x.length; d += 1)
        for (let m = 0; m < M; m += 1) {
          dx[d] += dout[m] * W.data[d * M + m];
          grown.W.data[d * M + m] += dout[m] * x[d];
        }
      if (grown.b) for (let m = 0; m < M; m += 1) grown.b.data[m] += dout[m];
      return dx;
    },
  },
};

/**
 * The loss of one image's scores: -log of the probability that its label got; and its gradient with respect to the scores.
 * @param {Float64Array} scores
 * @param {number} label
 */
export function softmaxWithLoss(scores, label) {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((all, power) => all + power, 0);
  const probabilities = powers.map((power) => power / total);
  const loss = Math.log(total) - (scores[label] - most);
  return { loss, probabilities, gradient: probabilities.map((p, k) => p - (k === label ? 1 : 0)) };
}
