// From the model's state to the layer that is drawn, and from what the reader typed back to the state.
import { flippedLayer, makeLayer } from "./convolution_layer.js";
import { product } from "./strides.js";
import { fullPads, fullPair, shortPads, shortPair } from "./pairs.js";

const BOTH = "one number, or height, width";
const PADS = `${BOTH}, or top, bottom, left, right`;
export const FIELDS = [
  { name: "stride", label: "Stride", group: "Sliding", least: 1, most: 12, lengths: [1, 2], hint: BOTH },
  { name: "pad", label: "Pad", group: "Sliding", least: 0, most: 6, lengths: [1, 2, 4], hint: PADS },
  { name: "dilation", label: "Dilation", group: "Sliding", least: 1, most: 12, lengths: [1, 2], hint: BOTH },
];
export const SYNCED = ["x", "W", "b", "dout", "stride", "pad", "dilation", "mode", "flipped"];

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

// What JSON cannot hold as a number travels as text: inf, nan, huge integers.
const toNumber = (value) => ({ inf: Infinity, "-inf": -Infinity })[value] ?? Number(value);
const toNumbers = (array) => array && { shape: array.shape, data: array.data.map(toNumber) };

const axesOf = ({ stride, pad, dilation }, [, , FH, FW]) => {
  const axis = (i, filter) => ({ filter, stride: stride[i], before: pad[i][0], after: pad[i][1], dilation: dilation[i] });
  return { height: axis(0, FH), width: axis(1, FW) };
};

export function layerOf(model) {
  const [x, W, b, dout] = ["x", "W", "b", "dout"].map((name) => toNumbers(model.get(name)));
  const [stride, pad, dilation] = ["stride", "pad", "dilation"].map((name) => model.get(name));
  const forward = makeLayer(x, W, b, axesOf({ stride, pad, dilation }, W.shape));
  const turned = model.get("mode") === "backward" && model.get("flipped");
  return { forward, dout, layer: turned ? flippedLayer(forward, dout) : forward };
}

export const settingsOf = (model) => ({
  stride: shortPair(model.get("stride")),
  pad: shortPads(model.get("pad")),
  dilation: shortPair(model.get("dilation")),
});

// What the reader typed, as the model's state; throws where it does not work together.
export function stateAfter(values, model) {
  const windows = { stride: fullPair(values.stride), pad: fullPads(values.pad), dilation: fullPair(values.dilation) };
  const [x, W] = [toNumbers(model.get("x")), toNumbers(model.get("W"))];
  const { out, col, sizes } = makeLayer(x, W, null, axesOf(windows, W.shape));
  const most = model.get("max_cells");
  const cells = Math.max(col.length, out.data.length, sizes.N * sizes.C * sizes.PH * sizes.PW);
  if (cells > most) throw new RangeError(`x, col and out must not need more than ${most} cells to draw, but need ${cells}`);
  const turned = model.get("mode") === "backward" && model.get("flipped");
  const step = Math.min(model.get("step"), (turned ? product(x.shape) : out.data.length) - 1);
  return { ...windows, step, dout: fittingDout(model.get("dout"), out.shape) };
}

// A gradient of another shape has no meaning any more: ones stand for the loss that is the sum of out.
const fittingDout = (dout, shape) => (String(dout.shape) === String(shape) ? dout : { shape, data: Array(product(shape)).fill(1) });
