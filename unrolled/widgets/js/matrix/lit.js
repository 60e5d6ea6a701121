// What lights up in the images, in the filter and in M, for what is pointed at and for a step.
import { filledCells } from "./whole.js";

/** @import { View } from "./state.js" */
/** @import { Whole } from "./whole.js" */
/** How cells are lit, by their numbers in reading order; those of M by [window, pixel]. */
/** @typedef {{ pixels: number[], windows: number[], taps: number[], cells: [[number, number], string][] }} Lit */
/** @typedef {{ kind?: string, place?: any }} Pointed a "pixel", a "window", a "tap", or a "cell" of M */

/** @param {Whole} whole @param {[number, number][]} cells @returns {number[]} */
const tapsIn = ({ at }, cells) => [...new Set(cells.map(([row, pixel]) => Number(at[row][pixel])))];

/** @param {Whole} whole @param {[number, number][]} cells @param {Partial<Lit>} lit @returns {Lit} */
const allOf = (whole, cells, lit) => ({
  pixels: cells.map(([, pixel]) => pixel),
  windows: cells.map(([row]) => row),
  taps: tapsIn(whole, cells),
  cells: cells.map((cell) => [cell, "1"]),
  ...lit,
});

/** @param {Whole} whole @param {[number, number]} cell @returns {Lit} */
function ofCell(whole, [row, pixel]) {
  const tap = whole.at[row][pixel];
  const equals = tap === null ? [] : filledCells(whole, { tap });
  const marks = /** @type {[[number, number], string][]} */ (equals.map((cell) => [cell, "faint"]));
  return {
    pixels: [pixel],
    windows: [row],
    taps: tap === null ? [] : [tap],
    cells: [...marks.filter(([cell]) => String(cell) !== String([row, pixel])), [[row, pixel], "1"]],
  };
}

/** What is pointed at, and all that belongs to it. @param {Whole} whole @param {Pointed} pointed @returns {Lit} */
export function litBy(whole, { kind, place }) {
  if (kind === "cell") return ofCell(whole, place);
  if (kind === "pixel") return allOf(whole, filledCells(whole, { pixel: place }), { pixels: [place] });
  if (kind === "window") return allOf(whole, filledCells(whole, { window: place }), { windows: [place] });
  if (kind === "tap")
    return { ...allOf(whole, filledCells(whole, { tap: place }), { taps: [place] }), pixels: [], windows: [] };
  return { pixels: [], windows: [], taps: [], cells: [] };
}

/** The whole row or column of M that a step is about. @param {View} view @param {number} step @returns {[number, number][]} */
export function lineOf({ whole, mode }, step) {
  if (mode === "gather") return whole.at.map((_, row) => [row, step]);
  return whole.at[step].map((_, pixel) => [step, pixel]);
}
