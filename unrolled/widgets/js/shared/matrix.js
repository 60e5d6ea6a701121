// Draws the column matrix, with the names of its rows and columns, and shows how far a loop over it has come.
import { element, findAll, writeCell } from "./dom.js";
import { makeGrid } from "./grid.js";
import { cellsOfStep, columnsOf, stepOf, tintOf } from "./loops.js";
import { range } from "./numbers.js";
import { someRows } from "./some.js";
import { formatNumber } from "./text.js";
import { cellAt, pixelOf, tapOf, windowOf } from "./unroll.js";
import { AXIS_HEADS, matrixName, NOT_YET, ROW_HEAD, tapName, windowHead, windowName } from "./words.js";

/** @import { Loop } from "./loops.js" */
/** @import { Cell, Sizes } from "./unroll.js" */
/**
 * What its rows and columns are called: `corner` and `head` in sight, all else for a screen reader.
 * @typedef {{ matrix: (name: string, sizes: Sizes) => string, corner: string, head: (column: number) => string,
 *   column: (column: number) => string, row: (row: number) => string, window: (row: number) => string }} Names
 */
/**
 * `value` is what a cell holds; `isFilled`: it holds nothing until the loop has come to it.
 * @typedef {{ name: string, sizes: Sizes, loop: Loop, value: (row: number, column: number) => number | string,
 *   isFilled?: boolean, names?: Names }} Matrix
 */

/** @param {Sizes} sizes @returns {Names} */
const namesOf = (sizes) => ({
  matrix: matrixName,
  corner: AXIS_HEADS.join("\n"),
  head: (column) => tapOf(sizes, column).join("\n"),
  column: (column) => tapName(tapOf(sizes, column)),
  row: windowHead,
  window: (row) => windowName(row, windowOf(sizes, row)),
});

const LARGE = 10_000; // cells; only beyond it drawing what is out of sight would be felt

function columnHeadHtml({ sizes, names }, column) {
  const [, fh, fw] = tapOf(sizes, column);
  const edge = fw === 0 && column > 0 ? (fh === 0 ? ' data-edge="c"' : ' data-edge="fh"') : "";
  return `<span role="columnheader" aria-label="${names.column(column)}"${edge}>${names.head(column)}</span>`;
}

function headHtml(matrix) {
  const heads = range(matrix.sizes.columns).map((column) => columnHeadHtml(matrix, column));
  const corner = `<span role="columnheader" class="corner" aria-label="${ROW_HEAD}">${matrix.names.corner}</span>`;
  return `<div role="row" class="head">${corner}${heads.join("")}</div>`;
}

function cellHtml({ sizes, value, isFilled }, row, column) {
  const edge = column > 0 && column % (sizes.FH * sizes.FW) === 0 ? ' data-edge="c"' : "";
  const padding = pixelOf(sizes, row, column) ? "" : " data-padding";
  const tap = tintOf(sizes, column);
  const tint = tap === null ? "" : ` data-tap="${tap}"`;
  const place = `data-index="${row},${column}"${padding}${edge}${tint}`;
  if (isFilled) return `<span role="gridcell" ${place} aria-label="${NOT_YET}"></span>`;
  return `<span role="gridcell" ${place}>${formatNumber(value(row, column))}</span>`;
}

function rowHtml(matrix, row) {
  const { sizes, names } = matrix;
  const [, oh, ow] = windowOf(sizes, row);
  const cells = range(sizes.columns).map((column) => cellHtml(matrix, row, column));
  const edge = row > 0 && oh === 0 && ow === 0 ? ' data-edge="n"' : "";
  return `<div role="row"${edge}><span role="rowheader" aria-label="${names.window(row)}">${names.row(row)}</span>${cells.join("")}</div>`;
}

