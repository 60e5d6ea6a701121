// The reader's turn: they fill the next row or columns, number by number, by choosing pixels.
import { cellsOfStep, stepsOf } from "../shared/loops.js";
import { rulesOf } from "./rules.js";
import { askWords, MANY_RIGHT, nextWords, openingWords, ruleWords } from "./words.js";

/** @type {import("../shared/answers.js").Turns} */
export const TURNS = {
  fresh: ({ sizes, loop, step }) => ({ step: (step + 1) % stepsOf(sizes, loop), whole: false }), // numbers are asked for
  /** Which number comes next in the step? Of its cells, `count` have theirs. */
  question(picture) {
    const { sizes, loop, step, rounds, turn } = picture;
    const cells = cellsOfStep(sizes, loop, step);
    const count = turn?.count ?? (rounds.isBegun ? 0 : firstLine(picture));
    return [{ target: "x", cells, count }, questionOf(picture, cells[count], count)];
  },
  /** The number is there; where enough are right, or one alone was asked for, so are the rest. */
  fill(picture, isEnough) {
    const { turn, rounds } = picture;
    const { cells, count } = turn;
    turn.count = isEnough || !rounds.isBegun ? cells.length : count + 1;
    picture.lay(cells.slice(count, turn.count));
    return turn.count < cells.length;
  },
  end: ({ light }) => light(),
  placeOf: ({ images }, cell) => images.placeOf(cell),
  manyRight: MANY_RIGHT,
};

/** A picture that opens with a question has a window's first line. @param {any} picture */
const firstLine = ({ sizes, loop }) => (loop === "window" && sizes.FH > 1 ? sizes.FW : 0);

/** @param {any} picture @param {any} cell the next one @param {number} count @returns {import("../shared/answers.js").Question} */
function questionOf({ sizes, loop, rounds }, cell, count) {
  const rules = rulesOf(sizes, cell);
  const said = ruleWords(sizes, cell);
  if (rounds.isBegun) return { text: askWords(sizes, loop, cell), rules, said, shown: "" };
  const shown = nextWords(sizes, cell);
  const right = () => `${said.right()} ${shown}`;
  return { text: count ? openingWords(cell) : askWords(sizes, loop, cell), rules, said: { ...said, right }, shown };
}
