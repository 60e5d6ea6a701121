// A convolution is shown three times, forward, for dx and for dW: which arrays take which part, and which of their numbers
// a cell shows.
import { nameAt } from "../shared/text.js";
import { channelName, imageName } from "../shared/words.js";
import { spreadPlace, turnedPlace } from "./layer.js";
import { FLIPPED_SAYS, FORWARD_SAYS, filterName, turnedTitle, WEIGHTS_SAYS } from "./words.js";

/** @import { Layer } from "./layer.js" */
/**
 * `xIndex`, `weightIndex` and `outIndex` name the number of each part that a cell shows; null for a zero that is none.
 * @typedef {{ says: string, x: string, W: string, out: string, colours: { x: string, W: string, out: string },
 *   plane: (k: number) => string, xTitle: (n: number, channels: number[]) => string, filterTitle: (f: number, channels: number[]) => string,
 *   outTitle: (n: number, f: number) => string, xIndex: (place: number[]) => number[] | null,
 *   weightIndex: (place: number[]) => number[], outIndex: (place: number[]) => number[] }} Roles
 */

const same = (/** @type {number[]} */ place) => place;

/** The first two axes have changed places. @param {number[]} place */
const swapped = ([a, b, ...place]) => [b, a, ...place];

/** All that is in sight of an array's first two axes: x[0], or x[0, 1] alone. @param {string} array @param {number} first @param {number[]} rest */
const part = (array, first, rest) => nameAt(array, rest.length > 1 ? [first] : [first, ...rest]);

/** The same with those axes changed: x[:, 0], or x[1, 0] alone. @param {string} array @param {number} last @param {number[]} rest */
const across = (array, last, rest) => nameAt(array, [rest.length > 1 ? ":" : rest[0], last]);

/** @type {Roles} */
export const FORWARD = {
  says: FORWARD_SAYS,
  x: "x",
  W: "W",
  out: "out",
  colours: { x: "image", W: "filter", out: "output" },
  plane: channelName,
  xTitle: (n, channels) => part("x", n, channels),
  filterTitle: (f, channels) => part("W", f, channels),
  outTitle: (n, f) => nameAt("out", [n, f]),
  xIndex: same,
  weightIndex: same,
  outIndex: same,
};

/** @param {Layer} forward @returns {Roles} */
export const flippedRoles = ({ axes, W }) => ({
  says: FLIPPED_SAYS,
  x: "dout",
  W: "W",
  out: "dx",
  colours: { x: "gradient", W: "filter", out: "gradient" },
  plane: filterName,
  xTitle: (n, filters) => part("dout", n, filters),
  filterTitle: (c, filters) => turnedTitle(across("W", c, filters)),
  outTitle: (n, c) => nameAt("dx", [n, c]),
  xIndex: (place) => spreadPlace(axes, place),
  weightIndex: (place) => turnedPlace(W.shape, place),
  outIndex: same,
});

/** @type {Roles} */
export const WEIGHTS = {
  says: WEIGHTS_SAYS,
  x: "x",
  W: "dout",
  out: "dW",
  colours: { x: "image", W: "gradient", out: "gradient" },
  plane: imageName,
  xTitle: (c, images) => across("x", c, images),
  filterTitle: (f, images) => across("dout", f, images),
  outTitle: (c, f) => nameAt("dW", [f, c]),
  xIndex: swapped,
  weightIndex: swapped,
  outIndex: swapped,
};
