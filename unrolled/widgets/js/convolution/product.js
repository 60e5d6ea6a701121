// One window times one filter: the products, their sum, plus b, one output number. Forward, and dx as a convolution.
import { valueAt } from "../shared/arrays.js";
import { element, find } from "../shared/dom.js";
import { range, sum } from "../shared/numbers.js";
import { indexAt } from "../shared/strides.js";
import { formatNumber, nameAt } from "../shared/text.js";
import { cellAt, cornerOf, pixelAt, pixelOf, sourceOf, tapOf, windowSpan } from "../shared/unroll.js";
import { captioned, lineOf, numberGrid, signElement } from "./grid.js";
import { productMoment } from "./moment.js";
import { added, biasWords, nameOrZero, outputWords, PRODUCTS, productWords, SUM, unreadWords, valueWords } from "./words.js";

/** @import { Layer } from "./layer.js" */
/** @import { CellContent, OnGridPoint } from "./grid.js" */
/** @import { ProductMoment } from "./moment.js" */
/** @import { Roles } from "./roles.js" */
/**
 * @typedef {{ roles: Roles, grids: ReturnType<typeof makeGrids>, sumBox: HTMLElement, moment: ProductMoment | null }} View
 */

/** @param {Roles} roles @param {Layer} layer @param {OnGridPoint} onPoint */
function makeGrids({ x, out, xColour, outColour }, { sizes, b, W }, onPoint) {
  const { PH, PW, FH, FW, OH, OW } = sizes;
  return {
    x: numberGrid(x, xColour, [PH, PW], onPoint),
    filter: numberGrid("W", "filter", [FH, FW], onPoint),
    products: numberGrid("products", "window", [FH, FW], onPoint),
    bias: b && numberGrid("b", "filter", [1, W.shape[0]], onPoint),
    out: numberGrid(out, outColour, [OH, OW], onPoint),
  };
}

/** @param {Roles} roles @param {Layer} layer @param {OnGridPoint} onPoint */
export function productView(roles, layer, onPoint) {
  const grids = makeGrids(roles, layer, onPoint);
  const { x, filter, products, bias, out } = grids;
  const sumBox = element(
    `<figure class="part"><figcaption>${SUM}</figcaption><div class="total"></div><small></small></figure>`,
  );
  const line = lineOf(
    x,
    [signElement("×"), filter],
    [signElement("="), products],
    [signElement("→"), sumBox],
    bias && [signElement("+"), bias],
    [signElement("="), out],
  );
  /** @type {View} */
  const view = { roles, grids, sumBox, moment: null };
  return {
    root: captioned(roles.says, line),
    grids: { [roles.x]: x, W: filter, products, ...(bias && { b: bias }), [roles.out]: out },
    stepGrid: roles.out,
    show: ({ layer, step, channel }) => show(view, productMoment(layer, step, channel)),
    stepAt: (number) => view.moment.first + number,
    stepMarks: () => stepMarks(view),
    columnAt: (name, number) => columnAt(view, name, number),
    columnMarks: (column) => view.moment.taps.marks(column, [roles.x], ["W", "products"]),
    relatedMarks: (name, number) => relatedMarks(view, name, number),
    stepWords: () => stepWords(view),
    columnWords: (column) => columnWords(view, column),
    cellWords: (name, number) => cellWords(view, name, number),
  };
}

/** @param {View} view @param {number} number @returns {CellContent} */
function xCell({ roles, moment: { layer, taps } }, number) {
  const pixel = pixelAt(layer.sizes, taps.placeOf(number));
  const index = pixel && roles.xIndex(pixel);
  return { value: pixel ? valueAt(layer.x, pixel) : 0, index, isZero: !index };
}

/** @param {View} view @param {number} column */
function weightCell({ roles, moment: { layer, f } }, column) {
  const place = [f, ...tapOf(layer.sizes, column)];
  return { value: valueAt(layer.W, place), index: roles.weightIndex(place) };
}

/** @param {View} view @param {number} number */
function outCell({ moment: { layer, step, first } }, number) {
  const at = first + number;
  return { value: layer.out.data[at], index: indexAt(at, layer.out.shape), isMade: at <= step };
}

/** The sum of all products, and of those of each channel. @param {View} view */
function showSum({ sumBox, moment: { layer, products } }) {
  const { C, FH, FW } = layer.sizes;
  const taps = FH * FW;
  const parts = range(C).map((c) => sum(products.slice(c * taps, (c + 1) * taps)));
  find(sumBox, ".total").textContent = formatNumber(sum(products));
  find(sumBox, "small").textContent = C > 1 ? added(parts) : "";
}

/** @param {View} view @param {ProductMoment} moment */
function show(view, moment) {
  const { layer, step, channel, n, f, row, first, taps, products } = moment;
  const { roles, grids } = view;
  view.moment = moment;
  grids.x.showFrame(cornerOf(layer.sizes, row), windowSpan(layer.sizes));
  showSum(view);
  grids.bias?.fill("b", (number) => ({ value: layer.b.data[number], index: [number] }));
  grids.out.setTabStop(step - first);
  return Math.max(
    grids.x.fill(nameAt(roles.x, [n, channel]), (number) => xCell(view, number)),
    grids.filter.fill(roles.filterTitle(f, channel), (number) => weightCell(view, taps.columnAt(number))),
    grids.products.fill(PRODUCTS, (number) => ({ value: products[taps.columnAt(number)], index: taps.tapAt(number) })),
    grids.out.fill(nameAt(roles.out, [n, f]), (number) => outCell(view, number)),
  );
}

/** @param {View} view */
function stepMarks({ roles, grids, moment: { taps, step, first, f } }) {
  const marks = { [roles.x]: taps.window(), [roles.out]: [[step - first, "step"]] };
  return grids.bias ? { ...marks, b: [[f, "step"]] } : marks;
}

/** @param {View} view @param {string} name @param {number} number */
function columnAt({ roles, moment: { taps } }, name, number) {
  if (name === "W" || name === "products") return taps.columnAt(number);
  return name === roles.x ? taps.columnUnder(number) : undefined;
}

/** The pixel that a cell of another row of col holds. @param {View} view @param {string} name @param {number} number */
function relatedMarks({ roles, moment: { layer, n, channel } }, name, number) {
  if (name !== "col") return {};
  const [at, c, h, w] = sourceOf(layer.sizes, ...cellAt(layer.sizes, number));
  return at === n && c === channel ? { [roles.x]: [[h * layer.sizes.PW + w, "1"]] } : {};
}

/** @param {View} view */
function stepWords({ roles, moment: { layer, step, f, products } }) {
  const { out, b } = layer;
  return outputWords(roles.out, indexAt(step, out.shape), products.length, sum(products), b?.data[f], out.data[step]);
}

/** @param {View} view @param {number} column */
function columnWords(view, column) {
  const { layer, row } = view.moment;
  const pixel = pixelOf(layer.sizes, row, column);
  const x = nameOrZero(view.roles.x, pixel && view.roles.xIndex(pixel));
  const { value, index } = weightCell(view, column);
  return productWords(x, nameAt("W", index), layer.col[row * layer.sizes.columns + column], value);
}

/** @param {View} view @param {string} name @param {number} number */
function cellWords(view, name, number) {
  const { roles, moment } = view;
  if (name === "b") return biasWords(number, moment.layer.b.data[number]);
  if (name === roles.out) {
    const { index, value } = outCell(view, number);
    return valueWords(nameAt(roles.out, index), value);
  }
  const { value, index } = xCell(view, number);
  return unreadWords(nameOrZero(roles.x, index), value, moment.taps.rowsOver(number).length);
}
