// Which sentence the pooling stepper says.
import { flatIndex } from "../shared/strides.js";
import { partsOf, pixelAt } from "./state.js";
import { backwardWords, borderWords, forwardWords, gradientWords, pixelWords } from "./words.js";

/** @import { Pooled } from "./state.js" */

/** Of the k-th window. @param {Pooled} pooled @param {number} k */
export function windowSentence({ sizes, windows, dout, backward }, k) {
  return backward ? backwardWords(sizes, windows[k], dout[k], k) : forwardWords(sizes, windows[k], k);
}

/**
 * Of a place in the picture `kind`, after some steps.
 * @param {Pooled} pooled
 * @param {string} kind
 * @param {number[]} place
 * @param {number} step
 */
export function placeSentence(pooled, kind, place, step) {
  const { x, average, count_include_pad } = pooled;
  const pixel = pixelAt(pooled, place);
  if (!pixel) return borderWords(average, count_include_pad);
  if (kind === "dx") return gradientWords(place, partsOf(pooled, pixel, step));
  const value = x.data[flatIndex(place, x.shape)];
  return pixelWords(place, value, pixel.windows.length, pixel.givers.length, average);
}
