// Motion in turns: what departs together arrives together, and only then is written.
import { land, launch } from "./flight.js";
import { sum } from "./numbers.js";

/** @import { Flight } from "./flight.js" */
/** @import { Piece } from "./loops.js" */
/** @import { Cell } from "./unroll.js" */
/**
 * Where the numbers of a matrix's cells come from and go to, and what writes them.
 * @typedef {{ from: (cell: Cell) => HTMLElement, to: (cell: Cell) => HTMLElement, kind: string,
 *   arrive: (cells: Cell[]) => void }} Way
 */
/** @typedef {{ ms: number, flights: Flight[], arrive: () => void }} Turn `arrive` writes what has landed */

/** To lay out more numbers than that takes longer than a frame: they are there at once. */
export const MOST_MOVES = 200;

/** @param {HTMLElement} root where they fly; it is the frame of their places */
export function makeMotion(root) {
  /** @type {Turn[]} */
  let turns = [];
  let [timer, frame] = [0, 0];

  function depart() {
    const [{ ms, flights }] = turns;
    for (const flight of flights) launch(root, flight, ms);
    timer = setTimeout(() => {
      land(root);
      turns.shift()?.arrive();
      if (turns.length) depart();
    }, ms);
  }
  function finish() {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    land(root);
    const rest = turns;
    turns = [];
    for (const { arrive } of rest) arrive();
  }
  return {
    /** How long it will still move, in milliseconds. */
    left: () => sum(turns.map(({ ms }) => ms)),
    /** Let all land at once. */
    finish,
    /** Depart in the next frame, once what they fly to has been scrolled into sight. @param {Turn[]} planned */
    perform(planned) {
      finish();
      turns = [...planned];
      if (turns.length) frame = requestAnimationFrame(depart);
    },
  };
}

const [EACH, ALL] = [450, 500]; // milliseconds, for one piece and for all together

/**
 * How the pieces of a matrix travel: one after the other where a reader sees it for the first time, or else all together.
 * @param {Piece[]} pieces
 * @param {Way} way
 * @param {{ isFirst: boolean, pause: number }} options pause: how long a step may last, in milliseconds
 * @returns {Turn[]}
 */
export function turnsOf(pieces, { from, to, kind, arrive }, { isFirst, pause }) {
  /** @param {Piece} piece @returns {Flight} */
  const flight = ({ cells, isLine }) => {
    const ends = { from: cells.map(from), to: cells.map(to), kind };
    return isLine ? ends : { ...ends, texts: [] };
  };
  if (isFirst && pieces.every(({ isLine }) => isLine)) {
    return pieces.map((piece) => ({ ms: EACH, flights: [flight(piece)], arrive: () => arrive(piece.cells) }));
  }
  const flights = pieces.map(flight);
  return [{ ms: Math.min(ALL, pause), flights, arrive: () => arrive(pieces.flatMap(({ cells }) => cells)) }];
}
