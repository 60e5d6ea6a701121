// What both traces are made of: items that travel, stages that hold them, and the moves that lead from stage to stage.
import { range } from "../shared/numbers.js";
import { flatIndex, indicesOf } from "../shared/strides.js";
import { copiesOf, toPadded } from "../shared/unroll.js";

/** @import { Sizes } from "../shared/unroll.js" */
/** Who reads a number: the window (a row of the matrix), at which of its taps. @typedef {{ window: number, tap: number }} Reading */
/**
 * What travels: its value, its window (the row of the matrix where it belongs), its column there, and its pixel's
 * place in x (null for padding). In max pooling it is a gradient: `channel`, and the `tap` of the maximum.
 * @typedef {{ window: number, column: number, channel: number, tap: number, pixel: number | null, value: number }} Item
 */
/**
 * @typedef {{ name: string, size: number, across?: boolean, ticks?: (string | number)[] }} StageAxis its parts lie side by side, or one below the other
 */
/**
 * A number's way into a cell: `from` is a cell of the stage before, or a place of the padded x; a zero is no item.
 * `turn` says with what it travels, first with much, then with less.
 * @typedef {{ item: number | null, from: number, to: number, channel: number, turn: number[] }} Move
 */
/** Cells that travel as a block: how many, and how many of them beside each other. @typedef {{ size: number, columns: number }} Block */
/**
 * An array: its name, the code that makes it, and each cell as the list of items that it holds, in reading order.
 * isZeroed: before its numbers come it holds zeros. No moves: its numbers stay where they are.
 * @typedef {{ name: string, code: string, axes: StageAxis[], cells: number[][], moves: Move[], block?: Block,
 *   isZeroed?: boolean }} Stage
 */
/**
 * `readings` are each pixel's; `winners` are the pixels that are a maximum; `first` is the first stage that is not x.
 * @typedef {{ items: Item[], taps: number, readings: Reading[][], winners: Set<number | null>, stages: Stage[],
 *   first: number }} Trace
 */

const ACROSS = ["c", "fw", "ow", "w"];

/** Axes by their names. @param {string} names @param {number[]} sizes @returns {StageAxis[]} */
export const stageAxes = (names, sizes) =>
  names.split(" ").map((name, i) => ({ name, size: sizes[i], across: ACROSS.includes(name) }));

/** @param {Stage} stage */
export const shapeOf = ({ axes }) => axes.map(({ size }) => size);

/** Who reads each pixel of x. @param {Sizes} sizes @returns {Reading[][]} */
export function readingsOf(sizes) {
  const { N, C, H, W, FH, FW } = sizes;
  return indicesOf([N, C, H, W]).map((place) =>
    copiesOf(sizes, toPadded(sizes, place))
      .map(([window, column]) => ({ window, tap: column % (FH * FW) }))
      .sort((one, other) => one.window - other.window),
  );
}

/** The items that belong to each pixel. @param {Item[]} items @param {number} size x's */
export function itemsByPixel(items, size) {
  /** @type {number[][]} */
  const pixels = range(size).map(() => []);
  items.forEach(({ pixel }, k) => {
    if (pixel !== null) pixels[pixel].push(k);
  });
  return pixels;
}

/** Where a padded place is found in the padded x. @param {Sizes} sizes @param {number[]} place */
export const paddedIndex = ({ N, C, PH, PW }, place) => flatIndex(place, [N, C, PH, PW]);

/**
 * A reshape's moves: each number to the same place in reading order, cut in turns of these sizes.
 * @param {number[][]} cells
 * @param {(k: number) => number} channelOf
 * @param {number[]} cuts
 * @returns {Move[]}
 */
export const reshaping = (cells, channelOf, cuts) =>
  cells.map((held, k) => ({ item: held[0] ?? null, from: k, to: k, channel: channelOf(k), turn: turnAt(k, cuts) }));

/** @param {number} k @param {number[]} cuts */
export const turnAt = (k, cuts) => cuts.map((size) => Math.floor(k / size));

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
 * What lights up when the k-th "cell" of the stage, or of its "source", or "pixel" of x is pointed at: it, its pixel or
 * its copies, and fainter the rest of its window. `items` are those that it holds.
 * @param {Trace} trace
 * @param {{ cell: Stage, source?: Stage }} shown
 * @param {"cell" | "source" | "pixel" | undefined} kind
 * @param {number} k
 */
export function litBy({ items }, { cell, source }, kind, k) {
  const held = heldBy(items, kind === "source" ? source : cell, kind, k);
  const windows = new Set(kind === "pixel" ? [] : held.map((item) => items[item].window));
  const mates = range(items.length).filter((item) => windows.has(items[item].window));
  const [own, near] = [new Set(held), new Set(mates)];
  const marks = {
    cell: cellMarks(cell, own, near),
    source: source ? cellMarks(source, own, near) : new Map(),
    pixel: pixelMarks(items, [...mates, ...held], own),
  };
  if (kind) marks[kind].set(k, "1");
  return { items: held, ...marks };
}

/** @param {Item[]} items @param {Stage | undefined} stage @param {string | undefined} kind @param {number} k */
function heldBy(items, stage, kind, k) {
  if (kind !== "pixel") return (kind && stage?.cells[k]) || [];
  return range(items.length).filter((item) => items[item].pixel === k);
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
