// The settings of windows that slide over images: their fields, and a model's state as sizes and back.
import { fullPads, fullPair, shortPads, shortPair } from "./pairs.js";
import { range } from "./dom.js";
import { unrolled } from "./unroll.js";

const EITHER = "one number, or height, width";

// `kind` is "filter" or "pool", as in the names of the model's traits.
export const slidingFields = (kind, legend) => [
  { name: "N", label: "Images N", group: "Images", least: 1, most: 3 },
  { name: "C", label: "Channels C", group: "Images", least: 1, most: 3 },
  { name: "H", label: "Height H", group: "Images", least: 1, most: 12 },
  { name: "W", label: "Width W", group: "Images", least: 1, most: 12 },
  { name: `${kind}_h`, label: `${legend} height`, group: legend, least: 1, most: 12 },
  { name: `${kind}_w`, label: `${legend} width`, group: legend, least: 1, most: 12 },
  { name: "stride", label: "Stride", group: "Sliding", least: 1, most: 12, lengths: [1, 2], hint: EITHER },
  { name: "pad", label: "Pad", group: "Sliding", least: 0, most: 6, lengths: [1, 2, 4], hint: `${EITHER}, or top, bottom, left, right` },
  { name: "dilation", label: "Dilation", group: "Sliding", least: 1, most: 12, lengths: [1, 2], hint: EITHER },
];

export function slidingSizes(get, kind) {
  const [stride, pad, dilation] = ["stride", "pad", "dilation"].map(get);
  const axis = (i, filter) => ({
    filter,
    stride: stride[i],
    before: pad[i][0],
    after: pad[i][1],
    dilation: dilation[i],
    ceil_mode: get("ceil_mode"),
  });
  return unrolled(get("x").shape, { height: axis(0, get(`${kind}_h`)), width: axis(1, get(`${kind}_w`)) });
}

// The model's state as the fields show it.
export function slidingShown(get, kind) {
  const one = [`${kind}_h`, `${kind}_w`].map((name) => [name, [get(name)]]);
  const images = get("x").shape.map((size, i) => ["NCHW"[i], [size]]);
  const pairs = ["stride", "dilation"].map((name) => [name, shortPair(get(name))]);
  return Object.fromEntries([...images, ...one, ...pairs, ["pad", shortPads(get("pad"))]]);
}

// What the reader typed, as the model's state; images of another shape are numbered from 1.
export function slidingState(values, get, kind) {
  const shape = [values.N[0], values.C[0], values.H[0], values.W[0]];
  const same = shape.every((size, i) => size === get("x").shape[i]);
  const x = same ? get("x") : { shape, data: range(shape.reduce((a, b) => a * b)).map((i) => i + 1) };
  const [stride, dilation, pad] = [fullPair(values.stride), fullPair(values.dilation), fullPads(values.pad)];
  return { x, [`${kind}_h`]: values[`${kind}_h`][0], [`${kind}_w`]: values[`${kind}_w`][0], stride, pad, dilation };
}

// Numbers arrive as numbers, or as text where JSON has none for them.
const SPECIAL = { inf: Infinity, "-inf": -Infinity, nan: NaN };
export const numbersOf = ({ data }) => data.map((value) => SPECIAL[value] ?? Number(value));
