// What the story says.
import { copies, FOLLOWED, gradient, ONE, output, pixelOf, products, TWO, WEIGHTS } from "./numbers.js";
import { ASKED, grown } from "./rules.js";
import { isFrom, standing } from "./story.js";

/** @import { Rule } from "./rules.js" */
/** @import { Frame, Move } from "./story.js" */

export const LABEL = "Follow the 12: an image becomes a matrix, and a gradient comes back";
export const ACTIONS_LABEL = "What to do next";
export const CAPTIONS = {
  x: "image",
  col: "matrix",
  W: "weights",
  out: "outputs",
  dx: "gradient of the image",
  ones: "gradient of the matrix",
};
export const X_HELP = "Arrow keys move, Enter chooses.";
export const ASKED_SIGN = "?";

/** @type {Record<string, string>} */
export const BUTTONS = {
  play: "Play",
  skip: "Skip",
  next: "Next",
  show: "Show me",
  multiply: "Multiply",
  backward: "Backward",
  add: "+=",
  assign: "=",
  channel: "Add a channel",
  rows: "More rows",
  longer: "Longer rows",
  again: "Play again",
};
/** What a sign is called where it can't be seen. @type {Record<string, string>} */
export const SPOKEN = { add: "+= add", assign: "= overwrite" };

/** @type {Record<string, string>} */
export const DOORS = {
  explorer: "Watch it read a digit (3 min)",
  start: "Build it in NumPy (start of the book)",
  teach: "Teach with it",
};

export const WINDOW = "window";
/** @param {number} channels */
export const xName = (channels) =>
  channels === 1 ? "image: 4 rows of 5 numbers" : "image: 2 channels, each 4 rows of 5 numbers";
/** @param {{ rows: number, columns: number }} sizes */
export const colName = ({ rows, columns }) => `matrix: ${rows} rows, one for each window, of ${columns} numbers`;
/** @param {number[]} weights */
export const weightsName = (weights) => `weights: ${weights.join(", ")}`;
export const OUT_NAME = "outputs: one for each window";

/** A pixel once gradients come back. @param {number} pixel @param {number | null} value */
export const gradientName = (pixel, value) => `pixel ${pixel}: ${value === null ? "nothing yet" : `gradient ${value}`}`;

/** @param {number} row */
export function windowWords(row) {
  const count = `Window ${row + 1} of ${ONE.rows}`;
  return row === 0 ? `${count}.` : `${count}: three lines, laid end to end.`;
}

export const QUESTION = "Which number comes next? Click it in the image.";

/** An answer, by the rule that gives it. @type {Record<Rule, (pixel: number) => string>} */
export const ANSWERS = {
  down: () => "Yes: down to the window’s next line.",
  along: (pixel) => `${pixel} comes next in the image, but it lies outside the window.`,
  elsewhere: () => "It must come from the window’s second line.",
};
export const shownWords = () => `It is ${pixelOf(ONE, ASKED)}: down to the window’s next line.`;

export const restWords = () =>
  `${ONE.H * ONE.W} numbers became ${ONE.rows * ONE.columns}. Which was copied most? Point at the ${FOLLOWED}.`;

/** @param {number} pixel */
export function copiesWords(pixel) {
  const count = copies(TWO, pixel).length;
  if (count === 1) return `${pixel} lies in one window alone.`;
  const windows = count === ONE.rows ? `all ${count}` : `${count} of ${ONE.rows}`;
  return `${pixel} lies in ${windows} windows, each time in another place of the window.`;
}

/** A row times the weights, without what they make 0. @param {number} row */
export function productWords(row) {
  const terms = products(row).filter((_, column) => WEIGHTS[column] !== 0);
  return `Row ${row + 1} times the weights: ${terms.join(" + ")} = ${output(row)}.`;
}

export const MULTIPLY = "One product, all six outputs at once. That is a convolution layer.";

/** @param {number} pixel @param {number} landed @param {boolean} isAdding */
export const countWords = (pixel, landed, isAdding) =>
  `Copy ${landed} of ${copies(ONE, pixel).length} is back: pixel ${pixel} holds ${gradient(landed, isAdding)}.`;

/** @param {boolean} isAdding */
export const backwardWords = (isAdding) =>
  isAdding
    ? "A pixel gets the sum of what its copies get. Try another pixel."
    : `With = each copy overwrites the one before: ${FOLLOWED} keeps 1 of ${copies(ONE, FOLLOWED).length}.`;

/** @param {number} pixel @param {boolean} isAdding */
export function sumWords(pixel, isAdding) {
  const count = copies(ONE, pixel).length;
  if (isAdding) return `Pixel ${pixel} gets ${gradient(count, true)}: the sum of what its copies get.`;
  return `Pixel ${pixel} keeps ${gradient(count, false)} of ${count}: what its last copy brought.`;
}

export const GUESS = "A second channel: 20 numbers more. More rows, or longer rows?";

/** @param {string} guess "rows" or "longer" */
export const guessWords = (guess) =>
  guess === grown()
    ? `Longer: ${TWO.columns} numbers a row. Each window reads both channels.`
    : `No: still ${TWO.rows} places to stop, so ${TWO.rows} rows. Each holds ${TWO.columns} numbers.`;

export const DOORS_WORDS = "You have followed one number there and back. Where next?";

/**
 * What a frame says: `said` is the answer to an answer.
 * @param {Frame} frame
 * @param {{ said: string | null, isAdding: boolean, guess: string | null }} told
 */
export function frameWords(frame, { said, isAdding, guess }) {
  const words = {
    question: () => said ?? QUESTION,
    answered: () => said ?? ANSWERS.down(pixelOf(ONE, ASKED)),
    rest: restWords,
    twelve: () => copiesWords(FOLLOWED),
    multiply: () => MULTIPLY,
    backward: () => backwardWords(isAdding),
    guess: () => GUESS,
    channel: () => guessWords(guess ?? grown()),
    doors: () => DOORS_WORDS,
  };
  return frame in words ? words[/** @type {keyof typeof words} */ (frame)]() : windowWords(standing(frame).window ?? 0);
}

/** What a move says as it begins, unless that was said before. @param {Move} move @param {Frame} frame */
export function moveWords({ window, drop }, frame) {
  if (drop !== undefined) return productWords(drop);
  return window === undefined || isFrom(frame, "question") ? null : windowWords(window);
}
