// What lights up: the number in hand or pointed at, with all its copies and the outputs that move with it.
import { range } from "../shared/numbers.js";
import { pixelOf, usesOf, WEIGHTS } from "./line.js";

/** @import { Held } from "./line.js" */
/** @typedef {Map<number, string>} Marks cells by number, and how each is lit */
/** @typedef {{ kind?: string, place?: any }} Pointed */

/** @param {number[]} numbers @param {string} [mark] @returns {Marks} */
const marks = (numbers, mark = "1") => new Map(numbers.map((number) => [number, mark]));

/** @param {number} cell of col, in reading order @returns {[number, number]} */
export const cellAt = (cell) => [Math.floor(cell / WEIGHTS), cell % WEIGHTS];

/** The number that is shown: pointed at, or else in hand. @param {Held} held @param {Pointed} pointed @returns {Held} */
export const shownOf = (held, { kind, place }) => (kind === "x" || kind === "w" ? { kind, place } : held);

/** @param {Held} held */
function ofNumber(held) {
  const uses = usesOf(held);
  const rows = uses.map(([row]) => row);
  return {
    x: marks(held.kind === "x" ? [held.place] : []),
    w: marks(held.kind === "w" ? [held.place] : []),
    col: marks(uses.map(([row, column]) => row * WEIGHTS + column)),
    out: marks(rows),
    target: marks([]),
    dout: marks(rows),
  };
}

/** @param {number} cell */
function ofCell(cell) {
  const [row, column] = cellAt(cell);
  const pixel = pixelOf([row, column]);
  const copies = usesOf({ kind: "x", place: pixel }).map(([r, k]) => r * WEIGHTS + k);
  return {
    x: marks([pixel]),
    w: marks([column]),
    col: new Map([...marks(copies, "faint"), [cell, "1"]]),
    out: marks([row]),
    target: marks([]),
    dout: marks([]),
  };
}

/** @param {string} kind @param {number} row */
function ofRow(kind, row) {
  const columns = range(WEIGHTS);
  return {
    x: marks(columns.map((column) => pixelOf([row, column]))),
    w: marks(columns),
    col: marks(columns.map((column) => row * WEIGHTS + column)),
    out: marks([row]),
    target: marks(kind === "out" ? [] : [row]),
    dout: marks(kind === "dout" ? [row] : []),
  };
}

/** By grid, what is lit in it. @param {Held} held @param {Pointed} pointed @returns {Record<string, Marks>} */
export function litBy(held, pointed) {
  const { kind, place } = pointed;
  if (kind === "col") return ofCell(place);
  if (kind === "out" || kind === "target" || kind === "dout") return ofRow(kind, place);
  return ofNumber(shownOf(held, pointed));
}
