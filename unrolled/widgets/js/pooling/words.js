// What the pooling stepper says of a window or a pixel, and of how others do it.
import { sum } from "../shared/numbers.js";
import { abbreviated, formatNumber, nameAt } from "../shared/text.js";
import { outIndex, receivers } from "./windows.js";

/** @import { Sizes } from "../shared/unroll.js" */
/** @import { PoolWindow } from "./windows.js" */

export const LABEL = "pooling, window by window";
export const RULES_LABEL = "The same rule elsewhere";
export const TITLES = { x: "`x`", out: "`out`", arg_max: "`arg_max`: place in the window", dout: "`dout`", dx: "`dx`" };
export const CHOICE_LABELS = { preset: "Example" };
// The presets of the model, by their names.
export const EXAMPLES = [
  ["", "your own"],
  ["plain", "2 × 2, side by side"],
  ["ties", "ties: the first maximum wins"],
  ["overlap", "overlap: gradients add up"],
  ["padding", "padding: -∞ never wins"],
  ["negative", "all negative: 0 would win"],
  ["dropped", "edges dropped"],
  ["ceil_mode", "edges kept: ceil_mode"],
];

/** @param {number} most @param {number} cells */
export const tooManyCells = (most, cells) => `x and its windows must not need more than ${most} cells, but need ${cells}`;

// How others do it, from their documentation.
export const RULE_HEADS = ["", "cnnlib", "PyTorch", "TensorFlow", "ONNX"];
/** @type {Record<string, string[]>} */
export const RULES = {
  ties: [
    "equal maxima",
    "the first takes the gradient",
    "the first takes it",
    "one of them takes it; which one is not documented",
    "not specified",
  ],
  padded_maximum: ["padding, for a maximum", "`-∞`", "`-∞`; at most half the window", "ignored, as if `-∞`", "left out"],
  padded_mean: [
    "padding, for a mean",
    "counted; not with `count_include_pad=False`",
    "counted; not with `count_include_pad=False`",
    "never counted",
    "not counted; it is with `count_include_pad=1`",
  ],
  dropped: [
    "pixels that no last window reaches",
    "left out; `ceil_mode=True` adds a window",
    "left out; `ceil_mode=True` adds a window",
    "left out by `VALID`; `SAME` pads",
    "left out; `ceil_mode=1` adds a window",
  ],
  ceil_mode: [
    "a last window over the edge",
    "kept, if it does not start in the padding there",
    "kept, if it does not start in the padding there",
    "no such switch; `SAME` gives ceil(size / stride)",
    "kept, if it does not start in the padding there",
  ],
  dilation: ["dilation", "maximum and mean", "maximum only", "both, in `tf.nn.pool`", "both; mean since opset 19"],
  stride: ["stride, if none is given", "1", "the window's size", "the window's size in Keras; `tf.nn` asks for it", "1"],
};

const LISTED = 9; // how many numbers are written out

/** @param {number} value */
export const formatValue = (value) => (Math.abs(value) === Infinity ? (value < 0 ? "-∞" : "∞") : formatNumber(value));

/** What padding counts as. @param {boolean} average */
const borderValue = (average) => (average ? "0" : "-∞");

/** What stands in a cell of the border. @param {boolean} average @param {boolean} counted */
export const borderText = (average, counted) => (average && !counted ? "" : borderValue(average));

/** @param {PoolWindow} window */
function makingWords({ members, winner, shares }) {
  const border = borderValue(winner === null);
  const values = members.map(({ value }) => (value === null ? border : formatValue(value)));
  if (winner === null) return `(${abbreviated(values, " + ", LISTED) || border}) / ${shares}`;
  return `max(${abbreviated(values, ", ", LISTED)})`;
}

/** @param {PoolWindow} window */
function originWords({ taps, winner, ties }) {
  if (winner === null) return "";
  if (!taps[winner].pixel) return ": the window holds no pixel";
  const first = ties > 1 ? `, the first of ${ties} equals` : "";
  return `, from \`${nameAt("x", taps[winner].place)}\`, place ${winner} of its window${first}`;
}

/** @param {Sizes} sizes @param {PoolWindow} window @param {number} k */
export function forwardWords(sizes, window, k) {
  const out = nameAt("out", outIndex(sizes, k));
  return `\`${out} = ${makingWords(window)} = ${formatValue(window.value)}\`${originWords(window)}`;
}

/** @param {Sizes} sizes @param {PoolWindow} window @param {number} d dout's number @param {number} k */
export function backwardWords(sizes, window, d, k) {
  const start = `\`${nameAt("dout", outIndex(sizes, k))} = ${formatValue(d)}\``;
  const pixels = receivers(window);
  if (pixels.length === 0) return `${start} goes nowhere: the window holds no pixel`;
  if (window.winner !== null) return `${start} goes to ${winnerWords(pixels[0].place, window.ties)}`;
  const { shares } = window;
  const dropped = pixels.length < shares ? "; what belongs to the padding is dropped" : "";
  const share = `\`${formatValue(d)} / ${shares} = ${formatValue(d / shares)}\``;
  return `${start} is shared by ${shares}: ${share} for each pixel of its window${dropped}`;
}

/** @param {number[]} place @param {number} ties */
function winnerWords(place, ties) {
  const first = ties > 1 ? `, the first of ${ties} equal maxima` : ", which held the maximum";
  return `\`${nameAt("dx", place)}\`${first}; the others of the window get nothing`;
}

/**
 * A pixel: how many windows read it, and how many of them it won.
 * @param {number[]} place
 * @param {number} value
 * @param {number} windows
 * @param {number} won
 * @param {boolean} average
 */
export function pixelWords(place, value, windows, won, average) {
  const start = `\`${nameAt("x", place)} = ${formatValue(value)}\``;
  if (windows === 0) return `${start}: no window reaches it`;
  const held = `is in ${windows === 1 ? "1 window" : `${windows} windows`}`;
  return average ? `${start} ${held}` : `${start} ${held}, and wins ${won || "none"}`;
}

/** What has come to a pixel so far. @param {number[]} place @param {number[]} parts */
export function gradientWords(place, parts) {
  const many = parts.length > 1;
  const terms = many ? `${abbreviated(parts.map(formatValue), " + ", LISTED)} = ` : "";
  const from = many ? `, added up from ${parts.length} windows` : ", from 1 window";
  return `\`${nameAt("dx", place)} = ${terms}${formatValue(sum(parts))}\`${parts.length ? from : ": nothing has come here"}`;
}

/** @param {boolean} average @param {boolean} counted */
export function borderWords(average, counted) {
  if (!average) return "padding: it counts as `-∞`, so it never wins over a pixel";
  return counted ? "padding: 0, and counted" : "padding: 0, and not counted";
}
