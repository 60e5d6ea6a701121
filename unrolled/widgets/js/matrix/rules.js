// How many of M's numbers come from the filter? The answers, each by the rule that leads to it.
import { filledCells } from "./whole.js";

/** @import { Whole } from "./whole.js" */
/** @typedef {"right" | "padded" | "once" | "pixels" | "full"} Rule */

/** @param {Whole} whole @returns {Record<Rule, number>} */
export function counts(whole) {
  const { windows, pixels, taps } = whole;
  return {
    right: filledCells(whole).length,
    padded: windows * taps, // also those that lie on padding, which has no column
    once: taps,
    pixels: pixels * taps, // as if each pixel met each tap
    full: windows * pixels,
  };
}
