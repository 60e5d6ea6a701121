// Which rule gives an answer: a wrong one is answered by the rule that leads to it.
import { ruleOf as firstRule } from "../shared/answers.js";
import { ONE, pixelOf, TWO } from "./numbers.js";

/** @import { Cell } from "../shared/unroll.js" */
/** @typedef {"down" | "along" | "elsewhere"} Rule */

/** The cell that is asked for: the row's second strip begins there. @type {Cell} */
export const ASKED = [4, 3];
export const MISSES = 2; // after so many it is shown

const [ROW, COLUMN] = ASKED;

/** @type {Record<Rule, (pixel: number) => boolean>} */
const RULES = {
  down: (pixel) => pixel === pixelOf(ONE, ASKED),
  along: (pixel) => pixel === pixelOf(ONE, [ROW, COLUMN - 1]) + 1, // on in the image, past the window's edge
  elsewhere: () => true,
};

/** The first rule that gives this pixel; "down" is the right one. @param {number} pixel */
export const ruleOf = (pixel) => /** @type {Rule} */ (firstRule(RULES, pixel));

/** What a second channel makes more of. @returns {"rows" | "longer"} */
export const grown = () => (TWO.rows > ONE.rows ? "rows" : "longer");
