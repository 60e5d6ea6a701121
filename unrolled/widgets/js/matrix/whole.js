// A convolution as one matrix M, with a row for each window and a column for each pixel.
import { range, sum } from "../shared/numbers.js";
import { pixelOf } from "../shared/unroll.js";

/** @import { Sizes } from "../shared/unroll.js" */
/** @typedef {number | null} Tap a tap by its number in the filter's reading order; null where a window does not read */
/**
 * M by its taps: `at[row][pixel]`. `windows` and `pixels` are its sizes, `taps` how many the filter has.
 * @typedef {{ at: Tap[][], windows: number, pixels: number, taps: number }} Whole
 */

/** @param {Sizes} sizes of one image with one channel @returns {Whole} */
export function wholeOf(sizes) {
  const { rows: windows, columns: taps, H, W } = sizes;
  const at = range(windows).map(() => /** @type {Tap[]} */ (range(H * W).map(() => null)));
  for (const row of range(windows)) {
    for (const tap of range(taps)) {
      const pixel = pixelOf(sizes, row, tap);
      if (pixel) at[row][pixel[2] * W + pixel[3]] = tap;
    }
  }
  return { at, windows, pixels: H * W, taps };
}

/** Its cells that hold a weight, as [window, pixel]; the window's, the pixel's or the tap's alone where one is given.
 * @param {Whole} whole
 * @param {{ window?: number, pixel?: number, tap?: number }} [only]
 */
export function filledCells({ at, windows, pixels }, { window, pixel, tap } = {}) {
  const rows = window === undefined ? range(windows) : [window];
  const columns = pixel === undefined ? range(pixels) : [pixel];
  const cells = rows.flatMap((row) => columns.map((column) => /** @type {[number, number]} */ ([row, column])));
  return cells.filter(([row, column]) => at[row][column] !== null && (tap === undefined || at[row][column] === tap));
}

/** The weight, or 0. @param {Whole} whole @param {number[]} w @param {number} window @param {number} pixel */
export function entry({ at }, w, window, pixel) {
  const tap = at[window][pixel];
  return tap === null ? 0 : w[tap];
}

/** M @ x, by windows. @param {Whole} whole @param {number[]} w @param {number[]} x */
export const forward = (whole, w, x) =>
  range(whole.windows).map((row) => sum(filledCells(whole, { window: row }).map(([, p]) => entry(whole, w, row, p) * x[p])));

/**
 * M.T @ dout, by pixels; or what the first of dout's numbers have brought to it.
 * @param {Whole} whole
 * @param {number[]} w
 * @param {number[]} dout
 * @param {number} [count]
 */
export const backward = (whole, w, dout, count = dout.length) =>
  range(whole.pixels).map((p) =>
    sum(
      filledCells(whole, { pixel: p })
        .filter(([row]) => row < count)
        .map(([row]) => entry(whole, w, row, p) * dout[row]),
    ),
  );
