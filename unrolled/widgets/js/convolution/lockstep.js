// The code of the forward loop in step with it: its variables, and what each of its pieces names in the pictures.
import { takenAt, variablesAt } from "../shared/lockstep.js";
import { range } from "../shared/numbers.js";

/** @import { Variables } from "../shared/lockstep.js" */
/** @import { Moment } from "./moment.js" */
/** @import { Marks } from "./taps.js" */

/** A layer without b adds none. @param {string[]} lines @param {unknown} b */
export const linesOf = (lines, b) => (b ? lines : lines.map((line) => line.replace(" + b[f]", "")));

/** The variables of a step, as the code has them after its last line. @param {Moment} moment @returns {Variables} */
export function variables({ layer, row, f }) {
  const { row: _, n, ...sliding } = variablesAt(layer.sizes, "window", row);
  return { n, f, ...sliding };
}

/** What the slices of a step take of the padded image. @param {Moment} moment */
export const taken = (moment) => takenAt(moment.layer.sizes, variables(moment));

/** @param {number[]} cells @returns {Marks} */
const lit = (cells) => cells.map((cell) => [cell, "1"]);

/**
 * What lights up in each grid when a piece of the code is pointed at: cells of the channels in sight.
 * @param {Moment} moment
 * @param {string} names
 * @returns {Record<string, Marks>}
 */
export function litByCode(moment, names) {
  const { layer, channels, taps, step, first, f } = moment;
  const { PH, PW } = layer.sizes;
  const { top, left } = variables(moment);
  const { down, across } = taken(moment);
  /** @param {number[]} rows @param {number[]} columns */
  const cross = (rows, columns) =>
    lit(channels.flatMap((_, i) => rows.flatMap((h) => columns.map((w) => (i * PH + h) * PW + w))));
  const all = taps.blocks.flat();
  /** @type {Record<string, () => Record<string, Marks>>} */
  const named = {
    corner: () => ({ x: cross([top], [left]) }),
    down: () => ({ x: cross(down.at, range(PW)) }),
    across: () => ({ x: cross(range(PH), across.at) }),
    read: () => ({ x: cross(down.at, across.at) }),
    filter: () => ({ W: lit(all) }),
    products: () => ({ products: lit(all) }),
    bias: () => ({ b: lit([f]) }),
    number: () => ({ out: lit([step - first]) }),
  };
  return named[names]();
}
