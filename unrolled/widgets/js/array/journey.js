// How the numbers of one view travel to their places in another: as rigid as can be, and a few things at once.
import { grouped, MOST } from "../shared/loops.js";
import { range } from "../shared/numbers.js";
import { indexAt, permuted, product } from "../shared/strides.js";
import { memoryPlace, viewIndex } from "./view.js";

/** @import { View } from "./view.js" */
/**
 * What moves as one: its numbers, by their places in memory, and how many of them stand beside each other where they land.
 * It keeps its form; or it swings, a row that becomes a column or the other way; what is too much for that is an outline.
 * @typedef {{ places: number[], columns: number, isSwinging?: boolean, isOutline?: boolean }} Piece
 */

const MOST_TURNS = 12;
const FIRST_TURNS = 6; // those that are seen in full, where there are more

/** The axes along which numbers stand side by side in both views. @param {View} before @param {View} after */
function keptAxes(before, after) {
  const [one, other] = [before, after].map(({ axes }) => axes.slice(-2));
  if (String(one) === String(other)) return one;
  const both = one.filter((axis) => other.includes(axis));
  return both.toSorted((a, b) => after.shape[b] - after.shape[a]).slice(0, 1);
}

/** @param {View} before @param {View} after @returns {Piece[]} */
export function piecesOf(before, after) {
  const kept = keptAxes(before, after);
  const others = range(4).filter((axis) => !kept.includes(axis));
  const places = range(product(after.sizes)).map((k) => memoryPlace(after, k));
  const [was, is] = [before, after].map(({ axes }) => axes[3]);
  const isSwinging = kept.length === 1 && kept.includes(was) !== kept.includes(is);
  const columns = kept.includes(is) ? after.shape[is] : 1;
  const groups = grouped(places, (place) => permuted(indexAt(place, after.shape), others).join());
  return groups.map((some) => ({ places: some, columns, isSwinging }));
}

/** By the first few of a view's axes. @param {Piece[]} pieces @param {View} after @param {number} depth */
const cutBy = (pieces, after, depth) => grouped(pieces, ({ places }) => viewIndex(after, places[0]).slice(0, depth).join());

/** What lands in one part of the view moves together, unless that is too much for an eye. @param {Piece[]} pieces @param {View} after */
function cut(pieces, after) {
  for (const depth of range(4)) {
    const turns = cutBy(pieces, after, depth);
    if (turns.every((turn) => turn.length <= MOST)) return turns;
  }
  return pieces.map((piece) => [piece]);
}

/** A part of the view each, or where those are too many all in one. @param {Piece[]} pieces @param {View} after @returns {Piece[]} */
function outlines(pieces, after) {
  const parts = cutBy(pieces, after, 1);
  const shown = parts.length <= MOST ? parts : [pieces];
  return shown.map((some) => ({ places: some.flatMap(({ places }) => places), columns: 1, isOutline: true }));
}

/**
 * The pieces of each turn.
 * @param {View} before
 * @param {View} after
 * @param {(place: number) => boolean} [isSeen] what is out of sight, at one end or the other, takes no part
 */
export function turnsOf(before, after, isSeen = () => true) {
  const pieces = piecesOf(before, after).filter(({ places }) => places.every(isSeen));
  const turns = cut(pieces, after);
  if (turns.length <= MOST_TURNS) return turns;
  return [...turns.slice(0, FIRST_TURNS), outlines(turns.slice(FIRST_TURNS).flat(), after)];
}
