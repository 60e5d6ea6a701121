// What the array explorer says: the expression, one number's place, and how the chosen numbers lie in memory.

import { product } from "../shared/strides.js";
import { formatNumber, nameAt, tuple } from "../shared/text.js";
import { contiguousRuns, inMemoryOrder, viewIndex } from "./view.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { View } from "./view.js" */

export const LABEL = "An array, its index and its memory";
export const ORDER_LABEL = "Axes of the view";
export const SHAPE_LEGEND = "Shape of x";
export const FIELD_LABELS = ["Images N", "Channels C", "Height H", "Width W"];
export const AXIS_MEANINGS = { n: "image", c: "channel", h: "row", w: "column" };

/** @param {number} most @param {number} size */
export const tooManyNumbers = (most, size) => `x must not hold more than ${most} numbers to draw, but holds ${size}`;

/** An order of axes, and the names of the axes in it. @param {number[]} axes @param {string[]} names */
export const orderOption = (axes, names) => `${tuple(axes)}: ${names.join(", ")}`;

/** @param {number[]} shape */
export const arrayName = (shape) => `an array of shape ${tuple(shape)}`;
/** @param {number} size */
export const memoryName = (size) => `memory: ${size} numbers in one line`;

/** @param {View} view */
export function memoryTitle({ names, sizes, steps }) {
  const strides = names.map((name, i) => `${name} ${steps[i]}`).join(", ");
  return `Memory: ${product(sizes)} numbers in one line. Strides, one step along each axis: \`${strides}\``;
}

/** @param {View} view */
const viewName = ({ axes }) => (axes.every((axis, i) => axis === i) ? "x" : `x.transpose${tuple(axes)}`);

/** @param {View} view */
export const expression = (view) =>
  nameAt(
    viewName(view),
    view.at.map((i) => i ?? ":"),
  );

/**
 * What each colour means just now: [colour, words].
 * @param {View} view
 */
export function legendOf({ chosen, sizes }) {
  const entries = [["window", "the number that is spoken of"]];
  if (chosen.length > 1) entries.push(["image", "kept by the index"]);
  if (chosen.length < product(sizes)) entries.push(["rest", "left out"]);
  return [...entries, ["line", "to its place in memory"]];
}

/** What another order of axes did: nothing to memory. @param {View} view */
export const turnedWords = ({ sizes, steps }) =>
  `No number moved in memory: only the shape and the strides changed, to \`${tuple(sizes)}\` and \`${tuple(steps)}\`.`;

/** @param {View} view */
export const headline = (view) => `\`${expression(view)}\` has shape \`${tuple(view.left)}\``;

/** @param {View} view @param {WireArray} x @param {number} offset */
export const elementWords = (view, x, offset) =>
  `\`${nameAt(viewName(view), viewIndex(view, offset))} == ${formatNumber(x.data[offset])}\`, at place ${offset} of memory`;

/** @param {View} view @param {number} offset */
export function formula(view, offset) {
  const terms = viewIndex(view, offset).map((i, axis) => `${i}·${view.steps[axis]}`);
  return `offset = ${terms.join(" + ")} = ${offset}`;
}

/** @param {number} count */
const numbers = (count) => (count === 1 ? "1 number" : `${count} numbers`);

/** @param {View} view */
export function memoryWords({ chosen }) {
  const runs = contiguousRuns(chosen);
  const [first, last] = runs[0];
  if (chosen.length === 1) return `One number, at place ${first}.`;
  const order = inMemoryOrder(chosen) ? "" : ", read out of order";
  if (runs.length === 1)
    return `One contiguous run of memory: ${numbers(chosen.length)}, places ${first} to ${last}${order}.`;
  return `Not contiguous: ${runs.length} separate runs of ${numbers(last - first + 1)} each${order}.`;
}

/**
 * A number's place in the view and in memory, and how all that is chosen lies there.
 * @param {View} view
 * @param {WireArray} x
 * @param {number} offset
 */
export const pointedWords = (view, x, offset) => `${elementWords(view, x, offset)}. ${memoryWords(view)}`;

// The question.

/** @param {View} view @param {number} place */
const numberName = (view, place) => `\`${nameAt(viewName(view), viewIndex(view, place))}\``;

/** @param {View} view @param {number} place */
export const askWords = (view, place) =>
  `${numberName(view, place)} lies at place ${place} of memory. What lies next to it, at place ${place + 1}? Choose its box in the picture.`;

/** @param {View} view */
const isTurned = ({ axes }) => axes.some((axis, i) => axis !== i);

/** Which number lies next, and why. @param {View} view @param {number} place */
function next(view, place) {
  const why = isTurned(view)
    ? "memory keeps to the order of `x`, whose last axis, W, runs fastest"
    : "the last axis, W, runs fastest, and where a row ends the next one begins";
  return `${numberName(view, place + 1)}: ${why}.`;
}

/** @param {View} view @param {number} place */
export const nextWords = (view, place) => `It is ${next(view, place)}`;

/** What an answer is told, by the rule that leads to it. @param {View} view @param {number} place */
export function ruleWords(view, place) {
  /** @type {Record<string, () => string>} */
  const said = {
    right: () => `Yes, ${next(view, place)}`,
    view: () => "It comes next as this view is read. But to transpose moves no number in memory.",
    line: () => "It comes next along the line of the picture. Memory finishes one grid before it begins the next.",
    columns: () => "That goes down a column. Memory takes a row from left to right, and then the next row.",
    channels: () => "That takes all channels of a pixel first. Memory finishes one channel before it begins the next.",
    first: () => "There the first axis runs fastest, as in Fortran. In NumPy the last one does.",
    elsewhere: () => "Not that one. One step in memory is one step along W, the last axis of `x`.",
  };
  return said;
}
