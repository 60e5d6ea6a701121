// What both traces are made of: items that travel, and stages that hold them.
import { range } from "../shared/numbers.js";

/**
 * What travels: its value, its window (the row of the matrix where it belongs), its column there, and its pixel's
 * place in x (null for padding). In max pooling it is a gradient: `channel`, and the `tap` of the maximum.
 * @typedef {{ window: number, column: number, channel: number, tap: number, pixel: number | null, value: number }} Item
 */
/**
 * @typedef {{ name: string, size: number, across?: boolean, ticks?: (string | number)[] }} StageAxis its parts lie side by side, or one below the other
 */
/**
 * A shape of the array: each cell is the list of items that it holds, in reading order.
 * @typedef {{ code: string, axes: StageAxis[], cells: number[][] }} Stage
 */
/**
 * `winners` are the pixels that are a maximum.
 * @typedef {{ items: Item[], winners: Set<number | null>, stages: Stage[] }} Trace
 */

const ACROSS = ["c", "fw", "ow", "w"];

/** Axes by their names. @param {string} names @param {number[]} sizes @returns {StageAxis[]} */
export const stageAxes = (names, sizes) =>
  names.split(" ").map((name, i) => ({ name, size: sizes[i], across: ACROSS.includes(name) }));

/** @param {Stage} stage */
export const shapeOf = ({ axes }) => axes.map(({ size }) => size);

/** The windows of these cells' items, each once. @param {Item[]} items @param {number[][]} cells */
const windowsIn = (items, cells) => [...new Set(cells.flat().map((item) => items[item].window))];

/** The windows that each row of a matrix holds. @param {Trace} trace @param {Stage} stage */
export function rowWindows({ items }, { axes, cells }) {
  const [rows, columns] = axes.map(({ size }) => size);
  return range(rows).map((row) => windowsIn(items, cells.slice(row * columns, (row + 1) * columns)));
}

/** Is the last stage a matrix in which a row holds numbers of more than one window? @param {Trace} trace */
export const isMixed = (trace) =>
  rowWindows(trace, trace.stages[trace.stages.length - 1]).some((windows) => windows.length > 1);

/**
 * What lights up when the k-th "cell" of the stage or "pixel" of x is pointed at: it, its pixel or its copies, and
 * fainter the rest of its window. `items` are those that it holds.
 * @param {Trace} trace
 * @param {Stage} stage
 * @param {"cell" | "pixel" | undefined} kind
 * @param {number} k
 */
export function litBy({ items }, stage, kind, k) {
  const all = range(items.length);
  const held = heldBy(items, stage, kind, k);
  const windows = new Set(kind === "cell" ? held.map((item) => items[item].window) : []);
  const mates = all.filter((item) => windows.has(items[item].window));
  const [own, near] = [new Set(held), new Set(mates)];
  const cells = cellMarks(stage, own, near);
  const pixels = pixelMarks(items, [...mates, ...held], own);
  if (kind) (kind === "cell" ? cells : pixels).set(k, "1");
  return { items: held, cells, pixels };
}

/** @param {Item[]} items @param {Stage} stage @param {"cell" | "pixel" | undefined} kind @param {number} k */
function heldBy(items, stage, kind, k) {
  if (kind === "cell") return stage.cells[k];
  return range(items.length).filter((item) => kind && items[item].pixel === k);
}

/** @param {Stage} stage @param {Set<number>} own @param {Set<number>} near @returns {Map<number, string>} */
function cellMarks({ cells }, own, near) {
  const marks = new Map();
  cells.forEach((held, i) => {
    if (held.some((item) => own.has(item))) marks.set(i, "1");
    else if (held.some((item) => near.has(item))) marks.set(i, "faint");
  });
  return marks;
}

/** @param {Item[]} items @param {number[]} lit @param {Set<number>} own @returns {Map<number, string>} */
function pixelMarks(items, lit, own) {
  const marks = new Map();
  for (const item of lit) marks.set(items[item].pixel, own.has(item) ? "1" : "faint");
  marks.delete(null); // padding
  return marks;
}
