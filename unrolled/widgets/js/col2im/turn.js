// The reader's turn: where does a number of dcol go, and what does a place of dx hold once it is there?
import { stepsOf } from "../shared/loops.js";
import { fromPadded, sourceOf } from "../shared/unroll.js";
import { cellToAdd, cellToCarry, freshRound, placeRules, sumAnswers, sumRules, sums } from "./rules.js";
import { askPlace, askSum, MANY_RIGHT, placeSaid, placeShown, sumSaid, sumShown } from "./words.js";

/** @typedef {ReturnType<import("../shared/answers.js").Turns["question"]>} Asked */
/** @type {import("../shared/answers.js").Turns} */
export const TURNS = {
  own: ({ dcol }) => ({ dcol }),
  fresh: ({ sizes, loop, rounds }) => freshRound(sizes, { loop, steps: stepsOf(sizes, loop), isSum: isSum(rounds) }),
  question(picture) {
    const { sizes, given, loop, step, rounds } = picture;
    const cell = isSum(rounds) ? cellToAdd(sizes, given, { loop, step }) : undefined;
    return cell ? held(picture, cell) : place(picture, cellToCarry(sizes, { loop, step }, rounds.round));
  },
  mark: "missed", // a number of dx with `=` may be wrong
  manyRight: MANY_RIGHT,
};

/** Places and sums are asked for in turns. @param {{ round: number }} rounds */
const isSum = ({ round }) => round % 2 === 1;

/** Where does a cell's number go? @param {any} picture @param {any} cell @returns {Asked} */
const place = ({ sizes, given }, cell) => [
  { target: "dx", lit: { cells: [[cell, "1"]], pixels: [] } },
  {
    text: askPlace(sizes, given, cell),
    rules: placeRules(sizes, cell),
    said: placeSaid(sizes, cell),
    shown: placeShown(sizes, cell),
  },
];

/** What does the place hold that a cell's number goes to? @param {any} picture @param {any} cell @returns {Asked} */
function held({ sizes, given, loop, step }, cell) {
  const found = sums(sizes, given, cell, { loop, step });
  const [row, column] = cell;
  const at = fromPadded(sizes, sourceOf(sizes, row, column));
  return [
    { lit: { cells: [], pixels: [[at, "1"]] } },
    {
      text: askSum(at, { loop, step }),
      answers: sumAnswers(found).map((value) => [value, String(value)]),
      rules: sumRules(found),
      said: sumSaid(sizes, cell, found),
      shown: sumShown(sizes, cell, found),
    },
  ];
}

/**
 * What a change makes of a round: the reader's own numbers come back where they still fit, and nothing is asked.
 * @param {any} picture
 * @param {(state: any) => object} change
 */
export function changedFrom(picture, change) {
  const { rounds, stepper } = picture;
  const changed = { ...rounds.own, ...change({ ...stepper.state(), ...rounds.own }), asks: false };
  rounds.own = null;
  return changed;
}
