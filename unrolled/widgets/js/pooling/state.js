// The pooling stepper's state: what can be chosen, what a change would make of it, and all that follows from it.
import { numbersOf, numeric, sameShape } from "../shared/arrays.js";
import { tintOf } from "../shared/loops.js";
import { range } from "../shared/numbers.js";
import { imageFields, imageSizes, imageState, imageValues } from "../shared/sizes.js";
import { flatIndex, indicesOf, product } from "../shared/strides.js";
import { isPixel } from "../shared/unroll.js";
import { length } from "../shared/windows.js";
import { MODE_LABEL, PAIR_HINT, WINDOW_LABEL } from "../shared/words.js";
import { outIndex, outShape, poolWindow, receivers } from "./windows.js";
import { KINDS, OPERATOR_LABEL, SIZE_LABEL, tooManyCells } from "./words.js";

/** @import { NDArray, WireArray } from "../shared/arrays.js" */
/** @import { Loop } from "../shared/loops.js" */
/** @import { ImageState } from "../shared/sizes.js" */
/** @import { Field, Values } from "../shared/sliding.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @import { PoolWindow, Rule } from "./windows.js" */
/** What is on show: forward, or backward by one of the loops. @typedef {"forward" | Loop} Kind */
/**
 * @typedef {ImageState & Rule & { dout: WireArray | null, mode: "forward" | "backward", loop: Loop, operator: "+=" | "=",
 *   ceil_mode: boolean, asks: boolean, presets: Record<string, Record<string, unknown>>, max_cells: number }} PoolingState
 */
/**
 * A pixel, the windows that read it, those of them that give it gradient, and where it stands among the rows.
 * @typedef {{ place: number[], windows: number[], givers: number[], reads: Cell[] }} Pixel
 */
/**
 * All that follows from a state; `dout` are its numbers, `pixels` stand in reading order, and `rowSizes` are those of the
 * matrix with a row for each window, in out's reading order, and a column for each place in it.
 * @typedef {Rule & { sizes: Sizes, rowSizes: Sizes, x: NDArray, windows: PoolWindow[], dout: number[], pixels: Pixel[],
 *   ceil_mode: boolean, backward: boolean, kind: Kind, loop: Loop, operator: "+=" | "=", overlaps: boolean }} Pooled
 */

export const TRAITS = [
  "x",
  "dout",
  "pool_h",
  "pool_w",
  "stride",
  "pad",
  "dilation",
  "ceil_mode",
  "average",
  "count_include_pad",
  "mode",
  "loop",
  "operator",
];

const OPERATORS = [
  ["+=", "+="],
  ["=", "="],
];
/** A switch goes by its name in cnnlib. @param {string} name */
const named = (name) => ({ name, label: name });

export const CHOICES = [
  { name: "kind", label: MODE_LABEL, options: Object.entries(KINDS) },
  { name: "operator", label: OPERATOR_LABEL, options: OPERATORS },
  ...["average", "ceil_mode"].map(named),
];
export const FOLDED_CHOICES = ["count_include_pad"].map(named);

/** @type {Field} */
const SIZE = { name: "pool", label: SIZE_LABEL, group: WINDOW_LABEL, least: 1, most: 12, lengths: [1, 2], hint: PAIR_HINT };
const SEEN = ["stride", "pad"];
const SIDES = ["pool_h", "pool_w"];

/** The window's size, stride and pad; the images' sizes and the dilation are folded. */
export const FIELDS = [
  SIZE,
  ...imageFields("pool", WINDOW_LABEL)
    .filter(({ name }) => !SIDES.includes(name))
    .map((field) => (field.isFolded ? field : { ...field, group: WINDOW_LABEL, isFolded: !SEEN.includes(field.name) })),
];

/** The model's state as the fields show it. @param {PoolingState} state @returns {Values} */
export function fieldValues(state) {
  const { pool_h, pool_w } = state;
  return { ...imageValues(state, "pool"), pool: pool_h === pool_w ? [pool_h] : [pool_h, pool_w] };
}

/** What was typed, as the model's state. @param {Values} values @param {PoolingState} state */
export function typedState(values, { x }) {
  const [pool_h, pool_w = pool_h] = values.pool;
  return imageState({ ...values, pool_h: [pool_h], pool_w: [pool_w] }, x, "pool");
}

/** @param {Pick<PoolingState, "mode" | "loop">} state @returns {Kind} */
export const kindOf = ({ mode, loop }) => (mode === "forward" ? "forward" : loop);

/** What a choice means. @param {string} name @param {any} value @returns {Partial<PoolingState>} */
export function chosen(name, value) {
  if (name !== "kind") return { [name]: value };
  return value === "forward" ? { mode: "forward", step: 0 } : { mode: "backward", loop: value, step: 0 };
}

/** The example that is on show, if it is one, whichever its direction. @param {PoolingState} state */
export function currentExample(state) {
  /** @param {[string, unknown]} trait */
  const isSame = ([name, value]) => name === "mode" || JSON.stringify(state[name]) === JSON.stringify(value);
  const shown = Object.entries(state.presets).find(([, preset]) => Object.entries(preset).every(isSame));
  return shown?.[0] ?? "";
}

/** What the choices show. @param {PoolingState} state @returns {Record<string, any>} */
export const currentChoices = (state) => {
  const { operator, average, ceil_mode, count_include_pad } = state;
  return { kind: kindOf(state), operator, average, ceil_mode, count_include_pad };
};

/** The numbers that drawing x and every window's taps takes. @param {Sizes} sizes */
function cellsOf({ N, C, H, W, OH, OW, FH, FW, height, width }) {
  return N * C * Math.max(OH * OW * FH * FW, length(height, H) * length(width, W));
}

