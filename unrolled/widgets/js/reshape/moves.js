// In which turns a stage's numbers travel: never more than an eye can follow at once.
import { grouped, MOST } from "../shared/loops.js";
import { range } from "../shared/numbers.js";

/** @import { Block, Move, Stage } from "./trace.js" */
/**
 * What moves as one, rigid thing: a line or a block of numbers; what is too much for that moves as an outline.
 * @typedef {{ moves: Move[], columns: number, isOutline?: boolean }} Piece
 */
/** How a turn is cut: in blocks, or in lines that stand in one line of the source and in one of the stage. @typedef {{ block?: Block, from: number, to: number }} Cutting */

const MOST_TURNS = 12;

/**
 * The pieces of each turn.
 * @param {Stage} stage
 * @param {Stage} before where its numbers come from
 * @returns {Piece[][]}
 */
export function turnsOf({ moves, block, axes }, before) {
  if (moves.length === 0) return [];
  const cutting = { block, from: lastSize(before.axes), to: lastSize(axes) };
  for (const depth of range(moves[0].turn.length)) {
    const turns = grouped(moves, ({ turn }) => turn.slice(0, depth + 1).join()).map((some) => piecesOf(some, cutting));
    if (turns.some((pieces) => pieces.length > MOST)) continue;
    if (turns.length <= MOST_TURNS) return turns;
    const [start] = moves[0].turn;
    const first = turns.filter(([piece]) => piece.moves[0].turn[0] === start);
    if (first.length <= MOST_TURNS) return [...first, outlines(moves.filter(({ turn }) => turn[0] !== start))];
  }
  return [outlines(moves)];
}

/** @param {Stage["axes"]} axes */
const lastSize = (axes) => axes[axes.length - 1].size;

/** @param {Move[]} moves @param {Cutting} cutting @returns {Piece[]} */
function piecesOf(moves, { block, from, to }) {
  if (block) {
    const blocks = grouped(moves, (move) => Math.floor(move.to / block.size));
    return blocks.map((some) => ({ moves: some, columns: block.columns }));
  }
  /** @type {Move[][]} */
  const lines = [];
  for (const move of moves) {
    const line = lines[lines.length - 1];
    const last = line?.[line.length - 1];
    if (last && follows(last.from, move.from, from) && follows(last.to, move.to, to)) line.push(move);
    else lines.push([move]);
  }
  return lines.map((some) => ({ moves: some, columns: some.length }));
}

/** Does k stand behind `last`, in the same line? @param {number} last @param {number} k @param {number} wide a line's length */
const follows = (last, k, wide) => k === last + 1 && k % wide !== 0;

/** A channel each, or where those are too many all in one. @param {Move[]} moves @returns {Piece[]} */
function outlines(moves) {
  const channels = grouped(moves, ({ channel }) => channel);
  const parts = channels.length <= MOST ? channels : [moves];
  return parts.map((some) => ({ moves: some, columns: some.length, isOutline: true }));
}
