// The im2col stepper's state, and what lights up.
import { copiesOf, sourceOf } from "../shared/unroll.js";

/** @import { Cell, Sizes } from "../shared/unroll.js" */

export const TRAITS = ["x", "filter_h", "filter_w", "stride", "pad", "dilation", "loop"];

/**
 * What lights up when a "cell" of the matrix or a "pixel", a padded place, is pointed at: the pixel, and all cells
 * that hold its number, fainter where they are not what is pointed at.
 * @param {Sizes} sizes
 * @param {"cell" | "pixel" | undefined} kind
 * @param {any} place
 * @returns {{ pixels: [number[], string][], cells: [Cell, string][] }}
 */
export function litBy(sizes, kind, place) {
  if (!kind) return { pixels: [], cells: [] };
  const padded = kind === "cell" ? sourceOf(sizes, place[0], place[1]) : place;
  /** @param {Cell} cell */
  const mark = (cell) => (kind === "pixel" || String(cell) === String(place) ? "1" : "faint");
  return { pixels: [[padded, "1"]], cells: copiesOf(sizes, padded).map((cell) => [cell, mark(cell)]) };
}
