// A widget's settings where images are given by their sizes: fields, and a model's state as sizes and back.
import { range } from "./dom.js";
import { SLIDING, axesOf, fullPairs, refuseLarge, shownPairs } from "./sliding.js";
import { product } from "./strides.js";
import { unrolled } from "./unroll.js";

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

export const slidingSizes = (get, kind) => unrolled(get("x").shape, axesOf(get, [get(`${kind}_h`), get(`${kind}_w`)]));

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

// What the reader typed, as the model's state, where the matrix can be drawn too.
export function unrolledState(values, get, names, first) {
  const state = slidingState(values, get, "filter", first);
  refuseLarge(slidingSizes((name) => state[name], "filter"), get("max_cells"), names);
  return state;
}
