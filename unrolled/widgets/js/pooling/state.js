// The pooling stepper's state: what can be chosen, what a change would make of it, and all that follows from it.
import { numbersOf, numeric, sameShape } from "../shared/arrays.js";
import { range } from "../shared/numbers.js";
import { imageSizes } from "../shared/sizes.js";
import { flatIndex, indicesOf, product } from "../shared/strides.js";
import { isPixel } from "../shared/unroll.js";
import { length } from "../shared/windows.js";
import { BACKWARD_LABEL, FORWARD_LABEL, MODE_LABEL } from "../shared/words.js";
import { outIndex, outShape, poolWindow, receivers } from "./windows.js";
import { CHOICE_LABELS, EXAMPLES, tooManyCells } from "./words.js";

/** @import { NDArray, WireArray } from "../shared/arrays.js" */
/** @import { ImageState } from "../shared/sizes.js" */
/** @import { Sizes } from "../shared/unroll.js" */
/** @import { PoolWindow, Rule } from "./windows.js" */
/**
 * @typedef {ImageState & Rule & { dout: WireArray | null, mode: "forward" | "backward", ceil_mode: boolean,
 *   presets: Record<string, Record<string, unknown>>, max_cells: number }} PoolingState
 */
/**
 * A pixel, the windows that read it, and those of them that give it gradient.
 * @typedef {{ place: number[], windows: number[], givers: number[] }} Pixel
 */
/**
 * All that follows from a state; `dout` are its numbers, and `pixels` stand in reading order.
 * @typedef {Rule & { sizes: Sizes, x: NDArray, windows: PoolWindow[], dout: number[], pixels: Pixel[],
 *   ceil_mode: boolean, backward: boolean }} Pooled
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
];

const SWITCHES = ["average", "ceil_mode", "count_include_pad"];
const MODES = [
  ["forward", FORWARD_LABEL],
  ["backward", BACKWARD_LABEL],
];
export const CHOICES = [
  { name: "preset", label: CHOICE_LABELS.preset, options: EXAMPLES },
  { name: "mode", label: MODE_LABEL, options: MODES },
  ...SWITCHES.map((name) => ({ name, label: name })),
];

/**
 * What the choices show: their values, and the preset that is on show, if it is one.
 * @param {PoolingState} state
 * @returns {Record<string, any>}
 */
export function currentChoices(state) {
  /** @param {[string, unknown]} trait */
  const isSame = ([name, value]) => name === "mode" || JSON.stringify(state[name]) === JSON.stringify(value);
  const shown = Object.entries(state.presets).find(([, preset]) => Object.entries(preset).every(isSame));
  return { preset: shown?.[0] ?? "", ...Object.fromEntries(CHOICES.slice(1).map(({ name }) => [name, state[name]])) };
}

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
  const fits = change.dout !== null && sameShape(outShape(sizes), state.dout?.shape);
  return { ...change, dout: fits ? state.dout : null };
}

/** @param {PoolingState} state @param {string} name @returns {Partial<PoolingState>} */
export const presetState = ({ presets }, name) => ({ ...presets[name], dout: null, step: 0 });

/** Each pixel with the windows that read it. @param {number[]} shape @param {PoolWindow[]} windows @returns {Pixel[]} */
function pixelsOf(shape, windows) {
  const pixels = indicesOf(shape).map((place) => ({
    place,
    windows: /** @type {number[]} */ ([]),
    givers: /** @type {number[]} */ ([]),
  }));
  windows.forEach((window, k) => {
    for (const tap of window.taps) if (tap.pixel) pixels[flatIndex(tap.place, shape)].windows.push(k);
    for (const tap of receivers(window)) pixels[flatIndex(tap.place, shape)].givers.push(k);
  });
  return pixels;
}

/** @param {PoolingState} state @returns {Pooled} */
export function poolAll(state) {
  const sizes = imageSizes(state, "pool");
  const { average, count_include_pad, ceil_mode } = state;
  const x = numeric(state.x);
  const windows = range(product(outShape(sizes))).map((k) => poolWindow(sizes, x.data, { average, count_include_pad }, k));
  const dout = state.dout ? numbersOf(state.dout) : windows.map((_, k) => k + 1);
  const pixels = pixelsOf(x.shape, windows);
  return { sizes, x, windows, dout, pixels, average, count_include_pad, ceil_mode, backward: state.mode === "backward" };
}

/** What the windows up to `step` give to a pixel. @param {Pooled} pooled @param {Pixel} pixel @param {number} step */
export const partsOf = ({ dout, windows }, { givers }, step) =>
  givers.filter((k) => k <= step).map((k) => dout[k] / windows[k].shares);

/**
 * @typedef {Record<"x" | "dx" | "windows", [place: number[], mark: string][]>} Lit what lights up in x, in dx, and in all pictures with a number for each window
 */

/**
 * The k-th window: its taps, those that don't win fainter, and what receives its gradient.
 * @param {Pooled} pooled
 * @param {number} k
 * @returns {Lit}
 */
export function litByWindow({ sizes, windows }, k) {
  const { taps, winner } = windows[k];
  return {
    x: taps.map(({ place }, i) => [place, i === winner || winner === null ? "1" : "faint"]),
    dx: receivers(windows[k]).map(({ place }) => [place, "1"]),
    windows: [[outIndex(sizes, k), "1"]],
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
  if (!pixel) return { x: [[place, "1"]], dx: [], windows: [] };
  const { windows, givers } = pixel;
  return {
    x: [[place, "1"]],
    dx: [[place, "1"]],
    windows: windows.map((k) => [outIndex(pooled.sizes, k), givers.includes(k) ? "1" : "faint"]),
  };
}

/** The pixel at a place, or undefined in the border. @param {Pooled} pooled @param {number[]} place */
export const pixelAt = ({ sizes, x, pixels }, place) =>
  isPixel(sizes, place) ? pixels[flatIndex(place, x.shape)] : undefined;
