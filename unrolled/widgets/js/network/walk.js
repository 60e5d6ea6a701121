// The way that a reader follows: the numbers that were opened one after the other, the open one last.
import { INPUT, namesOf, scoresName } from "./chain.js";
import { isSame, largestOf, partsOf } from "./parts.js";

/** @import { Chain, Values } from "./chain.js" */
/** @import { Place } from "./parts.js" */
/** @typedef {Place[]} Path */

/** @param {Path} path @returns {Place} */
export const openOf = (path) => /** @type {Place} */ (path.at(-1));

/**
 * A number is opened: one on the way leads back to it, one that the open number is made of leads on, any other begins anew.
 * @param {Chain} chain
 * @param {Values} values
 * @param {Path} path
 * @param {Place} place
 * @returns {Path}
 */
export function opened(chain, values, path, place) {
  const at = path.findIndex((passed) => isSame(passed, place));
  if (at >= 0) return path.slice(0, at + 1);
  const { terms } = partsOf(chain, values, openOf(path));
  return terms.some(({ from }) => from && isSame(from, place)) ? [...path, place] : [place];
}

/** On to what gives most to the open number; the same path where that is a pixel. @param {Chain} chain @param {Values} values @param {Path} path @returns {Path} */
export function followed(chain, values, path) {
  const next = largestOf(partsOf(chain, values, openOf(path)));
  return next ? [...path, next] : path;
}

/** One step back, as far as there is one. @param {Path} path @returns {Path} */
export const back = (path) => (path.length > 1 ? path.slice(0, -1) : path);

/** From a score to a pixel, through every layer. @param {Chain} chain @param {Path} path */
export const isWhole = (chain, path) =>
  path[0][0] === scoresName(chain) && openOf(path)[0] === INPUT && path.length === namesOf(chain).length;

/** Which score is the largest. @param {Chain} chain @param {Values} values */
export const said = (chain, values) => {
  const { data } = values[scoresName(chain)];
  return data.indexOf(Math.max(...data));
};
