// What the reshape trace says of a stage and of a cell.
import { short } from "../shared/dom.js";
import { indexAt, tuple } from "../shared/strides.js";
import { letter } from "./letters.js";

const list = (windows) => windows.map(letter).join(", ");
const windowsIn = (items, cells) => [...new Set(cells.flat().map((item) => items[item].window))];

// The rows of a matrix, and the windows that each holds.
export function rowWindows({ items }, { axes, cells }) {
  const wide = axes[1].size;
  return Array.from({ length: axes[0].size }, (_, row) => windowsIn(items, cells.slice(row * wide, (row + 1) * wide)));
}

export const isMixed = (trace) => rowWindows(trace, trace.stages.at(-1)).some((windows) => windows.length > 1);

function lastWords(trace, transpose, shape) {
  const windows = rowWindows(trace, trace.stages.at(-1))[0];
  if (!isMixed(trace) && transpose) return `Each row is one window: row 0 is window ${letter(0)}. The rows are what \`im2col\` returns.`;
  if (!isMixed(trace)) return "Here the rows come out right all the same: with one window an image, or one tap, both orders are one.";
  return (
    `The shape ${tuple(shape)} is right, the rows are wrong: row 0 mixes windows ${list(windows)}. ` +
    "A reshape only cuts memory into rows, and memory still runs through all windows of one tap before the next tap."
  );
}

export function im2colWords(trace, step, transpose) {
  const shape = trace.stages[step].axes.map(({ size }) => size);
  return [
    () => "One block for each channel and tap: what this tap reads, window by window. A window's numbers lie scattered over all blocks.",
    () =>
      transpose
        ? "The axes of the window, oh and ow, now come before c, fh and fw: each window's numbers have come together."
        : "Skipped: nothing moves. A window's numbers stay scattered.",
    () => lastWords(trace, transpose, shape),
  ][step]();
}

export function poolingWords(trace, step) {
  const shapes = trace.stages.map(({ axes }) => tuple(axes.map(({ size }) => size)));
  const taps = trace.stages[2].axes[1].size;
  return [
    "One gradient for each output. Its letter is its window.",
    "Channels go last, because each row of the windows' matrix holds all channels of one window.",
    `A row for each gradient, a column for each place in the window. The gradient goes to its maximum's column, \`arg_max\`; the rest is 0.`,
    `The rows get their axes back: \`${shapes[1]} + (${taps},) = ${shapes[3]}\`. Nothing moves in memory.`,
    "Channels and places become one axis: row by row, one window. These are the rows that `col2im` takes.",
    "`col2im` gives each row back to its window's pixels. Only the maxima receive something.",
  ][step];
}

const pixelName = (place, shape) => `x[${indexAt(place, shape).join(", ")}]`;

function belongs({ window, column }, [row, at]) {
  return row === window && at === column ? "" : `. It belongs in row ${window}, column ${column}`;
}

export function im2colCell(trace, stage, k, shape) {
  const item = trace.items[stage.cells[k][0]];
  const holds = item.pixel === null ? "padding, 0" : `\`${pixelName(item.pixel, shape)} == ${short(item.value)}\``;
  const index = indexAt(k, stage.axes.map(({ size }) => size));
  const wrong = stage.axes.length === 2 ? belongs(item, index) : "";
  return `\`[${index.join(", ")}]\` is window ${letter(item.window)}'s number ${item.column}: ${holds}${wrong}.`;
}

export function poolingCell(trace, stage, k, shape) {
  const here = stage.cells[k].map((item) => trace.items[item]);
  const place = `\`[${indexAt(k, stage.axes.map(({ size }) => size)).join(", ")}]\``;
  if (here.length === 0) return `${place} is 0: no maximum here.`;
  if (here.length > 1) return `${place} is the maximum of ${here.length} windows: ${here.map(({ value }) => value).join(" + ")}.`;
  const [{ value, window, channel, pixel }] = here;
  const goes = pixel === null ? "no pixel, as its window holds only padding" : `\`${pixelName(pixel, shape)}\`, its window's maximum`;
  return `${place} is gradient ${value}, of window ${letter(window)} and channel ${channel}. It goes to ${goes}.`;
}
