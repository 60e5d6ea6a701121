// The settings of windows that slide over images: their fields, and a model's state as sizes and back.
import { fullPads, fullPair, shortPads, shortPair } from "./pairs.js";
import { range } from "./dom.js";
import { product } from "./strides.js";
import { unrolled } from "./unroll.js";

const BOTH = "one number, or height, width";
export const SLIDING = [
  { name: "stride", label: "Stride", group: "Sliding", least: 1, most: 12, lengths: [1, 2], hint: BOTH },
  { name: "pad", label: "Pad", group: "Sliding", least: 0, most: 6, lengths: [1, 2, 4], hint: `${BOTH}, or top, bottom, left, right` },
  { name: "dilation", label: "Dilation", group: "Sliding", least: 1, most: 12, lengths: [1, 2], hint: BOTH },
];

// `kind` is "filter" or "pool", as in the names of the model's traits.
export const slidingFields = (kind, legend, images = 3) => [
  { name: "N", label: "Images N", group: "Images", least: 1, most: images },
  { name: "C", label: "Channels C", group: "Images", least: 1, most: 3 },
  { name: "H", label: "Height H", group: "Images", least: 1, most: 12 },
  { name: "W", label: "Width W", group: "Images", least: 1, most: 12 },
  { name: `${kind}_h`, label: `${legend} height`, group: legend, least: 1, most: 12 },
  { name: `${kind}_w`, label: `${legend} width`, group: legend, least: 1, most: 12 },
  ...SLIDING,
];

export function axesOf(get, filters) {
  const [stride, pad, dilation] = ["stride", "pad", "dilation"].map(get);
  const [height, width] = filters.map((filter, i) => {
    const [before, after] = pad[i];
    return { filter, stride: stride[i], before, after, dilation: dilation[i], ceil_mode: get("ceil_mode") };
  });
  return { height, width };
}

export const slidingSizes = (get, kind) => unrolled(get("x").shape, axesOf(get, [get(`${kind}_h`), get(`${kind}_w`)]));

export const shownPairs = (get) => ({
  stride: shortPair(get("stride")),
  pad: shortPads(get("pad")),
  dilation: shortPair(get("dilation")),
});
export const fullPairs = ({ stride, pad, dilation }) => ({
  stride: fullPair(stride),
  pad: fullPads(pad),
  dilation: fullPair(dilation),
});

// The model's state as the fields show it.
export function slidingShown(get, kind) {
  const one = [`${kind}_h`, `${kind}_w`].map((name) => [name, [get(name)]]);
  const images = get("x").shape.map((size, i) => ["NCHW"[i], [size]]);
  return { ...Object.fromEntries([...images, ...one]), ...shownPairs(get) };
}

// What the reader typed, as the model's state; images of another shape are numbered from `first`.
export function slidingState(values, get, kind, first = 1) {
  const shape = ["N", "C", "H", "W"].map((name) => values[name][0]);
  const same = String(shape) === String(get("x").shape);
  const x = same ? get("x") : { shape, data: range(product(shape)).map((i) => i + first) };
  return { x, [`${kind}_h`]: values[`${kind}_h`][0], [`${kind}_w`]: values[`${kind}_w`][0], ...fullPairs(values) };
}

// Throws where the images or the matrix would have too many cells to draw; `names` says which arrays those are.
export function refuseLarge({ rows, columns, N, C, PH, PW }, most, names, more = 0) {
  const cells = Math.max(rows * columns, N * C * PH * PW, more);
  if (cells > most) throw new RangeError(`${names} must not need more than ${most} cells to draw, but need ${cells}`);
}

// What the reader typed, as the model's state, where the matrix can be drawn too.
export function unrolledState(values, get, names, first) {
  const state = slidingState(values, get, "filter", first);
  refuseLarge(slidingSizes((name) => state[name], "filter"), get("max_cells"), names);
  return state;
}

// Numbers arrive as numbers, or as text where JSON has none for them.
const SPECIAL = { inf: Infinity, "-inf": -Infinity, nan: NaN };
export const numbersOf = ({ data }) => data.map((value) => SPECIAL[value] ?? Number(value));
