// From the model's state to the layer that is drawn, and from what the reader typed back to the state.
import { flippedLayer, makeLayer } from "./layer.js";
import { axesOf, fullPairs, numbersOf, refuseLarge } from "../shared/sliding.js";
import { product } from "../shared/strides.js";

export const TRAITS = ["x", "W", "b", "dout", "stride", "pad", "dilation", "mode", "flipped", "channel"];

// Which arrays take which part in a product, and which of their numbers a cell shows.
export const FORWARD = {
  says: "The window times the filter, number by number; all added up, plus `b`.",
  x: "x",
  out: "out",
  colours: ["image", "output"],
  filterTitle: (f, c) => `W[${f}, ${c}]`,
  xAt: (place) => place,
  WAt: (place) => place,
};

export const flippedRoles = ({ axes: { height, width }, W: { shape } }) => ({
  says: "`dx` is a convolution too: of `dout`, with zeros all around, and the filter turned by half a turn.",
  x: "dout",
  out: "dx",
  colours: ["gradient", "gradient"],
  filterTitle: (c, f) => `W[${f}, ${c}] turned`,
  xAt: ([n, f, h, w]) => (h % height.stride || w % width.stride ? null : [n, f, h / height.stride, w / width.stride]),
  WAt: ([c, f, i, j]) => [f, c, shape[2] - 1 - i, shape[3] - 1 - j],
});

const arrayOf = (array) => array && { shape: array.shape, data: numbersOf(array) };
const isTurned = (model) => model.get("mode") === "backward" && model.get("flipped");

export function layerOf(model) {
  const [x, W, b, dout] = ["x", "W", "b", "dout"].map((name) => arrayOf(model.get(name)));
  const forward = makeLayer(x, W, b, axesOf((name) => model.get(name), W.shape.slice(2)));
  return { forward, dout, layer: isTurned(model) ? flippedLayer(forward, dout) : forward };
}

// What the reader typed, as the model's state; throws where it does not work together.
export function stateAfter(values, model) {
  const windows = fullPairs(values);
  const [x, W] = [arrayOf(model.get("x")), arrayOf(model.get("W"))];
  const { out, sizes } = makeLayer(x, W, null, axesOf((name) => windows[name], W.shape.slice(2)));
  refuseLarge(sizes, model.get("max_cells"), "x, col and out", out.data.length);
  return { ...windows, dout: fittingDout(model.get("dout"), out.shape) };
}

// A gradient of another shape has no meaning any more: ones stand for the loss that is the sum of out.
const fittingDout = (dout, shape) => (String(dout.shape) === String(shape) ? dout : { shape, data: Array(product(shape)).fill(1) });
