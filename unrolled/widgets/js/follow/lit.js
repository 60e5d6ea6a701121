// What is lit, and said, where something is pointed at.
import { copies, FOLLOWED, pixelOf, sizesOf } from "./numbers.js";
import { isFrom, standing } from "./story.js";
import { copiesWords, productWords, sumWords } from "./words.js";

/** @import { Cell } from "../shared/unroll.js" */
/** @import { Frame } from "./story.js" */
/** @typedef {{ pixels: number[], cells: Cell[], outputs: number[], words: string | null }} Lit */

/** @type {Lit} */
const NOTHING = { pixels: [], cells: [], outputs: [], words: null };

/** The pixel that is pointed at, or whose copy is. @param {Frame} frame @param {string | undefined} kind @param {number} number */
export function pixelAt(frame, kind, number) {
  const sizes = sizesOf(standing(frame).channels);
  if (kind === "cell") return pixelOf(sizes, [Math.floor(number / sizes.columns), number % sizes.columns]);
  return kind === "pixel" ? number : null;
}

/**
 * @param {Frame} frame
 * @param {{ kind?: string, place?: any }} pointed the place is a number in reading order
 * @param {{ has: (pixel: number) => boolean }} sums the pixels whose copies have come back
 * @param {boolean} isAdding
 * @returns {Lit}
 */
export function litBy(frame, { kind, place }, sums, isAdding) {
  if (!isFrom(frame, "rest")) return NOTHING;
  if (kind === "out") return { ...NOTHING, outputs: [place], words: productWords(place) };
  const pixel = pixelAt(frame, kind, place);
  if (pixel === null) return restingOn(frame);
  const isBack = frame === "backward" && sums.has(pixel);
  return { ...lighting(frame, pixel), words: isBack ? sumWords(pixel, isAdding) : copiesWords(pixel) };
}

/** @param {Frame} frame @param {number} pixel @returns {Lit} */
const lighting = (frame, pixel) => ({
  ...NOTHING,
  pixels: [pixel],
  cells: copies(sizesOf(standing(frame).channels), pixel),
});

/** What is lit while nothing is pointed at. @param {Frame} frame */
const restingOn = (frame) => (frame === "twelve" || frame === "backward" ? lighting(frame, FOLLOWED) : NOTHING);
