// From the model's state to the layers that are drawn, and from what was typed back to the state.
import { filledWith, numeric, sameShape } from "../shared/arrays.js";
import { range } from "../shared/numbers.js";
import { axesOf, checkDrawable, slidingState } from "../shared/sliding.js";
import { product } from "../shared/strides.js";
import { MODE_LABEL } from "../shared/words.js";
import { compare, flippedLayer, gradientsAfter, layerSizes, makeLayer, swapped, weightLayer } from "./layer.js";
import { DRAWN, VIEWS } from "./words.js";

/** @import { NDArray, WireArray } from "../shared/arrays.js" */
/** @import { Sliding, Values } from "../shared/sliding.js" */
/** @import { Layer } from "./layer.js" */
/**
 * @typedef {Sliding & { x: WireArray, W: WireArray, b: WireArray | null, dout: WireArray,
 *   mode: "forward" | "backward" | "dW", flipped: boolean, channel: number, asks: boolean, matrices: boolean, max_cells: number }} ConvolutionState
 */
/** @typedef {"forward" | "backward" | "flipped" | "weights"} Kind */
/**
 * `layer` is the one that is drawn: the forward one, or that which makes dx or dW. `kind` says how it is drawn.
 * @typedef {{ kind: Kind, forward: Layer, layer: Layer, dout: NDArray }} Drawn
 */

const LAYER = ["x", "W", "b", "dout", "stride", "pad", "dilation"];
export const TRAITS = [...LAYER, "mode", "flipped", "channel", "matrices"];

// The labels and options of the last three follow from the layer.
export const CHOICES = [
  { name: "kind", label: MODE_LABEL, options: Object.entries(VIEWS) },
  ...["image", "made", "channel"].map((name) => ({ name, label: "", options: [] })),
];

/** @param {Pick<ConvolutionState, "mode" | "flipped">} state @returns {Kind} */
export function kindOf({ mode, flipped }) {
  if (mode === "dW") return "weights";
  return mode === "backward" && flipped ? "flipped" : mode;
}

/** What draws a kind, of the model's state. @param {Kind} kind */
export const stateOf = (kind) => ({
  mode: kind === "weights" ? "dW" : kind === "flipped" ? "backward" : kind,
  flipped: kind === "flipped",
});

const MOST = { channels: 3, rows: 16 }; // that are seen at once

/** The channels that are in sight: all of them, or where that would be too much the one that is chosen. @param {Layer} layer @param {number} channel */
export const channelsInSight = ({ sizes: { C, PH } }, channel) =>
  C <= MOST.channels && C * PH <= MOST.rows ? range(C) : [Math.min(channel, C - 1)];

/** @param {ConvolutionState} state @returns {Drawn} */
export function drawnLayer(state) {
  const [x, W, dout] = [numeric(state.x), numeric(state.W), numeric(state.dout)];
  const forward = makeLayer(x, W, state.b && numeric(state.b), axesOf(state, W.shape.slice(2)));
  const kind = kindOf(state);
  /** @type {Partial<Record<Kind, typeof flippedLayer>>} */
  const ways = { flipped: flippedLayer, weights: weightLayer };
  const layer = ways[kind]?.(forward, dout) ?? forward;
  return { kind, forward, layer, dout };
}

/** Is dx, or dW, made by a convolution, what comes of adding up windows? @param {Drawn} drawn */
export function compareGradients({ kind, forward, layer, dout }) {
  const { dx, dW } = gradientsAfter(forward, dout, dout.data.length);
  return compare(layer.out.data, kind === "flipped" ? dx.data : swapped(dW).data);
}

/** All that the grids' number, sizes and order follow from, as text. @param {Drawn} drawn */
export const gridsKey = ({ kind, layer: { x, W, b, axes } }) => JSON.stringify([kind, x.shape, W.shape, axes, !b]);

/**
 * What was typed, as the model's state; throws where that can't be drawn, before anything is computed.
 * @param {Values} values
 * @param {ConvolutionState} state
 */
export function changedState(values, { x, W, dout, max_cells }) {
  const sliding = slidingState(values);
  const { sizes, outShape } = layerSizes(x.shape, W.shape, axesOf(sliding, W.shape.slice(2)));
  checkDrawable(sizes, max_cells, DRAWN, product(outShape));
  return { ...sliding, dout: fittingDout(dout, outShape) };
}

/**
 * A gradient of another shape has no meaning any more: ones stand for the loss that is the sum of out.
 * @param {WireArray} dout
 * @param {number[]} shape
 */
const fittingDout = (dout, shape) => (sameShape(dout.shape, shape) ? dout : filledWith(shape, 1));
