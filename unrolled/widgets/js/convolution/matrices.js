// The same product as matrices: rows of col against columns of col_W, their product where they meet, and its turn into out.
import { tintOf } from "../shared/loops.js";
import { range } from "../shared/numbers.js";
import { flatIndex, indexAt } from "../shared/strides.js";
import { nameAt, tuple } from "../shared/text.js";
import { cellAt, copiesOf, pixelOf, sourceOf, windowOf } from "../shared/unroll.js";
import { boxOf, numberGrid, told } from "./grid.js";
import { colWords, MATRICES_SAY, PADDING, rowsWords, turnWords, unmadeWords } from "./words.js";

/** @import { Layer } from "./layer.js" */
/** @import { CellContent, NumberGrid, OnGridPoint } from "./grid.js" */
/** @import { ProductMoment } from "./moment.js" */
/** @typedef {{ col: NumberGrid, filters: NumberGrid, rows: NumberGrid, moment: ProductMoment | null }} View */

const TALLEST = 12; // rows of col_W that stand above the product

/** Both boxes scroll as one, as their rows are the same. @param {NumberGrid[]} grids */
function scrollTogether(grids) {
  for (const { box } of grids) {
    const follow = () => {
      for (const other of grids) other.box.scrollTop = box.scrollTop;
    };
    box.addEventListener("scroll", follow);
  }
}

/** @param {Layer} layer @param {OnGridPoint} onPoint */
export function matricesView({ sizes: { N, OH, OW, rows: high, columns }, W }, onPoint) {
  const FN = W.shape[0];
  const col = numberGrid("col", "column", [high, columns], onPoint);
  const filters = numberGrid("col_W", "filter", [columns, FN], onPoint);
  const rows = numberGrid("rows", "output", [high, FN], onPoint);
  const corner = boxOf("corner", filters, col, rows);
  corner.toggleAttribute("data-tall", columns > TALLEST);
  scrollTogether([col, rows]);
  /** @type {View} */
  const view = { col, filters, rows, moment: null };
  return {
    root: boxOf("matrices", told(MATRICES_SAY), corner, told(turnWords([N, OH, OW, FN]))),
    grids: { col, col_W: filters, rows },
    /** @param {ProductMoment} moment */
    show: (moment) => show(view, moment),
    /** Where the step's number lands in this picture. */
    target: () => rows.cells[rowsCell(view)],
    stepMarks: () => stepMarks(view),
    columnAt: (name, number) => columnAt(view, name, number),
    columnMarks: (column) => columnMarks(view, column),
    relatedMarks: (name, number) => relatedMarks(view, name, number),
    cellWords: (name, number) => cellWords(view, name, number),
    revealed: () => [
      [col, view.moment.row * columns],
      [filters, view.moment.f],
      [rows, rowsCell(view)],
    ],
  };
}

/** @param {View} view */
const rowsCell = ({ moment: { layer, row, f } }) => row * layer.W.shape[0] + f;

/** @param {Layer} layer @param {number} number @returns {CellContent} */
function colCell({ col, sizes }, number) {
  const index = cellAt(sizes, number);
  return { value: col[number], index, isZero: !pixelOf(sizes, ...index), tap: tintOf(sizes, index[1]) };
}

/** @param {Layer} layer @param {number} number @returns {CellContent} */
function filterCell({ W, sizes }, number) {
  const FN = W.shape[0];
  const [column, f] = [Math.floor(number / FN), number % FN];
  return { value: W.data[f * sizes.columns + column], index: [column, f], tap: tintOf(sizes, column) };
}

/** Where the number of a cell of rows stands in out: [n, f, oh, ow]. @param {Layer} layer @param {number} number */
function outIndex({ W, sizes }, number) {
  const FN = W.shape[0];
  const [n, ...place] = windowOf(sizes, Math.floor(number / FN));
  return [n, number % FN, ...place];
}

