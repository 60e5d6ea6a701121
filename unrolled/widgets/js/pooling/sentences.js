// Which sentence the pooling stepper says.
import { flatIndex } from "../shared/strides.js";
import { given, gradientAt, partsOf, stepAt } from "./gradient.js";
import { pixelAt } from "./state.js";
import {
  backwardWords,
  borderWords,
  cellWords,
  forwardWords,
  gradientWords,
  pixelWords,
  tapWords,
  windowWords,
} from "./words.js";

/** @import { Cell } from "../shared/unroll.js" */
/** @import { Pooled } from "./state.js" */

/** Of the k-th window. @param {Pooled} pooled @param {number} k */
export function windowSentence({ sizes, windows, dout, backward }, k) {
  return backward ? backwardWords(sizes, windows[k], dout[k], k) : forwardWords(sizes, windows[k], k);
}

/** Of a step: a window, or a tap. @param {Pooled} pooled @param {number} step */
export function stepSentence(pooled, step) {
  const { windows, dout, average, operator, rowSizes } = pooled;
  if (pooled.kind !== "tap") return windowWords(step, windows.length, windowSentence(pooled, step));
  const winners = windows.flatMap(({ winner }, k) => (winner === step ? [k] : []));
  return tapWords(step, rowSizes.columns, { average, operator, winners, sent: winners.map((k) => dout[k]) });
}

/** Of a place in a window's row, after some steps. @param {Pooled} pooled @param {Cell} cell @param {number} step */
export function cellSentence(pooled, cell, step) {
  const { sizes, windows, backward, average } = pooled;
  const tap = windows[cell[0]].taps[cell[1]];
  const held = backward ? given(pooled, cell) : (tap.value ?? (average ? 0 : -Infinity));
  return cellWords(sizes, cell, tap, stepAt(pooled, cell) <= step ? held : null);
}

/**
 * Of a place in the picture `kind`, after some steps.
 * @param {Pooled} pooled
 * @param {string} kind
 * @param {number[]} place
 * @param {number} step
 */
export function placeSentence(pooled, kind, place, step) {
  const { x, average, count_include_pad, operator } = pooled;
  const pixel = pixelAt(pooled, place);
  if (!pixel) return borderWords(average, count_include_pad);
  if (kind === "dx")
    return gradientWords(place, partsOf(pooled, pixel, step), operator === "=" ? gradientAt(pooled, pixel, step) : null);
  const value = x.data[flatIndex(place, x.shape)];
  return pixelWords(place, value, pixel.windows.length, pixel.givers.length, average);
}