function matrixElement(matrix) {
  const { name, sizes, loop, names, isFilled = false } = matrix;
  const rows = range(sizes.rows).map((row) => rowHtml(matrix, row));
  const label = names.matrix(name, sizes);
  const root = element(
    `<div role="grid" data-grid="${name}" data-loop="${loop}" aria-label="${label}">${headHtml(matrix)}${rows.join("")}</div>`,
  );
  root.style.setProperty("--columns", String(sizes.columns));
  root.toggleAttribute("data-filled", isFilled);
  root.toggleAttribute("data-large", sizes.rows * sizes.columns > LARGE);
  return root;
}

/**
 * @param {HTMLElement} box
 * @param {Matrix} given
 * @param {(how: "hover" | "focus", cell: Cell | null) => void} onPoint
 */
export function drawMatrix(box, given, onPoint) {
  const { sizes, loop } = given;
  const matrix = { names: namesOf(sizes), ...given };
  const root = matrixElement(matrix);
  const caption = element('<p class="caption of" aria-hidden="true"></p>');
  box.replaceChildren(root, caption);
  const grid = makeGrid(root, {
    columns: sizes.columns,
    onPoint: (how, number) => onPoint(how, number === null ? null : cellAt(sizes, number)),
  });
  const lines = [...root.children].slice(1);
  const shown = someRows(lines, caption);
  const cell = ([row, column]) => grid.cells[row * sizes.columns + column];
  const make = maker(matrix, cell);
  const makeUpTo = progressShower(matrix, grid.cells, make);
  const point = currentShower(matrix, root, cell);
  return {
    cells: grid.cells,
    cell,
    cellOf: (each) => cellAt(sizes, grid.cells.indexOf(each)),
    light(marks) {
      grid.light(new Map(marks.map(([[row, column], mark]) => [row * sizes.columns + column, mark])));
      const rows = marks.filter(([, mark]) => mark === "1").map(([[row]]) => row);
      if (rows.length) shown.bring(rows);
    },
    /**
     * Everything as it stands at a step, or before the step's numbers have arrived. Returns the header of its row or of
     * its first column.
     * @param {number} step
     * @param {boolean} isAwaited
     */
    showStep(step, isAwaited) {
      shown.showAround(loop === "window" ? step : 0);
      makeUpTo(isAwaited ? step - 1 : step);
      return point(step);
    },
    /** They have arrived. @param {Cell[]} cells */
    arrive: (cells) => cells.forEach((each) => make(each, true)),
  };
}

/** Lets a cell be one that the loop has come to, or not. @param {Matrix} matrix */
const maker =
  ({ isFilled, value }, cell) =>
  ([row, column], isMade) => {
    const each = cell([row, column]);
    each.toggleAttribute("data-made", isMade);
    if (isFilled) writeCell(each, isMade ? formatNumber(value(row, column)) : "");
  };

/** Makes all cells up to a step, and no others; touches those only that change. @param {Matrix} matrix */
function progressShower({ sizes, loop }, cells, make) {
  return (step) => {
    cells.forEach((each, k) => {
      const place = cellAt(sizes, k);
      const isMade = stepOf(sizes, loop, place) <= step;
      if (isMade !== each.hasAttribute("data-made")) make(place, isMade);
    });
  };
}

/** Marks the row or the columns of a step, and their names; returns the first of these. @param {Matrix} matrix */
function currentShower({ sizes, loop }, root, cell) {
  const [, ...columnHeads] = findAll(root, '[role="columnheader"]');
  const lines = [...root.children].slice(1);
  let marked = [];
  let named = [];
  return (step) => {
    for (const each of marked) delete each.dataset.now;
    for (const each of named) delete each.dataset.current;
    marked = cellsOfStep(sizes, loop, step).map(cell);
    named = loop === "window" ? [lines[step]] : columnsOf(sizes, step).map((column) => columnHeads[column]);
    for (const each of marked) each.dataset.now = "";
    for (const each of named) each.dataset.current = "";
    return loop === "window" ? lines[step].firstChild : named[0];
  };
}
