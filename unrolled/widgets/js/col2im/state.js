// The col2im stepper's state, what a change makes of it, and what lights up.
import { numbersOf, numeric, sameShape } from "../shared/arrays.js";
import { im2colState, imageSizes } from "../shared/sizes.js";
import { fromPadded, sourceOf } from "../shared/unroll.js";
import { cellsOf } from "./sums.js";
import { DRAWN, FILL_LABEL, FILL_OPTIONS } from "./words.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { ImageState } from "../shared/sizes.js" */
/** @import { Values } from "../shared/sliding.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @import { Loop } from "../shared/loops.js" */
/** @import { Fill, Given } from "./sums.js" */
/** @typedef {ImageState & { dcol: WireArray | null, fill: Fill, loop: Loop, asks: boolean, max_cells: number }} Col2imState */

export const TRAITS = ["x", "filter_h", "filter_w", "stride", "pad", "dilation", "dcol", "fill", "loop"];
export const FILL_CHOICE = { name: "fill", label: FILL_LABEL, options: Object.entries(FILL_OPTIONS) };

/** What the rows are made of. @param {Col2imState} state @returns {Given} */
export const givenBy = ({ x, dcol, fill }) => ({ x: numeric(x), dcol: dcol && numbersOf(dcol), fill });

/** What was typed, as the model's state: dcol stays if it still fits. @param {Values} values @param {Col2imState} state */
export function changedState(values, state) {
  const change = im2colState(values, state, DRAWN);
  const { rows, columns } = imageSizes(change, "filter");
  return { ...change, dcol: sameShape([rows, columns], state.dcol?.shape) ? state.dcol : null };
}

/**
 * What lights up when a "cell" of dcol or a "pixel", which may be padding, is pointed at: the pixel, and the cells
 * that go to it, fainter where they are not what is pointed at.
 * @param {Sizes} sizes
 * @param {"cell" | "pixel" | undefined} kind
 * @param {any} place
 * @returns {{ pixels: [number[], string][], cells: [Cell, string][] }}
 */
export function litBy(sizes, kind, place) {
  if (!kind) return { pixels: [], cells: [] };
  const at = kind === "cell" ? fromPadded(sizes, sourceOf(sizes, place[0], place[1])) : place;
  /** @param {Cell} cell */
  const mark = (cell) => (kind === "pixel" || String(cell) === String(place) ? "1" : "faint");
  return { pixels: [[at, "1"]], cells: cellsOf(sizes, at).map((cell) => [cell, mark(cell)]) };
}
