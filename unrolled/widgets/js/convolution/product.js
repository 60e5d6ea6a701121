// One window times one filter: the products, their sum, plus b, one output number. Forward, and a gradient as a convolution.
import { valueAt } from "../shared/arrays.js";
import { element, find } from "../shared/dom.js";
import { tintOf } from "../shared/loops.js";
import { sum } from "../shared/numbers.js";
import { indexAt } from "../shared/strides.js";
import { formatNumber, nameAt } from "../shared/text.js";
import { cellAt, cornerOf, pixelAt, pixelOf, sourceOf, tapOf, windowSpan } from "../shared/unroll.js";
import { boxOf, numberGrid, signElement, told } from "./grid.js";
import { channelSums } from "./moment.js";
import {
  added,
  biasWords,
  nameOrZero,
  outputWords,
  PRODUCTS,
  productWords,
  SUM,
  unmadeWords,
  unreadWords,
  valueWords,
} from "./words.js";

/** @import { Layer } from "./layer.js" */
/** @import { CellContent, OnGridPoint } from "./grid.js" */
/** @import { ProductMoment } from "./moment.js" */
/** @import { Roles } from "./roles.js" */
/**
 * @typedef {{ roles: Roles, grids: ReturnType<typeof makeGrids>, sumBox: HTMLElement, moment: ProductMoment | null }} View
 */

/** @param {Roles} roles @param {Layer} layer @param {number} planes @param {OnGridPoint} onPoint */
function makeGrids({ x, W, out, colours }, { sizes, b, W: filters }, planes, onPoint) {
  const { PH, PW, FH, FW, OH, OW } = sizes;
  return {
    x: numberGrid(x, colours.x, [PH, PW], onPoint, planes),
    filter: numberGrid(W, colours.W, [FH, FW], onPoint, planes),
    products: numberGrid("products", "window", [FH, FW], onPoint, planes),
    bias: b && numberGrid("b", "filter", [1, filters.shape[0]], onPoint),
    out: numberGrid(out, colours.out, [OH, OW], onPoint),
  };
}

