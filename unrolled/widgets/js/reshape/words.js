// What the reshape trace says of a stage and of a cell.

import { indexAt } from "../shared/strides.js";
import { formatNumber, nameAt, tuple } from "../shared/text.js";
import { letter } from "./letters.js";
import { isMixed, rowWindows, shapeOf } from "./trace.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Item, Stage, Trace } from "./trace.js" */

export const LABEL = "From six axes to rows, step by step";
export const POOLING_LABEL = "Max pooling's backward pass, shape by shape";
export const DRAWN = "x and col"; // what a complaint about too many cells names
export const SKIP_LABEL = "Skip the transpose";
export const TRANSPOSE_SKIPPED = "transpose skipped";
// The names of axes that are no letters.
export const AXES = { row: "row", column: "column", tap: "tap" };

/** An array, or the code that makes one, and its shape. @param {string} code @param {number[]} shape */
export const shapeTitle = (code, shape) => `\`${code} ${tuple(shape)}\``;
/** @param {string} code @param {number[]} shape */
export const shapeName = (code, shape) => `${code}, shape ${tuple(shape)}`;

/** @param {Trace} trace @param {boolean} transpose @param {number[]} shape the matrix's */
function matrixWords(trace, transpose, shape) {
  const windows = rowWindows(trace, trace.stages[trace.stages.length - 1])[0];
  if (!isMixed(trace) && transpose)
    return `Each row is one window: row 0 is window ${letter(0)}. The rows are what \`im2col\` returns.`;
  if (!isMixed(trace))
    return "Here the rows come out right all the same: with one window an image, or one tap, both orders are one.";
  return (
    `The shape ${tuple(shape)} is right, the rows are wrong: row 0 mixes windows ${windows.map(letter).join(", ")}. ` +
    "A reshape only cuts memory into rows, and memory still runs through all windows of one tap before the next tap."
  );
}

/** @param {Trace} trace @param {number} step @param {boolean} transpose */
export function im2colWords(trace, step, transpose) {
  if (step === 0) {
    return "One block for each channel and tap: what this tap reads, window by window. A window's numbers lie scattered over all blocks.";
  }
  if (step === 2) return matrixWords(trace, transpose, shapeOf(trace.stages[step]));
  if (!transpose) return "Skipped: nothing moves. A window's numbers stay scattered.";
  return "The axes of the window, oh and ow, now come before c, fh and fw: each window's numbers have come together.";
}

/** @param {Trace} trace @param {number} step */
export function poolingWords({ stages }, step) {
  const shapes = stages.map((stage) => tuple(shapeOf(stage)));
  const taps = stages[2].axes[1].size;
  return [
    "One gradient for each output. Its letter is its window.",
    "Channels go last, because each row of the windows' matrix holds all channels of one window.",
    "A row for each gradient, a column for each place in the window. The gradient goes to its maximum's column, `arg_max`; the rest is 0.",
    `The rows get their axes back: \`${shapes[1]} + (${taps},) = ${shapes[3]}\`. Nothing moves in memory.`,
    "Channels and places become one axis: row by row, one window. These are the rows that `col2im` takes.",
    "`col2im` gives each row back to its window's pixels. Only the maxima receive something.",
  ][step];
}

/** @param {number} place in memory @param {number[]} shape */
const pixelName = (place, shape) => nameAt("x", indexAt(place, shape));

/** @param {Item} item @param {number[]} index where it stands in the matrix */
function belongsWords({ window, column }, [row, at]) {
  return row === window && at === column ? "" : `. It belongs in row ${window}, column ${column}`;
}

/** @param {Trace} trace @param {Stage} stage @param {number} k @param {number[]} shape x's */
export function im2colCell(trace, stage, k, shape) {
  const item = trace.items[stage.cells[k][0]];
  const holds = item.pixel === null ? "padding, 0" : `\`${pixelName(item.pixel, shape)} == ${formatNumber(item.value)}\``;
  const index = indexAt(k, shapeOf(stage));
  const wrong = stage.axes.length === 2 ? belongsWords(item, index) : "";
  return `\`${nameAt("", index)}\` is window ${letter(item.window)}'s number ${item.column}: ${holds}${wrong}.`;
}

/** @param {Trace} trace @param {Stage} stage @param {number} k @param {number[]} shape x's */
export function poolingCell(trace, stage, k, shape) {
  const here = stage.cells[k].map((item) => trace.items[item]);
  const place = `\`${nameAt("", indexAt(k, shapeOf(stage)))}\``;
  if (here.length === 0) return `${place} is 0: no maximum here.`;
  if (here.length > 1)
    return `${place} is the maximum of ${here.length} windows: ${here.map(({ value }) => value).join(" + ")}.`;
  const [{ value, window, channel, pixel }] = here;
  const goes =
    pixel === null ? "no pixel, as its window holds only padding" : `\`${pixelName(pixel, shape)}\`, its window's maximum`;
  return `${place} is gradient ${value}, of window ${letter(window)} and channel ${channel}. It goes to ${goes}.`;
}

/** @param {Trace} trace @param {number[]} held the items that a pixel is @returns {string[]} */
const lettersOf = ({ items }, held) => [...new Set(held.map((item) => letter(items[item].window)))];

/**
 * A pixel of x: the windows that read it, or whose maximum it is.
 * @param {Trace} trace
 * @param {WireArray} x
 * @param {number} k
 * @param {number[]} held
 * @param {boolean} pooling
 */
export function pixelWords(trace, x, k, held, pooling) {
  const letters = lettersOf(trace, held);
  const start = `\`${pixelName(k, x.shape)} == ${formatNumber(x.data[k])}\``;
  if (letters.length === 0) return `${start} is ${pooling ? "the maximum of" : "read by"} no window.`;
  if (pooling) return `${start} is the maximum of window ${letters.join(", ")}.`;
  return `${start} is read by ${letters.length === 1 ? "window" : "windows"} ${letters.join(", ")}.`;
}

/**
 * What is pointed at, the k-th "cell" of the stage or "pixel" of x, or else what the step shows.
 * @param {{ trace: Trace, stage: Stage, step: number, state: { x: WireArray, mode: string, transpose: boolean } }} shown
 * @param {string | undefined} kind
 * @param {number} k
 * @param {number[]} items those that it holds
 */
export function pointedWords({ trace, stage, step, state }, kind, k, items) {
  const { x, mode, transpose } = state;
  const isPooling = mode === "pooling";
  if (kind === "cell") return (isPooling ? poolingCell : im2colCell)(trace, stage, k, x.shape);
  if (kind === "pixel") return pixelWords(trace, x, k, items, isPooling);
  return isPooling ? poolingWords(trace, step) : im2colWords(trace, step, transpose);
}
