// One number of dout: what it adds to db, to dW and to dx, and what they have received so far.
import { valueAt } from "../shared/arrays.js";
import { element, findAll } from "../shared/dom.js";
import { indexAt } from "../shared/strides.js";
import { formatNumber, nameAt } from "../shared/text.js";
import { cornerOf, pixelAt, pixelOf, tapOf, windowSpan } from "../shared/unroll.js";
import { captioned, lineOf, numberGrid, signElement } from "./grid.js";
import { backwardMoment } from "./moment.js";
import {
  BACKWARD_SAYS,
  biasReceivesWords,
  FILTER_TIMES_DOUT,
  givesWords,
  nameOrZero,
  PADDING_KEEPS_NOTHING,
  receivesWords,
  soFar,
  unreadWords,
  WINDOW_TIMES_DOUT,
} from "./words.js";

/** @import { NDArray } from "../shared/arrays.js" */
/** @import { CellContent, NumberGrid, OnGridPoint } from "./grid.js" */
/** @import { Layer } from "./layer.js" */
/** @import { BackwardMoment } from "./moment.js" */
/**
 * @typedef {{ root: HTMLElement, grids: Record<string, NumberGrid>, moment: BackwardMoment | null }} View `grids.db` is there with a bias only
 */

const PIXELS = ["x", "dx"];
const TAPS = ["W", "dW", "to_dW", "to_dx"];

/** @param {Layer} layer @param {OnGridPoint} onPoint @returns {Record<string, NumberGrid>} */
function makeGrids({ sizes, b, W }, onPoint) {
  const { PH, PW, FH, FW, OH, OW } = sizes;
  const grid = (name, colour, ...size) => numberGrid(name, colour, size, onPoint);
  const dout = grid("dout", "gradient", OH, OW);
  const db = b && { db: grid("db", "gradient", 1, W.shape[0]) };
  return {
    dout,
    ...db,
    x: grid("x", "image", PH, PW),
    to_dW: grid("to_dW", "window", FH, FW),
    dW: grid("dW", "gradient", FH, FW),
    W: grid("W", "filter", FH, FW),
    to_dx: grid("to_dx", "window", FH, FW),
    dx: grid("dx", "gradient", PH, PW),
  };
}

/** Three lines: dout goes to db, to dW and to dx. @param {Record<string, NumberGrid>} grids */
function linesOf(grids) {
  const { dout, db, x, to_dW, dW, W, to_dx, dx } = grids;
  const factor = '<b class="factor"></b>';
  const times = () => signElement(`× ${factor}`);
  const root = element('<div class="backward"></div>');
  root.append(
    captioned(BACKWARD_SAYS.db, lineOf(dout, db && [signElement(`${factor} →`), db])),
    captioned(BACKWARD_SAYS.dW, lineOf(x, times(), [signElement("="), to_dW], [signElement("→"), dW])),
    captioned(BACKWARD_SAYS.dx, lineOf(W, times(), [signElement("="), to_dx], [signElement("→"), dx])),
  );
  return root;
}

/** @param {Layer} layer @param {OnGridPoint} onPoint */
export function backwardView(layer, onPoint) {
  const grids = makeGrids(layer, onPoint);
  /** @type {View} */
  const view = { root: linesOf(grids), grids, moment: null };
  return {
    root: view.root,
    grids,
    stepGrid: "dout",
    show: ({ layer, dout, step, channel }) => show(view, backwardMoment(layer, dout, step, channel)),
    stepAt: (number) => view.moment.first + number,
    stepMarks: () => stepMarks(view),
    columnAt: (name, number) => columnAt(view, name, number),
    columnMarks: (column) => view.moment.taps.marks(column, PIXELS, TAPS),
    relatedMarks: (name, number) => relatedMarks(view, name, number),
    stepWords: () => givesWords(indexAt(view.moment.step, view.moment.dout.shape), view.moment.d),
    columnWords: (column, name) => columnWords(view, column, name),
    cellWords: (name, number) => cellWords(view, name, number),
  };
}

/** @param {BackwardMoment} moment @param {NDArray} array of x's shape @param {number} number @returns {CellContent} */
function pixelCell({ layer, taps }, array, number) {
  const index = pixelAt(layer.sizes, taps.placeOf(number));
  return { value: index ? valueAt(array, index) : 0, index, isZero: !index };
}

/** The index in W that a column of col meets. @param {BackwardMoment} moment @param {number} column */
const weightIndex = ({ layer, f }, column) => [f, ...tapOf(layer.sizes, column)];

