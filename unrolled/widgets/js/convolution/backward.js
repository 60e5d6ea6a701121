// One number of dout: what it adds to db, to dW and to dx, and what they have received so far.
import { valueAt } from "../shared/arrays.js";
import { findAll } from "../shared/dom.js";
import { tintOf } from "../shared/loops.js";
import { flatIndex, indexAt } from "../shared/strides.js";
import { formatNumber, nameAt } from "../shared/text.js";
import { cornerOf, pixelAt, pixelOf, tapOf, windowOf, windowSpan } from "../shared/unroll.js";
import { channelName } from "../shared/words.js";
import { boxOf, numberGrid, signElement, told } from "./grid.js";
import {
  BACKWARD_SAYS,
  biasReceivesWords,
  givesWords,
  nameOrZero,
  PADDING_KEEPS_NOTHING,
  receivesWords,
  soFar,
  TIMES_DOUT,
  unmadeWords,
  unreadWords,
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

/** @param {Layer} layer @param {number} planes @param {OnGridPoint} onPoint @returns {Record<string, NumberGrid>} */
function makeGrids({ sizes, b, W }, planes, onPoint) {
  const { PH, PW, FH, FW, OH, OW } = sizes;
  const grid = (name, colour, size, many = planes) => numberGrid(name, colour, size, onPoint, many);
  const dout = grid("dout", "gradient", [OH, OW], 1);
  const db = b && { db: grid("db", "gradient", [1, W.shape[0]], 1) };
  return {
    dout,
    ...db,
    x: grid("x", "image", [PH, PW]),
    to_dW: grid("to_dW", "window", [FH, FW]),
    dW: grid("dW", "gradient", [FH, FW]),
    W: grid("W", "filter", [FH, FW]),
    to_dx: grid("to_dx", "window", [FH, FW]),
    dx: grid("dx", "gradient", [PH, PW]),
  };
}

/** dout goes to db, to dW and to dx. @param {Record<string, NumberGrid>} grids */
function partsOf({ dout, db, x, to_dW, dW, W, to_dx, dx }) {
  const factor = '<b class="factor"></b>';
  const line = (...parts) => boxOf("lined", ...parts);
  const times = () => signElement(`× ${factor}`);
  const [is, to] = [() => signElement("="), () => signElement("→")];
  return boxOf(
    "backward",
    boxOf("way", told(BACKWARD_SAYS.db), boxOf("line", dout, db && signElement(`${factor} →`), db)),
    boxOf("way", told(BACKWARD_SAYS.dx), line(W, times(), is(), to_dx, to(), dx)),
    boxOf("way", told(BACKWARD_SAYS.dW), line(x, times(), is(), to_dW, to(), dW)),
  );
}

/** @param {Layer} layer @param {number} planes @param {OnGridPoint} onPoint */
export function backwardView(layer, planes, onPoint) {
  const grids = makeGrids(layer, planes, onPoint);
  /** @type {View} */
  const view = { root: partsOf(grids), grids, moment: null };
  view.root.style.setProperty("--pixels", String(layer.sizes.PH));
  return {
    root: view.root,
    grids,
    stepGrid: "dout",
    stepAt: (number) => view.moment.first + number,
    show: (moment) => show(view, moment),
    turns: () => turns(view),
    stepMarks: () => stepMarks(view),
    columnAt: (name, number) => columnAt(view, name, number),
    columnMarks: (column) => view.moment.taps.marks(column, PIXELS, TAPS),
    relatedMarks: (name, number) => relatedMarks(view, name, number),
    stepWords: () => stepWords(view),
    columnWords: (column, name) => columnWords(view, column, name),
    cellWords: (name, number) => cellWords(view, name, number),
  };
}

/** The gradients as they stand: before dout's number has landed, or after. @param {BackwardMoment} moment */
const gradients = ({ before, after, done }) => (done.added ? after : before);

/** The first step that gives something to a row's window of dx. @param {Layer} layer @param {number} row */
function firstGift({ sizes, out }, row) {
  const [n, oh, ow] = windowOf(sizes, row);
  return flatIndex([n, 0, oh, ow], out.shape);
}

/** @param {BackwardMoment} moment @param {number} first the first step that gives something here */
const hasArrived = ({ step, done }, first) => first < step || (first === step && done.added);

/** @param {BackwardMoment} moment @param {number} number @returns {CellContent} */
function xCell({ layer, taps }, number) {
  const index = pixelAt(layer.sizes, taps.placeOf(number));
  const column = taps.columnUnder(number);
  const tap = column === undefined ? null : tintOf(layer.sizes, column);
  return { value: index ? valueAt(layer.x, index) : 0, index, isZero: !index, tap };
}

/** Nothing shows where nothing has arrived yet. @param {BackwardMoment} moment @param {number} number @returns {CellContent} */
function dxCell(moment, number) {
  const { layer, taps } = moment;
  const { index, isZero, tap } = xCell(moment, number);
  const isMade = taps.rowsOver(number).some((row) => hasArrived(moment, firstGift(layer, row)));
  return { value: index && isMade ? valueAt(gradients(moment).dx, index) : undefined, index, isZero, tap };
}

/** The index in W that a column of col meets. @param {BackwardMoment} moment @param {number} column */
const weightIndex = ({ layer, f }, column) => [f, ...tapOf(layer.sizes, column)];

/** @param {BackwardMoment} moment @param {NDArray} array of W's shape @param {number} number */
function weightCell(moment, array, number) {
  const column = moment.taps.columnAt(number);
  const index = weightIndex(moment, column);
  return { value: valueAt(array, index), index, tap: tintOf(moment.layer.sizes, column) };
}

/** @param {BackwardMoment} moment @param {number} f @returns {number} the first step that gives something to filter f */
const firstOfFilter = ({ layer }, f) => flatIndex([0, f, 0, 0], layer.out.shape);

/** @param {BackwardMoment} moment @param {number} number @returns {CellContent} */
function dWCell(moment, number) {
  const cell = weightCell(moment, gradients(moment).dW, number);
  return hasArrived(moment, firstOfFilter(moment, moment.f)) ? cell : { ...cell, value: undefined };
}

/** @param {BackwardMoment} moment @param {number} f @returns {CellContent} */
function dbCell({ layer, step, done, before, after }, f) {
  const first = firstOfFilter(/** @type {any} */ ({ layer }), f);
  const isMade = first < step || (first === step && done.given);
  return { value: isMade ? (done.given ? after : before).db.data[f] : undefined, index: [f] };
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
  const { layer, taps, n, f, d, channels, done } = moment;
  const names = channels.length > 1 ? channels.map(channelName) : [];
  const title = (array, first) => nameAt(array, channels.length > 1 ? [first] : [first, ...channels]);
  const share = (number, value) => {
    const column = taps.columnAt(number);
    const isMade = done.products;
    return { value: isMade ? d * value : undefined, index: taps.tapAt(number), tap: tintOf(layer.sizes, column) };
  };
  grids.db?.fill(soFar("db"), (number) => dbCell(moment, number));
  return Math.max(
    grids.dout.fill(nameAt("dout", [n, f]), (number) => doutCell(moment, number)),
    grids.x.fill(title("x", n), (number) => xCell(moment, number), names),
    grids.to_dW.fill(TIMES_DOUT, (number) => share(number, colNumber(moment, taps.columnAt(number))), names),
    grids.dW.fill(soFar(title("dW", f)), (number) => dWCell(moment, number), names),
    grids.W.fill(title("W", f), (number) => weightCell(moment, layer.W, number), names),
    grids.to_dx.fill(TIMES_DOUT, (number) => share(number, weightCell(moment, layer.W, number).value), names),
    grids.dx.fill(soFar(title("dx", n)), (number) => dxCell(moment, number), names),
  );
}

/** @param {View} view @param {BackwardMoment} moment */
function show(view, moment) {
  const { root, grids } = view;
  const { layer, step, row, first, d, done } = moment;
  view.moment = moment;
  for (const factor of findAll(root, ".factor")) factor.textContent = done.given ? formatNumber(d) : "";
  for (const name of PIXELS) grids[name].showFrame(cornerOf(layer.sizes, row), windowSpan(layer.sizes));
  grids.dout.setTabStop(step - first);
  return fillGrids(view);
}

/**
 * How a step comes about: dout's number goes to db and to its two factors; window and filter meet it; the products land in
 * dW and in dx, and change them. What departs together; `done` is what is there once it has landed.
 * @param {View} view
 */
function turns({ root, grids, moment }) {
  const { taps, step, first, f, layer } = moment;
  const cells = (name, numbers) => numbers.map((number) => grids[name].cells[number]);
  const block = (kind, from, to) => ({ from, to, kind, columns: layer.sizes.FW });
  const given = [...findAll(root, ".lined .factor"), ...(grids.db ? cells("db", [f]) : [])];
  const perChannel = (make) =>
    taps.blocks.flatMap((taps_) =>
      make(
        taps_,
        taps_.map((tap) => taps.pixelCell(taps.columnAt(tap))),
      ),
    );
  const meet = perChannel((tap, pixel) => [
    block("window", cells("x", pixel), cells("to_dW", tap)),
    block("filter", cells("W", tap), cells("to_dx", tap)),
  ]);
  const add = perChannel((tap, pixel) => [
    block("gradient", cells("to_dW", tap), cells("dW", tap)),
    block("gradient", cells("to_dx", tap), cells("dx", pixel)),
  ]);
  return [
    {
      flights: given.map((to) => ({ from: cells("dout", [step - first]), to: [to], kind: "gradient", isRigid: true })),
      done: { given: true },
    },
    { flights: meet, done: { products: true } },
    { flights: add, done: { added: true } },
  ];
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

/** The step's number, and what it does to one pixel of dx: one that changes, if there is one. @param {View} view */
function stepWords({ moment }) {
  const { layer, dout, step, row, d, f, taps, before } = moment;
  const sums = taps.blocks.flat().flatMap((tap) => {
    const column = taps.columnAt(tap);
    const pixel = pixelOf(layer.sizes, row, column);
    return pixel
      ? [{ pixel, from: valueAt(before.dx, pixel), by: d * valueAt(layer.W, [f, ...tapOf(layer.sizes, column)]) }]
      : [];
  });
  const sum = sums.find(({ from, by }) => from && by) ?? sums.find(({ by }) => by) ?? null;
  return givesWords(indexAt(step, dout.shape), d, sum && { ...sum, name: nameAt("dx", sum.pixel) });
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
  const { taps, f, d, before } = moment;
  if (name === "db") return biasReceivesWords(number, number === f ? d : 0, before.db.data[number]);
  if (name === "dout") {
    const { index, value } = doutCell(moment, number);
    return givesWords(index, value, null);
  }
  const { value, index } = name === "dx" ? dxCell(moment, number) : xCell(moment, number);
  if (index && value === undefined) return unmadeWords(nameAt(name, index));
  return unreadWords(nameOrZero(name, index), value ?? 0, taps.rowsOver(number).length);
}
