// The matrix view's state: what can be set, what follows from it, and what is typed or chosen as state.
import { numbersOf, sameShape } from "../shared/arrays.js";
import { range } from "../shared/numbers.js";
import { axesOf, SLIDING_FIELDS, slidingState, slidingValues } from "../shared/sliding.js";
import { product } from "../shared/strides.js";
import { im2colSizes } from "../shared/unroll.js";
import { tooManyToDraw } from "../shared/words.js";
import { wholeOf } from "./whole.js";
import { DRAWN } from "./words.js";

/** @import { WireArray } from "../shared/arrays.js" */
/** @import { Sliding, Values } from "../shared/sliding.js" */
/** @import { Sizes } from "../shared/unroll.js" */
/** @import { Whole } from "./whole.js" */
/** @typedef {"forward" | "gather" | "stamp"} Mode */
/**
 * @typedef {Sliding & { x: WireArray, w: WireArray, dout: WireArray | null, mode: Mode, asks: boolean,
 *   presets: Record<string, { x: WireArray, w: WireArray }>, max_cells: number }} MatrixState
 */
/** All that follows from a state. @typedef {{ sizes: Sizes, whole: Whole, x: number[], w: number[], dout: number[], mode: Mode }} View */

export const TRAITS = ["x", "w", "dout", "stride", "pad", "dilation", "mode"];
/** @type {Mode[]} */
export const MODES = ["forward", "gather", "stamp"];
const COMES_BACK = [2, 1, 3, -1];

/** @param {Pick<MatrixState, "x" | "w" | "stride" | "pad" | "dilation">} state */
export const sizesOf = (state) => im2colSizes([1, 1, ...state.x.shape], axesOf(state, state.w.shape));

/** @param {MatrixState} state @returns {View} */
export function viewOf(state) {
  const sizes = sizesOf(state);
  const { OH, OW } = sizes;
  const given = state.dout && sameShape(state.dout.shape, [OH, OW]) ? numbersOf(state.dout) : null;
  const dout = given ?? range(OH * OW).map((i) => COMES_BACK[i % COMES_BACK.length]);
  return { sizes, whole: wholeOf(sizes), x: numbersOf(state.x), w: numbersOf(state.w), dout, mode: state.mode };
}

/** @param {View} view */
export const stepsOf = ({ whole, mode }) => (mode === "gather" ? whole.pixels : whole.windows);

/** An image of one row, and a filter too. @param {{ x: WireArray, w: WireArray }} state */
const isLine = ({ x, w }) => x.shape[0] === 1 && w.shape[0] === 1;

export const FIELDS = SLIDING_FIELDS;

/** The state as the fields show it: of a line, the pad of its two ends. @param {MatrixState} state @returns {Values} */
export function valuesOf(state) {
  const values = slidingValues(state);
  const [height, width] = state.pad;
  if (isLine(state) && String(height) === "0,0" && width[0] === width[1]) values.pad = [width[0]];
  return values;
}

/** What was typed, as the model's state; throws where that can't be drawn. @param {Values} values @param {MatrixState} state */
export function typedState(values, state) {
  const pad = isLine(state) && values.pad.length === 1 ? [0, values.pad[0]] : values.pad;
  return checked({ ...state, ...slidingState({ ...values, pad }) });
}

/** The traits that a preset changes. @param {MatrixState} state @param {string} name */
export function presetState(state, name) {
  const plain = slidingState({ stride: [1], pad: [0], dilation: [1] });
  return checked({ ...state, ...plain, ...state.presets[name] });
}

/** The preset that is on show, or "". @param {MatrixState} state */
export function presetOf({ x, w, presets }) {
  const shown = JSON.stringify([x, w]);
  return Object.keys(presets).find((name) => JSON.stringify([presets[name].x, presets[name].w]) === shown) ?? "";
}

/** @param {MatrixState} state */
function checked({ x, w, dout, stride, pad, dilation, max_cells }) {
  const { OH, OW } = sizesOf({ x, w, stride, pad, dilation });
  const cells = OH * OW * product(x.shape);
  if (cells > max_cells) throw new RangeError(tooManyToDraw(DRAWN, max_cells, cells));
  return { x, w, stride, pad, dilation, dout: dout && sameShape(dout.shape, [OH, OW]) ? dout : null };
}
