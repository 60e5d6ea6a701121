// Which rule gives an answer: a wrong one is answered by the rule that leads to it.
import { makeJudge } from "../shared/answers.js";
import { ONE, pixelOf, TWO } from "./numbers.js";

/** @import { Cell } from "../shared/unroll.js" */
/** @typedef {"down" | "along" | "elsewhere"} Rule */

/** The cell that is asked for: the row's second strip begins there. @type {Cell} */
export const ASKED = [4, 3];
const MISSES = 2; // after so many it is shown

const [ROW, COLUMN] = ASKED;

/** @type {Record<Rule, (pixel: number) => boolean>} */
const RULES = {
  down: (pixel) => pixel === pixelOf(ONE, ASKED),
  along: (pixel) => pixel === pixelOf(ONE, [ROW, COLUMN - 1]) + 1, // on in the image, past the window's edge
  elsewhere: () => true,
};

/** Judges one pixel after another; "down" is the right rule. */
export const judgeOfPixels = () => makeJudge(RULES, MISSES);

/** What a second channel makes more of. @returns {"rows" | "longer"} */
export const grown = () => (TWO.rows > ONE.rows ? "rows" : "longer");
