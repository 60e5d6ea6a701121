// A step's motion: forward the window becomes its row, and the winner rises to out; backward the gradient falls to the
// winner's place in the row, and from there into dx, whose sum changes as it lands.
import { findAll } from "../shared/dom.js";
import { MOST, piecesOf } from "../shared/loops.js";
import { cellsAt, given, receives } from "./gradient.js";
import { outIndex } from "./windows.js";
import { formatValue } from "./words.js";

/** @import { Flight } from "../shared/flight.js" */
/** @import { Turn } from "../shared/motion.js" */
/** @import { Cell } from "../shared/unroll.js" */
/** @import { Pooled } from "./state.js" */
/** What lands, and is then to be shown: a step's rows, and what is made of them. @typedef {{ rows: () => void, made: () => void }} Landing */

const [FIRST, LATER] = [450, 350]; // milliseconds, for what travels together

/** The window's lines become its row: one after the other where a reader sees it for the first time. */
function rowTurns({ planes, matrix }, { windows, rowSizes }, step, landing, isFirst) {
  const { taps } = windows[step];
  const pieces = piecesOf(rowSizes, "window", step).map(({ cells, isLine }) => ({
    cells,
    isLine,
    flight: {
      from: cells.map(([, i]) => planes.x.cell(taps[i].place)),
      to: cells.map(matrix.cell),
      kind: "window",
      ...(isLine ? {} : { texts: [] }),
    },
  }));
  const groups = isFirst && pieces.every(({ isLine }) => isLine) ? pieces.map((piece) => [piece]) : [pieces];
  return groups.map((group, i) => ({
    flights: group.map(({ flight }) => flight),
    arrive() {
      for (const { cells } of group) matrix.arrive(cells);
      if (i === groups.length - 1) landing.rows();
    },
  }));
}

/** The winner rises to out, and its place, which stands above it, to arg_max. A mean is made of the whole row. */
function risingFlights({ planes, matrix, root }, { windows, sizes }, step) {
  const { taps, winner, value } = windows[step];
  const place = outIndex(sizes, step);
  const row = taps.map((_, i) => matrix.cell([step, i]));
  const to = [planes.out.cell(place)];
  if (winner === null) return [{ from: row, to, kind: "output", texts: [formatValue(value)] }];
  const heads = findAll(root, '[data-panel="rows"] [role="columnheader"]:not(.corner)');
  const kept = { from: [heads[winner]], to: [planes.arg_max.cell(place)], kind: "window", texts: [String(winner)] };
  return [{ from: [row[winner]], to, kind: "output" }, kept];
}

/** @param {any} picture @param {Pooled} pooled @param {number} step @param {Landing} landing @param {boolean} isFirst */
const forwardTurns = (picture, pooled, step, landing, isFirst) => [
  ...rowTurns(picture, pooled, step, landing, isFirst),
  { flights: risingFlights(picture, pooled, step), arrive: landing.made },
];

/** Each on its own, or where those are too many all as one block. @param {Cell[]} cells @param {(cells: Cell[]) => Flight} flightOf @returns {Flight[]} */
const eachOrAll = (cells, flightOf) =>
  cells.length <= MOST ? cells.map((cell) => flightOf([cell])) : [{ ...flightOf(cells), texts: [] }];

/** From dout to the rows; a mean is shared by all of its window. @param {any} picture @param {Pooled} pooled @param {Cell[]} own */
function fallingFlights({ planes, matrix }, pooled, own) {
  /** @param {Cell[]} cells @param {Cell[]} from */
  const flight = (cells, from = cells) => ({
    from: from.map(([k]) => planes.dout.cell(outIndex(pooled.sizes, k))),
    to: cells.map(matrix.cell),
    kind: "gradient",
    texts: cells.map((cell) => formatValue(given(pooled, cell))),
  });
  return pooled.average && pooled.loop === "window" ? [flight(own, own.slice(0, 1))] : eachOrAll(own, flight);
}

/** From the rows to dx: one by one, or in a step's pieces where those would be too many. @param {any} picture @param {Pooled} pooled @param {number} step @param {Cell[]} sent */
function landingFlights({ planes, matrix }, { windows, rowSizes, loop }, step, sent) {
  /** @param {Cell[]} cells */
  const flight = (cells) => ({
    from: cells.map(matrix.cell),
    to: cells.map(([k, i]) => planes.dx.cell(windows[k].taps[i].place)),
    kind: "gradient",
  });
  if (sent.length <= MOST) return sent.map((cell) => flight([cell]));
  const wanted = new Set(sent.map(String));
  const pieces = piecesOf(rowSizes, loop, step).map(({ cells, isLine }) => ({
    cells: cells.filter((cell) => wanted.has(String(cell))),
    isLine,
  }));
  return pieces
    .filter(({ cells }) => cells.length)
    .map(({ cells, isLine }) => (isLine ? flight(cells) : { ...flight(cells), texts: [] }));
}

/** @param {any} picture @param {Pooled} pooled @param {number} step @param {Landing} landing */
function backwardTurns(picture, pooled, step, landing) {
  const all = cellsAt(pooled, step);
  const own = all.filter((cell) => receives(pooled, cell));
  // With `=` the losers' zeros travel too, and overwrite.
  const sent = (pooled.operator === "=" ? all : own).filter(([k, i]) => pooled.windows[k].taps[i].pixel);
  return [
    { flights: fallingFlights(picture, pooled, own), arrive: landing.rows },
    { flights: landingFlights(picture, pooled, step, sent), arrive: landing.made },
  ];
}

/**
 * @param {any} picture
 * @param {Pooled} pooled
 * @param {number} step
 * @param {Landing} landing
 * @param {{ isFirst: boolean, pause: number }} options
 * @returns {Turn[]}
 */
export function turnsOf(picture, pooled, step, landing, { isFirst, pause }) {
  const turns = pooled.backward
    ? backwardTurns(picture, pooled, step, landing)
    : forwardTurns(picture, pooled, step, landing, isFirst);
  const ms = Math.min(isFirst ? FIRST : LATER, pause / turns.length);
  return turns.map(({ flights, arrive }) => ({ ms: flights.length ? ms : 0, flights, arrive }));
}
