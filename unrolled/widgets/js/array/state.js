// The array explorer's settings, and what they make of its state.
import { numbered } from "../shared/arrays.js";
import { indicesOf, product } from "../shared/strides.js";
import { viewOf } from "./view.js";
import { FIELD_LABELS, SHAPE_LEGEND, tooManyNumbers } from "./words.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Field, Values } from "../shared/sliding.js" */
/** @import { Index } from "./view.js" */
/** @typedef {{ x: WireArray, index: Index, axes: number[], max_cells: number }} ArrayState */

export const TRAITS = ["x", "index", "axes"];

const AXIS_NAMES = ["N", "C", "H", "W"];
const MOST = [4, 4, 8, 8];

/** @type {Field[]} */
export const FIELDS = AXIS_NAMES.map((name, axis) => ({
  name,
  label: FIELD_LABELS[axis],
  group: SHAPE_LEGEND,
  isFolded: true,
  least: 1,
  most: MOST[axis],
}));

// Every order of the four axes.
export const AXIS_ORDERS = indicesOf([4, 4, 4, 4]).filter((axes) => new Set(axes).size === 4);

/** @param {number[]} axes */
export const axisNames = (axes) => axes.map((axis) => AXIS_NAMES[axis]);

/** @param {number[]} shape @returns {Values} */
export const shapeValues = (shape) => Object.fromEntries(AXIS_NAMES.map((name, axis) => [name, [shape[axis]]]));

/**
 * What was typed, as the model's state: each number is its place. Throws where that can't be drawn.
 * @param {Values} values
 * @param {{ index: Index, max_cells: number }} state
 */
export function resizedState(values, { index, max_cells }) {
  const shape = AXIS_NAMES.map((name) => values[name][0]);
  const size = product(shape);
  if (size > max_cells) throw new RangeError(tooManyNumbers(max_cells, size));
  const inside = index.map((i, axis) => (i === null ? null : Math.min(i, shape[axis] - 1)));
  return { x: numbered(shape, 0), index: inside };
}

/**
 * Another order of the axes: the number at a place of memory is pointed at as before, though others are read before it.
 * @param {ArrayState} state
 * @param {number} place
 * @param {number[]} axes
 */
export const turnedState = ({ x, index }, place, axes) => ({
  axes,
  step: viewOf(x.shape, index, axes).chosen.indexOf(place),
});