/** @param {BackwardMoment} moment @param {NDArray} array of W's shape @param {number} number */
function weightCell(moment, array, number) {
  const index = weightIndex(moment, moment.taps.columnAt(number));
  return { value: valueAt(array, index), index };
}

/** @param {BackwardMoment} moment @param {number} number */
function doutCell({ dout, step, first }, number) {
  const at = first + number;
  return { value: dout.data[at], index: indexAt(at, dout.shape), isMade: at <= step };
}

/** The current row of col. @param {BackwardMoment} moment @param {number} column */
const colNumber = ({ layer: { col, sizes }, row }, column) => col[row * sizes.columns + column];

/** Fill all grids; returns their longest text's length, db apart. @param {View} view */
function fillGrids({ grids, moment }) {
  const { layer, channel, n, f, taps, d, after } = moment;
  const share = (number, factor) => ({ value: d * factor, index: taps.tapAt(number) });
  grids.db?.fill("db", (number) => ({ value: after.db.data[number], index: [number] }));
  return Math.max(
    grids.dout.fill(nameAt("dout", [n, f]), (number) => doutCell(moment, number)),
    grids.x.fill(nameAt("x", [n, channel]), (number) => pixelCell(moment, layer.x, number)),
    grids.to_dW.fill(WINDOW_TIMES_DOUT, (number) => share(number, colNumber(moment, taps.columnAt(number)))),
    grids.dW.fill(soFar(nameAt("dW", [f, channel])), (number) => weightCell(moment, after.dW, number)),
    grids.W.fill(nameAt("W", [f, channel]), (number) => weightCell(moment, layer.W, number)),
    grids.to_dx.fill(FILTER_TIMES_DOUT, (number) => share(number, weightCell(moment, layer.W, number).value)),
    grids.dx.fill(soFar(nameAt("dx", [n, channel])), (number) => pixelCell(moment, after.dx, number)),
  );
}

/** @param {View} view @param {BackwardMoment} moment */
function show(view, moment) {
  const { root, grids } = view;
  const { layer, step, row, first, d } = moment;
  view.moment = moment;
  for (const factor of findAll(root, ".factor")) factor.textContent = formatNumber(d);
  for (const name of PIXELS) grids[name].showFrame(cornerOf(layer.sizes, row), windowSpan(layer.sizes));
  grids.dout.setTabStop(step - first);
  return fillGrids(view);
}

/** @param {View} view */
function stepMarks({ grids, moment: { taps, step, first, f } }) {
  const marks = { x: taps.window(), dx: taps.window(), dout: [[step - first, "step"]] };
  return grids.db ? { ...marks, db: [[f, "step"]] } : marks;
}

/** @param {View} view @param {string} name @param {number} number */
function columnAt({ moment: { taps } }, name, number) {
  if (PIXELS.includes(name)) return taps.columnUnder(number);
  return TAPS.includes(name) ? taps.columnAt(number) : undefined;
}

/** All numbers of dout whose windows hold a pixel. @param {View} view @param {string} name @param {number} number */
function relatedMarks({ moment: { layer, taps, n } }, name, number) {
  if (!PIXELS.includes(name)) return {};
  const { OH, OW } = layer.sizes;
  return { dout: taps.rowsOver(number).map((row) => [row - n * OH * OW, "faint"]) };
}

/** @param {View} view @param {number} column @param {string} name */
function columnWords({ moment }, column, name) {
  const { layer, dout, step, row, d, before } = moment;
  const pixel = pixelOf(layer.sizes, row, column);
  const gradient = nameAt("dout", indexAt(step, dout.shape));
  const weight = weightIndex(moment, column);
  if (["x", "to_dW", "dW"].includes(name)) {
    const received = valueAt(before.dW, weight);
    return receivesWords(nameAt("dW", weight), gradient, nameOrZero("x", pixel), d, colNumber(moment, column), received);
  }
  if (!pixel) return PADDING_KEEPS_NOTHING;
  const received = valueAt(before.dx, pixel);
  return receivesWords(nameAt("dx", pixel), gradient, nameAt("W", weight), d, valueAt(layer.W, weight), received);
}

/** @param {View} view @param {string} name @param {number} number */
function cellWords({ moment }, name, number) {
  const { layer, taps, f, d, before, after } = moment;
  if (name === "db") return biasReceivesWords(number, number === f ? d : 0, before.db.data[number]);
  if (name === "dout") {
    const { index, value } = doutCell(moment, number);
    return givesWords(index, value);
  }
  const { value, index } = pixelCell(moment, name === "dx" ? after.dx : layer.x, number);
  return unreadWords(nameOrZero(name, index), value, taps.rowsOver(number).length);
}
