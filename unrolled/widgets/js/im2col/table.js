// What the lens shows: the numbers around a cell of the matrix or a pixel, with the names of their rows and columns.
import { valueAt } from "../shared/arrays.js";
import { stepOf } from "../shared/loops.js";
import { around } from "../shared/near.js";
import { formatNumber } from "../shared/text.js";
import { colValue, pixelAt, pixelOf, tapOf } from "../shared/unroll.js";
import { AXIS_HEADS, channelName, imageName, windowHead } from "../shared/words.js";
import { lineHead } from "./words.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Loop } from "../shared/loops.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** A lens's line: its name, and its cells with their attributes. @typedef {[name: string, cells: [text: string, attributes: string][]]} Line */
/** Places, and how they are lit. @typedef {[place: number[], mark: string][]} Marks */
/** `wide` and `high`: how much a lens shows. @typedef {{ sizes: Sizes, x: WireArray, wide: number, high: number }} Seen */

/** @param {Marks} marks */
const litHtml = (marks) => {
  const byPlace = new Map(marks.map(([place, mark]) => [String(place), ` data-lit="${mark}"`]));
  return (/** @type {number[]} */ place) => byPlace.get(String(place)) ?? "";
};

/** @param {string} name @param {[text: string, attributes: string][]} cells @returns {Line} */
const lineOf = (name, cells) => [name, cells];

/** The columns and the lines of the matrix in sight around a cell. @param {Seen} seen @param {Cell} cell */
export const cellsAround = ({ sizes, wide, high }, [row, column]) => ({
  across: around(column, wide, sizes.columns),
  down: around(row, high, sizes.rows),
});

/**
 * Cells that `made` steps have not come to are empty.
 * @param {Seen} seen
 * @param {Cell} cell
 * @param {Marks} marks
 * @param {{ loop: Loop, step: number, made: number }} progress
 */
export function matrixTable(seen, cell, marks, { loop, step, made }) {
  const { sizes, x } = seen;
  const { across, down } = cellsAround(seen, cell);
  const lit = litHtml(marks);
  /** @param {Cell} at @returns {[string, string]} */
  const shown = (at) => {
    const [row, column] = at;
    const own = stepOf(sizes, loop, at);
    const padding = pixelOf(sizes, row, column) ? "" : " data-padding";
    const now = own === step ? " data-now" : "";
    const text = own < made ? formatNumber(colValue(sizes, x, row, column)) : "";
    return [text, `data-index="${at}"${padding}${now}${lit(at)}`];
  };
  return {
    corner: AXIS_HEADS.join("\n"),
    heads: across.map((column) => tapOf(sizes, column).join("\n")),
    lines: down.map((row) =>
      lineOf(
        windowHead(row),
        across.map((column) => shown([row, column])),
      ),
    ),
  };
}

/** The columns and the lines of a channel in sight around a padded place. @param {Seen} seen @param {number[]} place */
export const pixelsAround = ({ sizes, wide, high }, [, , h, w]) => ({
  across: around(w, wide, sizes.PW),
  down: around(h, high, sizes.PH),
});

/**
 * Lines and columns count from the image's first pixel, as in x.
 * @param {Seen} seen
 * @param {number[]} place a padded one
 * @param {Marks} marks
 */
export function imageTable(seen, place, marks) {
  const { sizes, x } = seen;
  const { across, down } = pixelsAround(seen, place);
  const [n, c] = place;
  const lit = litHtml(marks);
  /** @param {number[]} at @returns {[string, string]} */
  const shown = (at) => {
    const pixel = pixelAt(sizes, at);
    return pixel
      ? [formatNumber(valueAt(x, pixel)), `data-index="${pixel}"${lit(at)}`]
      : ["0", `data-pad="${at}"${lit(at)}`];
  };
  return {
    corner: `${imageName(n)}\n${channelName(c)}`,
    heads: across.map((w) => String(w - sizes.width.before)),
    lines: down.map((h) =>
      lineOf(
        lineHead(h - sizes.height.before),
        across.map((w) => shown([n, c, h, w])),
      ),
    ),
  };
}
