// Where the taps of the current window stand, in grids of one channel and of one filter.
import { range } from "../shared/numbers.js";
import { columnOf, copiesOf, sourceOf, tapOf, windowOf } from "../shared/unroll.js";

/** @import { Sizes } from "../shared/unroll.js" */
/** @typedef {[number, string][]} Marks a grid's cells by number, and how each is lit */

/**
 * The window that a row of col holds, seen in one channel. Cells are counted in reading order in grids of pixels
 * (PH x PW) and of taps (FH x FW); columns are those of col.
 * @param {Sizes} sizes
 * @param {number} channel
 * @param {number} row
 */
export function tapsOf(sizes, channel, row) {
  const { PW, FH, FW } = sizes;
  const [n] = windowOf(sizes, row);
  const first = columnOf(sizes, [channel, 0, 0]);
  /** The padded place that a cell shows. @param {number} cell */
  const placeOf = (cell) => [n, channel, Math.floor(cell / PW), cell % PW];
  /** The cell of pixels that a column is copied from. @param {number} column */
  const pixelCell = (column) => {
    const [, , h, w] = sourceOf(sizes, row, column);
    return h * PW + w;
  };
  /** @param {number} cell */
  const copies = (cell) => copiesOf(sizes, placeOf(cell));

  return {
    placeOf,
    /** The column of a cell of taps. @param {number} cell */
    columnAt: (cell) => first + cell,
    /** The tap [c, fh, fw] that a cell of taps shows. @param {number} cell */
    tapAt: (cell) => tapOf(sizes, first + cell),
    /** The column that a cell of pixels is copied to in this row, if any. @param {number} cell */
    columnUnder: (cell) => copies(cell).find(([at]) => at === row)?.[1],
    /** The rows whose windows read a cell of pixels. @param {number} cell */
    rowsOver: (cell) => copies(cell).map(([at]) => at),
    /** The window, in a grid of pixels. @returns {Marks} */
    window: () => range(FH * FW).map((i) => [pixelCell(first + i), "step"]),
    /**
     * A column's marks in grids of pixels and in grids of taps, by their names; none in another channel.
     * @param {number} column
     * @param {string[]} pixels
     * @param {string[]} taps
     * @returns {Record<string, Marks>}
     */
    marks(column, pixels, taps) {
      if (tapOf(sizes, column)[0] !== channel) return {};
      /** @type {[Marks, Marks]} */
      const [pixel, tap] = [[[pixelCell(column), "1"]], [[column - first, "1"]]];
      return Object.fromEntries([...pixels.map((name) => [name, pixel]), ...taps.map((name) => [name, tap])]);
    },
  };
}