/** @param {Roles} roles @param {Layer} layer @param {number} planes @param {OnGridPoint} onPoint */
export function productView(roles, layer, planes, onPoint) {
  const grids = makeGrids(roles, layer, planes, onPoint);
  const { x, filter, products, bias, out } = grids;
  const sumBox = element(
    `<figure class="part"><figcaption>${SUM}</figcaption><div class="total"><span></span></div><small></small></figure>`,
  );
  const root = boxOf(
    "product",
    told(roles.says),
    boxOf("lined", x, signElement("×"), filter, signElement("="), products),
    boxOf("line", signElement("→"), sumBox, bias && signElement("+"), bias, signElement("="), out),
  );
  root.style.setProperty("--pixels", String(layer.sizes.PH));
  /** @type {View} */
  const view = { roles, grids, sumBox, moment: null };
  return {
    root,
    grids: { [roles.x]: x, [roles.W]: filter, products, ...(bias && { b: bias }), [roles.out]: out },
    stepGrid: roles.out,
    stepAt: (number) => view.moment.first + number,
    /** @param {ProductMoment} moment */
    show(moment) {
      view.moment = moment;
      return fillGrids(view);
    },
    turns: (isFirst, extra) => turns(view, isFirst, extra),
    stepMarks: () => stepMarks(view),
    columnAt: (name, number) => columnAt(view, name, number),
    columnMarks: (column) => view.moment.taps.marks(column, [roles.x], [roles.W, "products"]),
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
  const column = taps.columnUnder(number);
  const tap = column === undefined ? null : tintOf(layer.sizes, column);
  return { value: pixel ? valueAt(layer.x, pixel) : 0, index, isZero: !index, tap };
}

/** @param {View} view @param {number} column */
function weightCell({ roles, moment: { layer, f } }, column) {
  const place = [f, ...tapOf(layer.sizes, column)];
  return { value: valueAt(layer.W, place), index: roles.weightIndex(place), tap: tintOf(layer.sizes, column) };
}

/** @param {View} view @param {number} number @returns {CellContent} */
function productCell({ moment: { layer, taps, products, done } }, number) {
  const column = taps.columnAt(number);
  const value = done.products ? products[column] : undefined;
  return { value, index: taps.tapAt(number), tap: tintOf(layer.sizes, column) };
}

/** Nothing shows beyond the step. @param {View} view @param {number} number @returns {CellContent} */
function outCell({ roles, moment: { layer, step, first, done } }, number) {
  const at = first + number;
  const isMade = at < step || (at === step && done.out);
  return { value: isMade ? layer.out.data[at] : undefined, index: roles.outIndex(indexAt(at, layer.out.shape)), isMade };
}

/** The sum of the products that have come together, and of those of each channel. @param {View} view */
function showSum({ sumBox, moment }) {
  const parts = channelSums(moment).slice(0, moment.done.sums);
  find(sumBox, ".total span").textContent = parts.length ? formatNumber(sum(parts)) : "";
  find(sumBox, "small").textContent = parts.length > 1 ? added(parts) : "";
}

/** @param {View} view */
function fillGrids(view) {
  const { layer, step, channels, n, f, row, first, taps } = view.moment;
  const { roles, grids } = view;
  const names = channels.length > 1 ? channels.map(roles.plane) : [];
  grids.x.showFrame(cornerOf(layer.sizes, row), windowSpan(layer.sizes));
  showSum(view);
  grids.bias?.fill("b", (number) => ({ value: layer.b.data[number], index: [number] }));
  grids.out.setTabStop(step - first);
  return Math.max(
    grids.x.fill(roles.xTitle(n, channels), (number) => xCell(view, number), names),
    grids.filter.fill(roles.filterTitle(f, channels), (number) => weightCell(view, taps.columnAt(number)), names),
    grids.products.fill(PRODUCTS, (number) => productCell(view, number), names),
    grids.out.fill(roles.outTitle(n, f), (number) => outCell(view, number)),
  );
}

/**
 * How a step comes about: window and filter meet, channel by channel; the products drop into the sum; it lands in out,
 * with b, and in `extra` cells. What departs together; `done` is what is there once it has landed.
 * @param {View} view @param {boolean} isFirst the channels one after the other @param {HTMLElement[]} extra
 */
function turns({ grids, sumBox, moment }, isFirst, extra) {
  const { taps, f, step, first, layer } = moment;
  const [total, number] = [find(sumBox, ".total"), find(sumBox, ".total span")];
  const cells = (grid, numbers) => numbers.map((number) => grid.cells[number]);
  const block = (from, to, kind) => ({ from, to, kind, columns: layer.sizes.FW });
  const meet = taps.blocks.flatMap((taps_) => {
    const to = cells(grids.products, taps_);
    const pixels = taps_.map((tap) => taps.pixelCell(taps.columnAt(tap)));
    return [block(cells(grids.x, pixels), to, "window"), block(cells(grids.filter, taps_), to, "filter")];
  });
  const drops = taps.blocks.map((tapCells) => ({
    ...block(cells(grids.products, tapCells), [total], "window"),
    isRigid: true,
  }));
  const all = layer.sizes.C;
  const falls = isFirst
    ? drops.map((drop, i) => ({ flights: [drop], done: { sums: i === drops.length - 1 ? all : i + 1 } }))
    : [{ flights: drops, done: { sums: all } }];
  const made = grids.out.cells[step - first];
  const landing = [made, ...extra].map((to) => ({ from: [number], to: [to], kind: "output", isRigid: true }));
  if (grids.bias) landing.push({ from: [grids.bias.cells[f]], to: [made], kind: "filter", isRigid: true });
  return [{ flights: meet, done: { products: true } }, ...falls, { flights: landing, done: { out: true } }];
}

/** @param {View} view */
function stepMarks({ roles, grids, moment: { taps, step, first, f } }) {
  const marks = { [roles.x]: taps.window(), [roles.out]: [[step - first, "step"]] };
  return grids.bias ? { ...marks, b: [[f, "step"]] } : marks;
}

/** @param {View} view @param {string} name @param {number} number */
function columnAt({ roles, moment: { taps } }, name, number) {
  if (name === roles.W || name === "products") return taps.columnAt(number);
  return name === roles.x ? taps.columnUnder(number) : undefined;
}

/** The pixel that a cell of another row of col holds. @param {View} view @param {string} name @param {number} number */
function relatedMarks({ roles, moment: { layer, n, channels } }, name, number) {
  const { sizes } = layer;
  if (name !== "col") return {};
  const [at, c, h, w] = sourceOf(sizes, ...cellAt(sizes, number));
  const plane = channels.indexOf(c);
  return at === n && plane >= 0 ? { [roles.x]: [[(plane * sizes.PH + h) * sizes.PW + w, "1"]] } : {};
}

/** @param {View} view */
function stepWords({ roles, moment: { layer, step, f, row, products } }) {
  const { out, b, sizes } = layer;
  const index = roles.outIndex(indexAt(step, out.shape));
  const which = [(row % (sizes.OH * sizes.OW)) + 1, sizes.OH * sizes.OW];
  return outputWords(nameAt(roles.out, index), which, products.length, sum(products), b && { f, value: b.data[f] });
}

/** @param {View} view @param {number} column */
function columnWords(view, column) {
  const { layer, row } = view.moment;
  const pixel = pixelOf(layer.sizes, row, column);
  const x = nameOrZero(view.roles.x, pixel && view.roles.xIndex(pixel));
  const { value, index } = weightCell(view, column);
  return productWords(x, nameOrZero(view.roles.W, index), layer.col[row * layer.sizes.columns + column], value);
}

/** @param {View} view @param {string} name @param {number} number */
function cellWords(view, name, number) {
  const { roles, moment } = view;
  if (name === "b") return biasWords(number, moment.layer.b.data[number]);
  if (name === roles.out) {
    const { index, value } = outCell(view, number);
    return value === undefined ? unmadeWords(nameAt(roles.out, index)) : valueWords(nameAt(roles.out, index), value);
  }
  const { value, index } = xCell(view, number);
  return unreadWords(nameOrZero(roles.x, index), value, moment.taps.rowsOver(number).length);
}
