// What the question's answers are, each by the rule that leads to it.
import { sum } from "../shared/numbers.js";
import { errors, termsOf } from "./line.js";

/** @import { Held, Line } from "./line.js" */
/** @import { Rules } from "../shared/answers.js" */
/** @typedef {"right" | "turned" | "one" | "last" | "weights"} Rule */

export const ASKED = /** @type {Held} */ ({ kind: "x", place: 3 });

const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) < 1e-9;

/**
 * How fast the loss changes with the number, as each rule has it; "right" is its gradient.
 * @param {Line} line
 * @param {Held} held
 * @returns {Record<Rule, number>}
 */
export function rates(line, held) {
  const dout = errors(line);
  const terms = termsOf(line, held);
  const shares = terms.map(({ value, row }) => value * dout[row]);
  return {
    right: sum(shares),
    turned: sum(terms.map(({ row }, i) => terms[terms.length - 1 - i].value * dout[row])),
    one: shares[shares.length >> 1],
    last: shares[shares.length - 1],
    weights: sum(terms.map(({ value }) => value)),
  };
}

/** @param {Line} line @param {Held} held @param {number} by how far the number is raised @returns {Rules<number>} */
export const rulesOf = (line, held, by) =>
  Object.fromEntries(
    Object.entries(rates(line, held)).map(([rule, rate]) => [
      rule,
      (/** @type {number} */ answer) => near(answer, rate * by),
    ]),
  );

/** What the rules lead to, each once, from low to high. @param {Line} line @param {Held} held @param {number} by */
export function answersOf(line, held, by) {
  const all = Object.values(rates(line, held)).map((rate) => rate * by);
  return all.filter((one, i) => all.findIndex((other) => near(other, one)) === i).sort((a, b) => a - b);
}
