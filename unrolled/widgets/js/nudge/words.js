// What Nudge says.
import { nameAt } from "../shared/text.js";
import { LITTLE, LOT, nameOf, TINY, valueIn } from "./hand.js";
import { errors, gradient, lossAt, lossOf, outputs, pixelOf, slope, termsOf, usesOf } from "./line.js";
import { cellAt } from "./lit.js";

/** @import { Cell } from "../shared/unroll.js" */
/** @import { Held, Line, Term } from "./line.js" */
/** @import { Rule } from "./rules.js" */

export const LABEL = "Nudge a pixel or a weight, and see the loss move";
export const HAND_LABEL = "The number in hand";
export const HELP = `Up and down nudge it by ${LITTLE}, plus and minus by ${LOT}; left and right go to the next.`;
export const HINT = "Drag a bar, or press ↑ and ↓ on it.";
/** @type {Record<string, string>} */
export const CAPTIONS = {
  x: "image x",
  w: "filter w",
  col: "col",
  out: "out",
  target: "target",
  dout: "dout",
  loss: "loss",
};
/** What each colour means, as [colour, words]. */
export const LEGEND = [
  ["image", "pixels"],
  ["filter", "weights, each in its tint"],
  ["column", "`col`: the pixels that each weight meets"],
  ["output", "outputs"],
  ["gradient", "the loss's gradient"],
];
/** What a column is, in full. @type {Record<string, string>} */
export const NAMES = {
  x: "x: seven pixels",
  w: "w: the three weights of the filter",
  col: "col: a row for each window, a column for each weight",
  out: "out: one output for each window",
  target: "target: what the outputs should be",
  dout: "dout = out − target: how far each output is off, which is the loss's gradient with respect to it",
};
export const LOSS_HINT = "half the sum of dout squared";
export const CURVE_LABEL = "loss";
export const ASKS_FIRST = "Answer first.";
export const YOUR_MOVE = "Your move";
export const TINY_NUDGE = "A tiny nudge";
export const GRADIENT = "The gradient";

/** As much of a number as a cell can show. @param {number} value */
export const written = (value) => String(Number(value.toFixed(4)) + 0);

/** Where it is a factor or is taken away. @param {number} value */
const inSum = (value) => (value < 0 ? `(${written(value)})` : written(value));

/** @param {number} by */
export const signed = (by) => `${by < 0 ? "−" : "+"}${Math.abs(by)}`;
/** @param {Held} held @param {number} by */
export const nudgeName = (held, by) => `${by < 0 ? "lower" : "raise"} ${nameOf(held)} by ${Math.abs(by)}`;

/** @param {Held} held @param {Line} line */
export const heldText = (held, line) => `\`${nameOf(held)} = ${written(valueIn(line, held))}\``;

/** How often a number is at work, and where. @param {Line} line @param {Held} held */
export function usesWords(line, held) {
  const rows = usesOf(held).map(([row]) => row);
  const start = `\`${nameOf(held)} == ${written(valueIn(line, held))}\``;
  if (held.kind === "w") return `${start} is used ${rows.length} times, once for each output.`;
  if (rows.length === 1) return `${start} is read once, by \`${nameAt("out", rows)}\`.`;
  return `${start} is read ${rows.length} times, by \`out[${rows[0]}]\` to \`out[${rows[rows.length - 1]}]\`.`;
}

/** @param {Line} line @param {Held} held @param {number} from */
export function moveWords(line, held, from) {
  const [before, after] = [lossAt(line, held, from), lossOf(line)];
  return `\`${nameOf(held)}\` went from ${written(from)} to ${written(valueIn(line, held))}: the loss from ${written(before)} to ${written(after)}.`;
}

/** @param {Line} line @param {Cell} cell */
export function cellWords(line, [row, column]) {
  const pixel = pixelOf([row, column]);
  return `\`${nameAt("col", [row, column])} == x[${pixel}] == ${written(line.x[pixel])}\`: it meets \`w[${column}]\`, and goes into \`out[${row}]\`.`;
}

/** @param {Line} line @param {number} row */
export function outWords(line, row) {
  const products = line.w.map((weight, column) => `${inSum(weight)}·${inSum(line.x[pixelOf([row, column])])}`);
  return `\`out[${row}] = ${products.join(" + ")} = ${written(outputs(line)[row])}\``;
}

