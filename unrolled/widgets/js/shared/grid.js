// How a grid of cells behaves: one tab stop, arrow keys, pointing by mouse, touch or focus, lighting.
import { eventTarget, findAll } from "./dom.js";

/**
 * Hears of the mouse and of the focus: which cell, or null.
 * @typedef {(how: "hover" | "focus", number: number | null) => void} OnPoint
 */
/** What lights up, by number, and how: "1", "faint", ... @typedef {Map<number, string>} Marks */
/**
 * `numbers` are the cells' places in the table that they make up together, row by row.
 * @typedef {{ cells: any[], numbers: Map<Element, number>, columns: number, stop: any, lit: Marks }} Grid
 */

const CELL = '[role="gridcell"]';
const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * @param {HTMLElement} root holds the cells
 * @param {{ numberOf?: (i: number) => number, columns: number, onPoint: OnPoint }} options
 *   numberOf: the number of the i-th cell of the page in a table that is `columns` wide
 */
export function makeGrid(root, { numberOf = (i) => i, columns, onPoint }) {
  const grid = gridOf(root, numberOf, columns);
  grid.stop.tabIndex = 0;
  addKeys(root, grid);
  addPointing(root, grid, onPoint);
  return {
    cells: grid.cells,
    /** Tab enters the grid at this cell. @param {number} number */
    setTabStop(number) {
      if (grid.cells[number] !== grid.stop) moveTabStop(grid, number); // else the focus would be lost
    },
    /** Light these cells and no others. @param {Marks} marks */
    light(marks) {
      for (const number of grid.lit.keys()) if (!marks.has(number)) delete grid.cells[number].dataset.lit;
      for (const [number, mark] of marks) if (grid.lit.get(number) !== mark) grid.cells[number].dataset.lit = mark;
      grid.lit = marks;
    },
  };
}

/** @returns {Grid} */
function gridOf(root, numberOf, columns) {
  const cells = [];
  const numbers = new Map();
  findAll(root, CELL).forEach((cell, i) => {
    cells[numberOf(i)] = cell;
    numbers.set(cell, numberOf(i));
  });
  return { cells, numbers, columns, stop: cells[0], lit: new Map() };
}

/** @param {Grid} grid @param {number} number */
function moveTabStop(grid, number) {
  grid.stop.removeAttribute("tabindex");
  grid.stop = grid.cells[number];
  grid.stop.tabIndex = 0;
}

function focusCell(grid, number) {
  moveTabStop(grid, number);
  grid.stop.focus();
}

/** @returns {number | undefined} */
const numberAt = ({ numbers }, event) => numbers.get(eventTarget(event, CELL));

/** Whether a key leads from cell to cell. @param {KeyboardEvent} event */
export const isWalking = ({ key, altKey, metaKey }) =>
  (key in ARROWS || key === "Home" || key === "End") && !altKey && !metaKey;

/**
 * Where a key leads from one of `count` cells; with `whole`, Home and End mean the whole table.
 * @param {{ count: number, columns: number }} table @param {number} number @param {string} key @param {boolean} whole
 */
export function destination({ count, columns }, number, key, whole) {
  const [row, column] = [Math.floor(number / columns), number % columns];
  if (key === "Home") return whole ? 0 : row * columns;
  if (key === "End") return whole ? count - 1 : (row + 1) * columns - 1;
  const [y, x] = [row + ARROWS[key][0], column + ARROWS[key][1]];
  const isOutside = y < 0 || y >= count / columns || x < 0 || x >= columns;
  return isOutside ? number : y * columns + x;
}

function addKeys(root, grid) {
  root.addEventListener("keydown", (event) => {
    const number = numberAt(grid, event);
    if (!isWalking(event) || number === undefined) return;
    event.preventDefault();
    const table = { count: grid.cells.length, columns: grid.columns };
    focusCell(grid, destination(table, number, event.key, event.ctrlKey));
  });
}

function addPointing(root, grid, onPoint) {
  root.addEventListener("focusin", (event) => onPoint("focus", numberAt(grid, event) ?? null));
  root.addEventListener("focusout", () => onPoint("focus", null));
  // A finger that scrolls passes over cells without meaning them; a tap clicks, and so takes the focus.
  root.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") onPoint("hover", numberAt(grid, event) ?? null);
  });
  root.addEventListener("pointerleave", () => onPoint("hover", null));
  root.addEventListener("click", (event) => {
    const number = numberAt(grid, event);
    if (number !== undefined) focusCell(grid, number);
  });
}
