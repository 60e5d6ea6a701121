// Which of the rules that others have differently matter for what is on show.
import { RULES } from "./words.js";

/** @import { Pooled } from "./state.js" */
/** @typedef {Record<"average" | "ceil_mode" | "ties" | "padded" | "dropped" | "dilated", boolean>} Shown */

/** @type {Record<string, (shown: Shown) => boolean>} */
const APPLIES = {
  ties: ({ ties }) => ties,
  padded_maximum: ({ average, padded }) => padded && !average,
  padded_mean: ({ average, padded }) => padded && average,
  dropped: ({ dropped }) => dropped,
  ceil_mode: ({ ceil_mode }) => ceil_mode,
  dilation: ({ dilated }) => dilated,
  stride: () => true,
};

/** What is on show that a rule may be about. @param {Pooled} pooled @returns {Shown} */
export function shownBy({ sizes: { height, width }, windows, pixels, average, ceil_mode }) {
  return {
    average,
    ceil_mode,
    ties: windows.some(({ ties }) => ties > 1),
    padded: height.before + height.after + width.before + width.after > 0,
    dropped: !ceil_mode && pixels.some(({ windows: held }) => held.length === 0),
    dilated: Math.max(height.dilation, width.dilation) > 1,
  };
}

/** The rows of the table, [what, cnnlib, PyTorch, TensorFlow, ONNX]. @param {Shown} shown */
export const rulesFor = (shown) =>
  Object.entries(APPLIES)
    .filter(([, applies]) => applies(shown))
    .map(([name]) => RULES[name]);
