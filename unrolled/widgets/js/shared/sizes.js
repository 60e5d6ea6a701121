// The settings of a widget whose images are given by their sizes: its fields, and its state as values and back.
import { numbered, sameShape } from "./arrays.js";
import { axesOf, checkDrawable, SLIDING_FIELDS, slidingState, slidingValues } from "./sliding.js";
import { im2colSizes } from "./unroll.js";
import { C_LABEL, H_LABEL, heightLabel, IMAGES_LABEL, N_LABEL, W_LABEL, widthLabel } from "./words.js";

/** @import { WireArray } from "./arrays.js" */
/** @import { Field, Sliding, Values } from "./sliding.js" */
/** @typedef {"filter" | "pool"} Kind as in the names of the model's traits: filter_h, filter_w, or pool_h, pool_w */
/** @typedef {{ x: WireArray, ceil_mode?: boolean } & Sliding & Record<string, any>} ImageState */

/**
 * @param {Kind} kind
 * @param {string} legend what the window is called
 * @param {number} [images] how many there may be
 * @returns {Field[]}
 */
export const imageFields = (kind, legend, images = 3) => [
  { name: "N", label: N_LABEL, group: IMAGES_LABEL, isFolded: true, least: 1, most: images },
  { name: "C", label: C_LABEL, group: IMAGES_LABEL, isFolded: true, least: 1, most: 3 },
  { name: "H", label: H_LABEL, group: IMAGES_LABEL, isFolded: true, least: 1, most: 12 },
  { name: "W", label: W_LABEL, group: IMAGES_LABEL, isFolded: true, least: 1, most: 12 },
  { name: `${kind}_h`, label: heightLabel(legend), group: legend, least: 1, most: 12 },
  { name: `${kind}_w`, label: widthLabel(legend), group: legend, least: 1, most: 12 },
  ...SLIDING_FIELDS,
];

/** @param {ImageState} state @param {Kind} kind */
export const imageSizes = (state, kind) =>
  im2colSizes(state.x.shape, axesOf(state, [state[`${kind}_h`], state[`${kind}_w`]]));

/** The model's state as the fields show it. @param {ImageState} state @param {Kind} kind @returns {Values} */
export function imageValues(state, kind) {
  const [N, C, H, W] = state.x.shape.map((size) => [size]);
  const filter = { [`${kind}_h`]: [state[`${kind}_h`]], [`${kind}_w`]: [state[`${kind}_w`]] };
  return { N, C, H, W, ...filter, ...slidingValues(state) };
}

/**
 * What was typed, as the model's state; images of another shape are numbered from `first`.
 * @param {Values} values
 * @param {WireArray} x the images so far
 * @param {Kind} kind
 * @param {number} [first]
 * @returns {ImageState}
 */
export function imageState(values, x, kind, first = 1) {
  const shape = ["N", "C", "H", "W"].map((name) => values[name][0]);
  const filter = { [`${kind}_h`]: values[`${kind}_h`][0], [`${kind}_w`]: values[`${kind}_w`][0] };
  return { x: sameShape(shape, x.shape) ? x : numbered(shape, first), ...filter, ...slidingState(values) };
}

/**
 * What was typed, as the state of a widget with a column matrix; throws where that can't be drawn.
 * @param {Values} values
 * @param {{ x: WireArray, max_cells: number }} state
 * @param {string} names the arrays that are drawn
 * @param {number} [first]
 */
export function im2colState(values, { x, max_cells }, names, first) {
  const state = imageState(values, x, "filter", first);
  checkDrawable(imageSizes(state, "filter"), max_cells, names);
  return state;
}
