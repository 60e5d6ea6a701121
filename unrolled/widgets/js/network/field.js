// What a number sees: of each layer before it what it is made of, and of each behind it what it reaches.
import { count, span } from "../shared/windows.js";
import { layerNamed, namesOf } from "./chain.js";

/** @import { Axis } from "../shared/windows.js" */
/** @import { Chain } from "./chain.js" */
/** @import { Layer } from "./layers.js" */
/** @import { Place } from "./parts.js" */
/** First and last, both counted, of channels, rows and columns; of a row of numbers (scores) it is [first, last]. @typedef {number[][]} Region */

const NONE = [0, -1];
const all = (/** @type {number[]} */ shape) => shape.map((size) => [0, size - 1]);

/** What of first to last is on an axis. @param {number} first @param {number} last @param {number} size */
const within = (first, last, size) => {
  const [from, to] = [Math.max(first, 0), Math.min(last, size - 1)];
  return from > to ? NONE : [from, to];
};

/** What the windows from `first` to `last` read. @param {Axis} axis @param {number} size @param {number[]} region */
function seenBy(axis, size, [first, last]) {
  if (first > last) return NONE;
  return within(first * axis.stride - axis.before, last * axis.stride - axis.before + span(axis) - 1, size);
}

/** Which windows read what lies from `first` to `last`; between large strides a pixel may be read by none. @param {Axis} axis @param {number} size @param {number[]} region */
function readersOf(axis, size, [first, last]) {
  if (first > last) return NONE;
  const from = Math.ceil((first + axis.before - span(axis) + 1) / axis.stride);
  return within(from, Math.floor((last + axis.before) / axis.stride), count(axis, size));
}

/** @param {Layer} layer @param {Region} region of what it gives @returns {Region} of what it takes */
function backThrough({ kind, axes, from }, region) {
  if (kind === "relu") return region;
  if (kind === "affine" || !axes) return all(from);
  const [channels, rows, columns] = region;
  const seen = kind === "pooling" ? channels : [0, from[0] - 1];
  return [seen, seenBy(axes.height, from[1], rows), seenBy(axes.width, from[2], columns)];
}

/** @param {Layer} layer @param {Region} region of what it takes @returns {Region} of what it gives */
function onThrough({ kind, axes, from, shape }, region) {
  if (kind === "relu") return region;
  if (kind === "affine" || !axes) return sizeOf(region) ? all(shape) : shape.map(() => NONE);
  const [channels, rows, columns] = region;
  const reached = kind === "pooling" ? channels : [0, shape[0] - 1];
  return [reached, readersOf(axes.height, from[1], rows), readersOf(axes.width, from[2], columns)];
}

/** By the names of layers. @param {Chain} chain @param {Place} place @returns {Record<string, Region>} */
export function fieldOf(chain, [name, ...index]) {
  const names = namesOf(chain);
  const at = names.indexOf(name);
  const layer = (/** @type {number} */ i) => /** @type {Layer} */ (layerNamed(chain, names[i]));
  const own = index.map((i) => [i, i]);
  const field = { [name]: own };
  for (let i = at; i > 0; i -= 1) field[names[i - 1]] = backThrough(layer(i), field[names[i]]);
  for (let i = at + 1; i < names.length; i += 1) field[names[i]] = onThrough(layer(i), field[names[i - 1]]);
  return field;
}

/** How many numbers a region holds. @param {Region} region */
export const sizeOf = (region) => region.reduce((size, [first, last]) => size * (last - first + 1), 1);
