// The same product as matrices: a row of col meets a column of col_W.
import { find } from "../shared/dom.js";
import { range, sum } from "../shared/numbers.js";
import { formatNumber, nameAt, tuple } from "../shared/text.js";
import { cellAt, copiesOf, pixelOf, sourceOf } from "../shared/unroll.js";
import { captioned, lineOf, numberGrid, signElement } from "./grid.js";
import { productMoment } from "./moment.js";
import { colWords, MATRICES_SAY, PADDING } from "./words.js";

/** @import { Layer } from "./layer.js" */
/** @import { CellContent, NumberGrid, OnGridPoint } from "./grid.js" */
/** @import { ProductMoment } from "./moment.js" */
/** @typedef {{ col: NumberGrid, filters: NumberGrid, total: HTMLElement, moment: ProductMoment | null }} View */

/** @param {Layer} layer @param {OnGridPoint} onPoint */
export function matricesView({ sizes: { rows, columns }, W }, onPoint) {
  const col = numberGrid("col", "column", [rows, columns], onPoint);
  const filters = numberGrid("col_W", "filter", [columns, W.shape[0]], onPoint);
  const total = signElement('= <b class="factor"></b>');
  /** @type {View} */
  const view = { col, filters, total, moment: null };
  return {
    root: captioned(MATRICES_SAY, lineOf(col, [signElement("@"), filters, total])),
    grids: { col, col_W: filters },
    show: ({ layer, step, channel }) => show(view, productMoment(layer, step, channel)),
    stepMarks: () => stepMarks(view),
    columnAt: (name, number) => columnAt(view, name, number),
    columnMarks: (column) => columnMarks(view, column),
    relatedMarks: (name, number) => relatedMarks(view, name, number),
    cellWords: (_name, number) => cellWords(view, number),
    revealed: () => [
      [col, view.moment.row * columns],
      [filters, view.moment.f],
    ],
  };
}

/** @param {Layer} layer @param {number} number @returns {CellContent} */
function colCell({ col, sizes }, number) {
  const index = cellAt(sizes, number);
  return { value: col[number], index, isZero: !pixelOf(sizes, ...index) };
}

/** @param {Layer} layer @param {number} number @returns {CellContent} */
function filterCell({ W, sizes }, number) {
  const FN = W.shape[0];
  const [column, f] = [Math.floor(number / FN), number % FN];
  return { value: W.data[f * sizes.columns + column], index: [column, f] };
}

/** Their numbers change with the layer only, and there are many. @param {View} view @param {ProductMoment} moment */
function show(view, moment) {
  const isSame = view.moment?.layer === moment.layer;
  view.moment = moment;
  find(view.total, ".factor").textContent = formatNumber(sum(moment.products));
  return isSame ? 0 : fillGrids(view);
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
function stepMarks({ moment: { layer, row, f } }) {
  const columns = range(layer.sizes.columns);
  return {
    col: columns.map((column) => [row * layer.sizes.columns + column, "step"]),
    col_W: columns.map((column) => [column * layer.W.shape[0] + f, "step"]),
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

/** Every copy of a pixel, wherever it is pointed at. @param {View} view @param {string} name @param {number} number */
function relatedMarks({ moment: { layer, taps } }, name, number) {
  const { sizes } = layer;
  if (name !== "x" && name !== "col") return {};
  const place = name === "x" ? taps.placeOf(number) : sourceOf(sizes, ...cellAt(sizes, number));
  return { col: copiesOf(sizes, place).map(([row, column]) => [row * sizes.columns + column, "faint"]) };
}

/** @param {View} view @param {number} number */
function cellWords({ moment: { layer } }, number) {
  const { value, index } = colCell(layer, number);
  const pixel = pixelOf(layer.sizes, index[0], index[1]);
  return colWords(index, pixel ? nameAt("x", pixel) : PADDING, value);
}
