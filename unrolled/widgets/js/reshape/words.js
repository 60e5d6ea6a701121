// What the reshape trace says of a stage and of a cell.

import { indexAt } from "../shared/strides.js";
import { formatNumber, nameAt, tuple } from "../shared/text.js";
import { letter } from "./letters.js";
import { isMixed, rowWindows, shapeOf } from "./trace.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Item, Stage, StageAxis, Trace } from "./trace.js" */

export const LABEL = "From six axes to rows, step by step";
export const POOLING_LABEL = "Max pooling's backward pass, shape by shape";
export const DRAWN = "x and col"; // what a complaint about too many cells names
export const SKIP_LABEL = "Skip the transpose";
export const MINUS_INFINITY = "−∞"; // what stands around x, so that no padding wins
// The names of axes that are no letters.
export const AXES = { row: "row", column: "column", tap: "tap" };

// The code that makes each array, as `unrolled/plain.py`, `unrolled/loops.py` and the chapters write it.
export const CODES = {
  six: "six = buffer.transpose(0, 4, 5, 1, 2, 3)",
  skipped: "six = buffer",
  col: "col = six.reshape(N * OH * OW, C * FH * FW)",
  turned: "turned = dout.transpose(0, 2, 3, 1)",
  dmax: "dmax[np.arange(dout.size), arg_max] = turned.ravel()",
  axes: "dmax = dmax.reshape(turned.shape + one_axis)",
  dcol: "dcol = dmax.reshape(N * OH * OW, C * PH * PW)",
  dx: "dx = col2im(dcol, …)",
};

/** @param {boolean} isPadded */
export const gatherCode = (isPadded) => `buffer[:, :, fh, fw] = ${isPadded ? "padded" : "x"}[:, :, down, across]`;

/** An array and its shape. @param {string} name @param {number[]} shape */
export const shapeTitle = (name, shape) => `\`${name} ${tuple(shape)}\``;
/** @param {string} name @param {number[]} shape */
export const shapeName = (name, shape) => `${name}, shape ${tuple(shape)}`;
/** The names of its axes, and their sizes. @param {StageAxis[]} axes */
export const axesTitle = (axes) => `(${axes.map(({ name }) => name).join(", ")}) = ${tuple(axes.map(({ size }) => size))}`;

/** @param {string} last the last window's letter */
export const moreWindows = (last) => `… ${last}`;

/**
 * What each colour and each mark means: [what is shown, words].
 * @param {{ isPooling: boolean, taps: number, isPadded: boolean }} shown
 */
export function legendOf({ isPooling, taps, isPadded }) {
  const entries = [["window", "a window, by color and letter"]];
  if (taps > 1 && taps <= 9) entries.push(["tap", `a tap: a place in the ${isPooling ? "window" : "filter"}`]);
  if (isPooling) entries.push(["winner", "a winner, a window's largest"]);
  if (isPadded) entries.push(["padding", "padding"]);
  return entries;
}

/** @param {Trace} trace @param {boolean} transpose @param {number[]} shape the matrix's */
function matrixWords(trace, transpose, shape) {
  const windows = rowWindows(trace, trace.stages[trace.stages.length - 1])[0];
  if (!isMixed(trace) && transpose)
    return `Each row is one window: row 0 is window ${letter(0)}. The rows are what \`im2col\` returns.`;
  if (!isMixed(trace))
    return "Here the rows come out right all the same: with one window an image, or one tap, both orders are one.";
  return (
    `The shape ${tuple(shape)} is right, the rows are wrong: row 0 mixes windows ${windows.map(letter).join(", ")}. ` +
    "A reshape cuts memory as it lies, and it lies tap by tap."
  );
}

/** @param {Trace} trace @param {number} step @param {boolean} transpose */
export function im2colWords(trace, step, transpose) {
  if (step === 0) {
    return "Each number of `x` wears the colors of all windows that read it. Tap by tap, its copies will go into `buffer`, an array made to be filled.";
  }
  if (step === 1) {
    return "One block for each channel and tap: what this tap reads, window by window. A window's numbers lie scattered over all blocks.";
  }
  if (step === 3) return matrixWords(trace, transpose, shapeOf(trace.stages[step]));
  if (!transpose) return "Skipped: nothing moves. A window's numbers stay scattered.";
  return "The axes of the window, oh and ow, now come before c, fh and fw: each window's numbers have come together.";
}

/** @param {Trace} trace @param {number} step */
export function poolingWords({ stages, taps }, step) {
  const shapes = stages.map((stage) => tuple(shapeOf(stage)));
  return [
    "`dout` holds a gradient for each output, `x` the winners, with a ring. The forward pass has kept their taps as `arg_max`.",
    "Channels go last, as `im2col` has them: a place's windows, one in each channel, have come together.",
    "A row of zeros for each window, a column for each tap. Each gradient goes into the column of its winner, `arg_max`; the rest stays 0.",
    `The rows get their axes back: \`${shapes[1]} + (${taps},) = ${shapes[3]}\`. The reading order stays as it is.`,
    "Channels and taps become one axis: all channels of a place in one row. These are the rows that `col2im` takes.",
    "`col2im` adds each row to its window's pixels. Only the winners receive something.",
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

/** What is asked at the beginning: of a pixel of x, ... @param {WireArray} x @param {number} pixel */
export const askCopies = (x, pixel) =>
  `How many copies of \`${pixelName(pixel, x.shape)} == ${formatNumber(x.data[pixel])}\` will \`buffer\` hold?`;
/** ... or of the gradients. */
export const askWinners = "How many numbers of `dx` will get a gradient?";

/** What an answer is told, by the rule that gives it; `shown` to whoever gives up. @param {Trace} trace @param {number} pixel */
export function saidOfCopies({ readings }, pixel) {
  const letters = readings[pixel].map(({ window }) => letter(window));
  const why = `${letters.length === 1 ? "window" : "windows"} ${letters.join(", ")} ${letters.length === 1 ? "reads" : "read"} it`;
  /** @type {Record<string, () => string>} */
  const said = {
    right: () => `Yes: ${why}, each into a block of its own.`,
    once: () => "That often it stands in `x`. Each window that reads it takes a copy.",
    taps: () => "A window has that many taps. But which windows lie over this pixel?",
    windows: () => "That many windows there are. Not all of them reach this pixel.",
    shown: () => `${letters.length}: ${why}.`,
  };
  return said;
}

/** @param {{ right: number }} counts */
export function saidOfWinners({ right }) {
  /** @type {Record<string, () => string>} */
  const said = {
    right: () => "Yes: one for each ring. Whoever won nothing gets 0.",
    places: () => "That many places `out` has in a channel, and each channel has winners of its own.",
    pixels: () => "That is all of `x`. But who did not win had no part in `out`.",
    taps: () => "That many pixels a window has, and one of them wins.",
    shown: () => `${right}: one for each ring.`,
  };
  return said;
}

/** @param {Trace} trace @param {number[]} held the items that a pixel is @returns {string[]} */
const lettersOf = ({ items }, held) => {
  const windows = new Set(held.map((item) => items[item].window));
  return [...windows].sort((one, other) => one - other).map(letter);
};

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
  const windows = `${letters.length === 1 ? "window" : "windows"} ${letters.join(", ")}`;
  return `${start} is ${pooling ? "the maximum of" : "read by"} ${windows}.`;
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
