// A convolution is shown twice, forward and for dx: which arrays take which part, and which of their numbers a cell shows.
import { nameAt } from "../shared/text.js";
import { spreadPlace, turnedPlace } from "./layer.js";
import { FLIPPED_SAYS, FORWARD_SAYS, turnedTitle } from "./words.js";

/** @import { Layer } from "./layer.js" */
/**
 * `xIndex` and `weightIndex` name the number of x's or W's part that a cell shows; null for a zero that is none.
 * @typedef {{ says: string, x: string, out: string, xColour: string, outColour: string,
 *   filterTitle: (f: number, channel: number) => string, xIndex: (place: number[]) => number[] | null,
 *   weightIndex: (place: number[]) => number[] }} Roles
 */

/** @type {Roles} */
export const FORWARD = {
  says: FORWARD_SAYS,
  x: "x",
  out: "out",
  xColour: "image",
  outColour: "output",
  filterTitle: (f, c) => nameAt("W", [f, c]),
  xIndex: (place) => place,
  weightIndex: (place) => place,
};

/** @param {Layer} forward @returns {Roles} */
export const flippedRoles = ({ axes, W }) => ({
  says: FLIPPED_SAYS,
  x: "dout",
  out: "dx",
  xColour: "gradient",
  outColour: "gradient",
  filterTitle: (c, f) => turnedTitle(nameAt("W", [f, c])),
  xIndex: (place) => spreadPlace(axes, place),
  weightIndex: (place) => turnedPlace(W.shape, place),
});
