// A convolution on one line: its outputs, its loss, and how the loss moves with each number.
import { range, sum } from "../shared/numbers.js";
import { copiesOf, im2colSizes, sourceOf } from "../shared/unroll.js";

/** @import { Cell } from "../shared/unroll.js" */
/** @typedef {{ x: number[], w: number[], target: number[] }} Line pixels, weights, and what the outputs should be */
/** A number that can be nudged: x[3], or w[0]. @typedef {{ kind: "x" | "w", place: number }} Held */
/** What one use of a number adds to its gradient: `factor`[place], times dout[row]. @typedef {{ factor: "x" | "w", place: number, value: number, row: number }} Term */

const axis = (/** @type {number} */ filter) => ({ filter, stride: 1, before: 0, after: 0, dilation: 1 });
const SIZES = im2colSizes([1, 1, 1, 7], { height: axis(1), width: axis(3) });

export const [PIXELS, WEIGHTS, OUTPUTS] = [SIZES.W, SIZES.FW, SIZES.OW];

/** The pixel that a cell of col is a copy of. @param {Cell} cell */
export const pixelOf = ([row, column]) => sourceOf(SIZES, row, column)[3];

/** The cells of col where a number is at work: a pixel's copies, or a weight's column. @param {Held} held @returns {Cell[]} */
export const usesOf = ({ kind, place }) =>
  kind === "x" ? copiesOf(SIZES, [0, 0, 0, place]) : range(OUTPUTS).map((row) => [row, place]);

/** @param {Line} line */
export const colOf = ({ x }) => range(OUTPUTS).map((row) => range(WEIGHTS).map((column) => x[pixelOf([row, column])]));

/** @param {Line} line */
export const outputs = (line) => colOf(line).map((row) => sum(row.map((number, column) => number * line.w[column])));

/** The loss's gradient with respect to each output: how far it is off. @param {Line} line */
export const errors = (line) => outputs(line).map((out, row) => out - line.target[row]);

/** Half the sum of the squared errors. @param {Line} line */
export const lossOf = (line) => sum(errors(line).map((error) => error ** 2)) / 2;

/** The sum that makes a number's gradient, use by use. @param {Line} line @param {Held} held @returns {Term[]} */
export const termsOf = ({ x, w }, held) =>
  usesOf(held).map(([row, column]) => {
    if (held.kind === "x") return { factor: "w", place: column, value: w[column], row };
    const place = pixelOf([row, column]);
    return { factor: "x", place, value: x[place], row };
  });

/** @param {Line} line @param {Held} held */
export function gradient(line, held) {
  const dout = errors(line);
  return sum(termsOf(line, held).map(({ value, row }) => value * dout[row]));
}

/** The line with another number in this place. @param {Line} line @param {Held} held @param {number} value @returns {Line} */
export const moved = (line, { kind, place }, value) => ({ ...line, [kind]: line[kind].with(place, value) });

/** @param {Line} line @param {Held} held @param {number} value */
export const lossAt = (line, held, value) => lossOf(moved(line, held, value));

/** The loss's change for each 1 that the number went. @param {Line} line @param {Held} held @param {number} from @param {number} to */
export const slope = (line, held, from, to) => (lossAt(line, held, to) - lossAt(line, held, from)) / (to - from);
