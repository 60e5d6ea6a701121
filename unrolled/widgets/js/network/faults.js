// Three ways to get dx wrong, which no accuracy shows: each replaces a layer's way back; forward, dW and db stay right.
import { col2im, KINDS } from "./layers.js";

/** @import { Chain } from "./chain.js" */
/** @import { Layer, Parameters } from "./layers.js" */
/** @typedef {(layer: Layer, x: Float64Array, dout: Float64Array, grown: Parameters) => Float64Array} Back */

/** col2im with = where += belongs: of a number's copies, the one under the window's last tap wipes out the others. @type {typeof col2im} */
function assigned({ from: [C, H, W], taps }, dcol) {
  const size = taps[0].length;
  const dx = new Float64Array(C * H * W);
  for (let k = 0; k < size; k += 1)
    taps.forEach((reads, place) => {
      for (let c = 0; c < C; c += 1) if (reads[k] >= 0) dx[c * H * W + reads[k]] = dcol[(place * C + c) * size + k];
    });
  return dx;
}

/** Every map of dx turned by half a turn. @type {typeof col2im} */
function turned(layer, dcol) {
  const [, H, W] = layer.from;
  const dx = col2im(layer, dcol);
  for (let at = 0; at < dx.length; at += H * W) dx.subarray(at, at + H * W).reverse();
  return dx;
}

/** Every largest number of a window gets the window's gradient, where the first alone should. @type {Back} */
function tiesRewarded({ from: [C, H, W], taps }, x, dout) {
  const dx = new Float64Array(x.length);
  for (let c = 0; c < C; c += 1)
    taps.forEach((reads, place) => {
      const window = reads.filter((at) => at >= 0).map((at) => c * H * W + at);
      const most = Math.max(...window.map((at) => x[at]));
      for (const at of window) if (x[at] === most) dx[at] += dout[c * taps.length + place];
    });
  return dx;
}

/** @type {Record<string, { kind: string, back: Back }>} */
const FAULTS = {
  assigned: {
    kind: "convolution",
    back: (layer, x, dout, grown) => KINDS.convolution.backward(layer, x, dout, grown, assigned),
  },
  turned: {
    kind: "convolution",
    back: (layer, x, dout, grown) => KINDS.convolution.backward(layer, x, dout, grown, turned),
  },
  ties: { kind: "pooling", back: tiesRewarded },
};
export const NAMES = ["none", ...Object.keys(FAULTS)];

/** The chain with a fault in each layer that can have it. @param {Chain} chain @param {string} name @returns {Chain} */
export function withFault(chain, name) {
  const fault = FAULTS[name];
  if (!fault) return chain;
  const layers = chain.layers.map((layer) => (layer.kind === fault.kind ? { ...layer, back: fault.back } : layer));
  return { ...chain, layers };
}

/** Whether each fault reaches a parameter: a convolution and a pooling must stand behind a layer that learns. @param {Chain} chain */
export function canBreak({ layers }) {
  const first = layers.findIndex(({ parameters }) => parameters.W);
  const kinds = layers.slice(first + 1).map(({ kind }) => kind);
  return ["convolution", "pooling"].every((kind) => kinds.includes(kind));
}