/** @param {ProductMoment} moment @param {number} number @returns {CellContent} */
function rowsContent({ layer, step, done }, number) {
  const at = flatIndex(outIndex(layer, number), layer.out.shape);
  const isMade = at < step || (at === step && done.out);
  return {
    value: isMade ? layer.out.data[at] : undefined,
    index: indexAt(number, [layer.sizes.rows, layer.W.shape[0]]),
    isMade,
  };
}

/** The numbers of col and col_W change with the layer only, and there are many. @param {View} view @param {ProductMoment} moment */
function show(view, moment) {
  const isSame = view.moment?.layer === moment.layer;
  const { layer } = moment;
  view.moment = moment;
  const title = `rows ${tuple([layer.sizes.rows, layer.W.shape[0]])}`;
  const widest = view.rows.fill(title, (number) => rowsContent(moment, number));
  return isSame ? widest : Math.max(widest, fillGrids(view));
}

/** @param {View} view */
function fillGrids({ col, filters, moment: { layer } }) {
  const { rows, columns } = layer.sizes;
  return Math.max(
    col.fill(`col ${tuple([rows, columns])}`, (number) => colCell(layer, number)),
    filters.fill(`col_W ${tuple([columns, layer.W.shape[0]])}`, (number) => filterCell(layer, number)),
  );
}

/** @param {View} view */
function stepMarks(view) {
  const { layer, row, f } = view.moment;
  const columns = range(layer.sizes.columns);
  return {
    col: columns.map((column) => [row * layer.sizes.columns + column, "step"]),
    col_W: columns.map((column) => [column * layer.W.shape[0] + f, "step"]),
    rows: [[rowsCell(view), "step"]],
  };
}

/** @param {View} view @param {string} name @param {number} number */
function columnAt({ moment: { layer, row } }, name, number) {
  if (name === "col_W") return Math.floor(number / layer.W.shape[0]);
  if (name !== "col") return undefined;
  const [at, column] = cellAt(layer.sizes, number);
  return at === row ? column : undefined;
}

/** @param {View} view @param {number} column */
const columnMarks = ({ moment: { layer, row, f } }, column) => ({
  col: [[row * layer.sizes.columns + column, "1"]],
  col_W: [[column * layer.W.shape[0] + f, "1"]],
});

/**
 * Every copy of a pixel, wherever it is pointed at; a number of rows in out, and the other way.
 * @param {View} view @param {string} name @param {number} number
 */
function relatedMarks({ moment: { layer, taps, n, f, first } }, name, number) {
  const { sizes, out, W } = layer;
  if (name === "out") {
    const [, , oh, ow] = indexAt(first + number, out.shape);
    return { rows: [[((n * sizes.OH + oh) * sizes.OW + ow) * W.shape[0] + f, "1"]] };
  }
  if (name === "rows") {
    const at = flatIndex(outIndex(layer, number), out.shape) - first;
    return at >= 0 && at < sizes.OH * sizes.OW ? { out: [[at, "1"]] } : {};
  }
  if (name !== "x" && name !== "col") return {};
  const place = name === "x" ? taps.placeOf(number) : sourceOf(sizes, ...cellAt(sizes, number));
  return { col: copiesOf(sizes, place).map(([row, column]) => [row * sizes.columns + column, "faint"]) };
}

/** @param {View} view @param {string} name @param {number} number */
function cellWords({ moment }, name, number) {
  const { layer } = moment;
  if (name === "rows") {
    const { value, index } = rowsContent(moment, number);
    const cell = nameAt("rows", index);
    return value === undefined ? unmadeWords(cell) : rowsWords(cell, nameAt("out", outIndex(layer, number)), value);
  }
  const { value, index } = colCell(layer, number);
  const pixel = pixelOf(layer.sizes, index[0], index[1]);
  return colWords(index, pixel ? nameAt("x", pixel) : PADDING, value);
}