/**
 * A change, made to fit the rest of the state: dout stays if it still fits, unless the change lays it off (null).
 * Throws where that can't be drawn.
 * @param {PoolingState} state
 * @param {Partial<PoolingState>} change
 */
export function fittingChange(state, change) {
  const sizes = imageSizes({ ...state, ...change }, "pool");
  const cells = cellsOf(sizes);
  if (cells > state.max_cells) throw new RangeError(tooManyCells(state.max_cells, cells));
  const dout = change.dout === undefined ? state.dout : change.dout;
  return { ...change, dout: dout && sameShape(outShape(sizes), dout.shape) ? dout : null };
}

/** @param {PoolingState} state @param {string} name @returns {Partial<PoolingState>} */
export const presetState = ({ presets }, name) => ({
  ...presets[name],
  loop: "window",
  operator: "+=",
  dout: null,
  step: 0,
});

/** Each pixel with the windows that read it. @param {number[]} shape @param {PoolWindow[]} windows @returns {Pixel[]} */
function pixelsOf(shape, windows) {
  const pixels = indicesOf(shape).map((place) => ({
    place,
    windows: /** @type {number[]} */ ([]),
    givers: /** @type {number[]} */ ([]),
    reads: /** @type {Cell[]} */ ([]),
  }));
  windows.forEach((window, k) => {
    window.taps.forEach((tap, i) => {
      if (!tap.pixel) return;
      const pixel = pixels[flatIndex(tap.place, shape)];
      pixel.windows.push(k);
      pixel.reads.push([k, i]);
    });
    for (const tap of receivers(window)) pixels[flatIndex(tap.place, shape)].givers.push(k);
  });
  return pixels;
}

/** A row for each window of each channel: as if each channel were an image. @param {Sizes} sizes @returns {Sizes} */
const oneChannel = (sizes) => {
  const N = sizes.N * sizes.C;
  return { ...sizes, N, C: 1, rows: N * sizes.OH * sizes.OW, columns: sizes.FH * sizes.FW };
};

/** @param {PoolingState} state @returns {Pooled} */
export function poolAll(state) {
  const sizes = imageSizes(state, "pool");
  const { average, count_include_pad, ceil_mode } = state;
  const x = numeric(state.x);
  const windows = range(product(outShape(sizes))).map((k) => poolWindow(sizes, x.data, { average, count_include_pad }, k));
  const dout = state.dout ? numbersOf(state.dout) : windows.map((_, k) => k + 1);
  const pixels = pixelsOf(x.shape, windows);
  const kind = kindOf(state);
  const overlaps = pixels.some((pixel) => pixel.windows.length > 1);
  return {
    sizes,
    rowSizes: oneChannel(sizes),
    x,
    windows,
    dout,
    pixels,
    average,
    count_include_pad,
    ceil_mode,
    backward: kind !== "forward",
    kind,
    loop: kind === "tap" ? "tap" : "window",
    // Without overlap both leave the same.
    operator: overlaps ? state.operator : "+=",
    overlaps,
  };
}

/** The tint of a place in the window; none where there are too many. @param {Pooled} pooled @param {number} i */
export const tintAt = ({ rowSizes }, i) => tintOf(rowSizes, i);

/**
 * @typedef {{ x: [place: number[], mark: string][], dx: [place: number[], mark: string][],
 *   windows: [place: number[], mark: string][], cells: [Cell, string][] }} Lit what lights up in x, in dx, in all
 *   pictures with a number for each window, and among the rows
 */

/**
 * The k-th window: its taps, those that don't win fainter, and what receives its gradient.
 * @param {Pooled} pooled
 * @param {number} k
 * @returns {Lit}
 */
export function litByWindow({ sizes, windows }, k) {
  const { taps, winner } = windows[k];
  /** @param {number} i */
  const mark = (i) => (i === winner || winner === null ? "1" : "faint");
  return {
    x: taps.map(({ place }, i) => [place, mark(i)]),
    dx: receivers(windows[k]).map(({ place }) => [place, "1"]),
    windows: [[outIndex(sizes, k), "1"]],
    cells: taps.map((_, i) => [[k, i], mark(i)]),
  };
}

/**
 * A place of x or of its border, and the windows that read it, fainter where it doesn't win.
 * @param {Pooled} pooled
 * @param {number[]} place
 * @returns {Lit}
 */
export function litByPlace(pooled, place) {
  const pixel = pixelAt(pooled, place);
  if (!pixel) return { x: [[place, "1"]], dx: [], windows: [], cells: [] };
  const { windows, givers, reads } = pixel;
  /** @param {number} k */
  const mark = (k) => (givers.includes(k) ? "1" : "faint");
  return {
    x: [[place, "1"]],
    dx: [[place, "1"]],
    windows: windows.map((k) => [outIndex(pooled.sizes, k), mark(k)]),
    cells: reads.map((cell) => [cell, mark(cell[0])]),
  };
}

/**
 * A place in the row of a window: its pixel, and the window's number.
 * @param {Pooled} pooled
 * @param {Cell} cell
 * @returns {Lit}
 */
export function litByCell({ sizes, windows }, [k, i]) {
  const { place, pixel } = windows[k].taps[i];
  return {
    x: [[place, "1"]],
    dx: pixel ? [[place, "1"]] : [],
    windows: [[outIndex(sizes, k), "faint"]],
    cells: [[[k, i], "1"]],
  };
}

/** The pixel at a place, or undefined in the border. @param {Pooled} pooled @param {number[]} place */
export const pixelAt = ({ sizes, x, pixels }, place) =>
  isPixel(sizes, place) ? pixels[flatIndex(place, x.shape)] : undefined;
