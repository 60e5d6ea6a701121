// The im2col stepper's state, its examples, and what lights up.
import { numbered } from "../shared/arrays.js";
import { LOOP_CHOICE } from "../shared/loops.js";
import { copiesOf, sourceOf } from "../shared/unroll.js";
import { EXAMPLE_LABEL, EXAMPLES } from "./words.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { ImageState } from "../shared/sizes.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** An example's settings; of images that are numbered from 0, the shape alone. @typedef {Record<string, any>} Preset */
/** `whole`: all of it is seen at once, each cell a colour. @typedef {ImageState & { loop: string, whole: boolean, presets: Record<string, Preset> }} Im2colState */

export const TRAITS = ["x", "filter_h", "filter_w", "stride", "pad", "dilation", "loop", "whole"];

export const CHOICES = [{ name: "preset", label: EXAMPLE_LABEL, options: EXAMPLES }, LOOP_CHOICE];

/** @param {Preset} preset @returns {Preset} */
const inFull = (preset) => ({ ...preset, x: preset.x.data ? preset.x : numbered(preset.x.shape, 0) });

/** What the choices show: the example that is on show, if it is one, and the loop. @param {Im2colState} state */
export function currentChoices(state) {
  // An example may open whole, and stays the same however it is seen.
  /** @param {[string, unknown]} trait */
  const isSame = ([name, value]) => name === "whole" || JSON.stringify(state[name]) === JSON.stringify(value);
  const shown = Object.entries(state.presets).find(([, preset]) => Object.entries(inFull(preset)).every(isSame));
  return { preset: shown?.[0] ?? "", loop: state.loop };
}

/**
 * The state after a choice: an example from its first step, or another loop from its own. null: nothing changes.
 * @param {Im2colState} state
 * @param {string} name
 * @param {string} value
 * @returns {Record<string, any> | null}
 */
export function chosenState({ presets }, name, value) {
  if (name === "loop") return { loop: value, step: 0 };
  return value ? { ...inFull(presets[value]), step: 0 } : null;
}

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
