// Where the taps of the current window stand, in grids of some channels and of one filter.
import { range } from "../shared/numbers.js";
import { columnOf, copiesOf, sourceOf, tapOf, windowOf } from "../shared/unroll.js";

/** @import { Sizes } from "../shared/unroll.js" */
/** @typedef {[number, string][]} Marks a grid's cells by number, and how each is lit */

/**
 * The window that a row of col holds, seen in some channels. Cells are counted in reading order in grids of pixels
 * (channels x PH x PW) and of taps (channels x FH x FW); columns are those of col.
 * @param {Sizes} sizes
 * @param {number[]} channels those in sight
 * @param {number} row
 */
export function tapsOf(sizes, channels, row) {
  const { PH, PW, FH, FW } = sizes;
  const [n] = windowOf(sizes, row);
  const [area, count] = [PH * PW, FH * FW];
  /** The padded place that a cell shows. @param {number} cell */
  const placeOf = (cell) => [n, channels[Math.floor(cell / area)], Math.floor((cell % area) / PW), cell % PW];
  /** The cell of pixels that a column is copied from. @param {number} column */
  const pixelCell = (column) => {
    const [, c, h, w] = sourceOf(sizes, row, column);
    return channels.indexOf(c) * area + h * PW + w;
  };
  /** @param {number} cell */
  const columnAt = (cell) => columnOf(sizes, [channels[Math.floor(cell / count)], 0, 0]) + (cell % count);
  /** @param {number} column */
  const tapCell = (column) => channels.indexOf(tapOf(sizes, column)[0]) * count + (column % count);
  /** @param {number} cell */
  const copies = (cell) => copiesOf(sizes, placeOf(cell));
  const cells = range(channels.length * count);

  return {
    placeOf,
    pixelCell,
    tapCell,
    /** The column of a cell of taps. */
    columnAt,
    /** The tap [c, fh, fw] that a cell of taps shows. @param {number} cell */
    tapAt: (cell) => tapOf(sizes, columnAt(cell)),
    /** The column that a cell of pixels is copied to in this row, if any. @param {number} cell */
    columnUnder: (cell) => copies(cell).find(([at]) => at === row)?.[1],
    /** The rows whose windows read a cell of pixels. @param {number} cell */
    rowsOver: (cell) => copies(cell).map(([at]) => at),
    /** The cells of taps, channel by channel. */
    blocks: channels.map((_, i) => cells.slice(i * count, (i + 1) * count)),
    /** The window, in a grid of pixels. @returns {Marks} */
    window: () => cells.map((cell) => [pixelCell(columnAt(cell)), "step"]),
    /**
     * A column's marks in grids of pixels and in grids of taps, by their names; none in a channel out of sight.
     * @param {number} column
     * @param {string[]} pixels
     * @param {string[]} taps
     * @returns {Record<string, Marks>}
     */
    marks(column, pixels, taps) {
      if (!channels.includes(tapOf(sizes, column)[0])) return {};
      /** @type {[Marks, Marks]} */
      const [pixel, tap] = [[[pixelCell(column), "1"]], [[tapCell(column), "1"]]];
      return Object.fromEntries([...pixels.map((name) => [name, pixel]), ...taps.map((name) => [name, tap])]);
    },
  };
}