/** @param {Line} line @param {number} row */
export const targetWords = (line, row) => `\`out[${row}]\` should be ${written(line.target[row])}.`;

/** @param {Line} line @param {number} row */
export const doutWords = (line, row) =>
  `\`dout[${row}] = ${written(outputs(line)[row])} − ${inSum(line.target[row])} = ${written(errors(line)[row])}\`: raise \`out[${row}]\` by a little, and the loss changes ${written(errors(line)[row])} times as much.`;

/**
 * What is pointed at, or null where that is a number that can be moved, or nothing.
 * @param {Line} line
 * @param {{ kind?: string, place?: any }} pointed
 */
export function pointedWords(line, { kind, place }) {
  if (kind === "col") return cellWords(line, cellAt(place));
  if (kind === "out") return outWords(line, place);
  if (kind === "target") return targetWords(line, place);
  return kind === "dout" ? doutWords(line, place) : null;
}

// The slope, measured and computed.

/** @param {number} up @param {number} down @param {number} run */
const quotient = (up, down, run) => `\`(${written(up)} − ${written(down)}) / ${written(run)}`;

/** What was just done: rise over run. @param {Line} line @param {Held} held @param {number | null} from */
export function riseWords(line, held, from) {
  const to = valueIn(line, held);
  if (from === null || from === to) return "None yet: drag a number up or down.";
  return `${quotient(lossOf(line), lossAt(line, held, from), to - from)} = ${written(slope(line, held, from, to))}\``;
}

/** A little up and a little down, as the numerical gradient does. @param {Line} line @param {Held} held */
export function tinyWords(line, held) {
  const now = valueIn(line, held);
  const [up, down] = [now + TINY, now - TINY];
  const measured = written(slope(line, held, down, up));
  return `${quotient(lossAt(line, held, up), lossAt(line, held, down), 2 * TINY)} = ${measured}\``;
}

/** The gradient as the sum that it is, by names: [tap, text] for each term. @param {Line} line @param {Held} held @returns {[number | null, string][]} */
export const termTexts = (line, held) =>
  termsOf(line, held).map(({ factor, place, row }) => [factor === "w" ? place : null, `${factor}[${place}]·dout[${row}]`]);

/** The same with numbers. @param {Line} line @param {Held} held */
export function sumWords(line, held) {
  const dout = errors(line);
  const numbers = termsOf(line, held).map(({ value, row }) => `${inSum(value)}·${inSum(dout[row])}`);
  return `\`= ${numbers.join(" + ")} = ${written(gradient(line, held))}\``;
}

/** @param {Line} line @param {Held} held */
export const curveName = (line, held) =>
  `The loss over ${nameOf(held)}: a valley. At ${written(valueIn(line, held))} its slope is ${written(gradient(line, held))}.`;

// The question.

/** @param {Line} line @param {Held} held @param {number} by */
export const question = (line, held, by) =>
  `Raise ${heldText(held, line).replace(" = ", "` from `")} to \`${written(valueIn(line, held) + by)}\`. By how much will the loss change, roughly?`;

/** @param {number} by */
export const answerText = (by) => (by > 0 ? `+${written(by)}` : written(by).replace("-", "−"));

/** @param {Held} held */
const reading = (held) =>
  usesOf(held)
    .map(([row]) => `\`out[${row}]\``)
    .join(", ");

/** An answer, by the rule that gives it. @param {Line} line @param {Held} held @returns {Record<Rule, () => string>} */
export function answered(line, held) {
  const terms = termsOf(line, held);
  const [{ place, row }] = terms;
  const last = terms[terms.length - 1];
  return {
    right: () => "Yes: each copy counts, times its weight and times the `dout` of its output.",
    turned: () =>
      `Not quite: that pairs weights and outputs the wrong way round. In \`out[${row}]\` it meets \`w[${place}]\`.`,
    one: () => `That is one copy’s share alone. All of these move: ${reading(held)}.`,
    last: () => `That is the share of \`out[${last.row}]\` alone. The shares of all its copies add up.`,
    weights: () => "So much the outputs grow, all together. Each counts times its `dout`: how far it is off.",
  };
}

/** @param {Line} line @param {Held} held @param {number} by */
export const shownWords = (line, held, by) =>
  `It is ${answerText(gradient(line, held) * by)}: each copy counts, times its weight and times the \`dout\` of its output.`;
