// The way that a reader follows: the numbers that were opened one after the other, the open one last.
import { INPUT, namesOf, scoresName } from "./chain.js";
import { isSame } from "./parts.js";

/** @import { Chain, Values } from "./chain.js" */
/** @import { Place } from "./parts.js" */
/** @typedef {Place[]} Path */

/** @param {Path} path @returns {Place} */
export const openOf = (path) => /** @type {Place} */ (path.at(-1));

/**
 * A number is opened: one on the way leads back to it, a neighbour of the open number leads on, any other begins anew.
 * @param {Path} path
 * @param {Place} place
 * @param {(Place | null)[]} neighbours
 * @returns {Path}
 */
export function opened(path, place, neighbours) {
  const at = path.findIndex((passed) => isSame(passed, place));
  if (at >= 0) return path.slice(0, at + 1);
  return neighbours.some((next) => next && isSame(next, place)) ? [...path, place] : [place];
}

/** On to this number; the same path where there is none. @param {Path} path @param {Place | null} next @returns {Path} */
export const followed = (path, next) => (next ? [...path, next] : path);

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
