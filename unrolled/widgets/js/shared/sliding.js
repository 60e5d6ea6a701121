// How windows slide: the settings' fields, and between what the reader types and the model's state.
import { cellsToDraw } from "./unroll.js";
import { DILATION_LABEL, PAD_LABEL, PADS_HINT, PAIR_HINT, SLIDING_LABEL, STRIDE_LABEL, tooManyToDraw } from "./words.js";

/** @import { Axis } from "./windows.js" */
/** @import { Axes, Sizes } from "./unroll.js" */
/** @typedef {[number, number]} Pair height, width */
/** @typedef {[Pair, Pair]} Pads [[top, bottom], [left, right]] */
/** @typedef {{ stride: Pair, pad: Pads, dilation: Pair }} Sliding the model's state */
/**
 * A setting that is typed: `lengths` is how many numbers it takes, e.g. [1, 2]; `isFolded`: under "More".
 * @typedef {{ name: string, label: string, group: string, least: number, most: number, hint?: string, lengths?: number[],
 *   isFolded?: boolean }} Field
 */
/** What is typed into fields, by their names. @typedef {Record<string, number[]>} Values */

/** @type {Field[]} */
export const SLIDING_FIELDS = [
  { name: "stride", label: STRIDE_LABEL, group: SLIDING_LABEL, least: 1, most: 12, lengths: [1, 2], hint: PAIR_HINT },
  { name: "pad", label: PAD_LABEL, group: SLIDING_LABEL, least: 0, most: 6, lengths: [1, 2, 4], hint: PADS_HINT },
  { name: "dilation", label: DILATION_LABEL, group: SLIDING_LABEL, least: 1, most: 12, lengths: [1, 2], hint: PAIR_HINT },
];

/** @param {Pair} pair */
const shortPair = ([h, w]) => (h === w ? [h] : [h, w]);

/** @param {number[]} pair @returns {Pair} */
const fullPair = ([h, w = h]) => [h, w];

/** @param {Pads} pads */
function shortPads([h, w]) {
  if (h[0] !== h[1] || w[0] !== w[1]) return [...h, ...w];
  return shortPair([h[0], w[0]]);
}

/** @param {number[]} pads @returns {Pads} */
function fullPads(pads) {
  if (pads.length === 4) return [fullPair(pads.slice(0, 2)), fullPair(pads.slice(2))];
  const [h, w] = fullPair(pads);
  return [
    [h, h],
    [w, w],
  ];
}

/** As the fields show it: as short as it can be said. @param {Sliding} state @returns {Values} */
export const slidingValues = ({ stride, pad, dilation }) => ({
  stride: shortPair(stride),
  pad: shortPads(pad),
  dilation: shortPair(dilation),
});

/** What was typed, in full. @param {Values} values @returns {Sliding} */
export const slidingState = ({ stride, pad, dilation }) => ({
  stride: fullPair(stride),
  pad: fullPads(pad),
  dilation: fullPair(dilation),
});

/** @param {Sliding & { ceil_mode?: boolean }} state @param {number[]} filter [FH, FW] @returns {Axes} */
export function axesOf({ stride, pad, dilation, ceil_mode = false }, filter) {
  /** @param {0 | 1} i @returns {Axis} */
  const axis = (i) => {
    const [before, after] = pad[i];
    return { filter: filter[i], stride: stride[i], before, after, dilation: dilation[i], ceil_mode };
  };
  return { height: axis(0), width: axis(1) };
}

/**
 * Throw RangeError where the padded images, the matrix or another array would have too many cells to draw.
 * @param {Sizes} sizes
 * @param {number} most
 * @param {string} names which arrays those are
 * @param {number} [others] the cells of another array
 */
export function checkDrawable(sizes, most, names, others = 0) {
  const cells = Math.max(cellsToDraw(sizes), others);
  if (cells > most) throw new RangeError(tooManyToDraw(names, most, cells));
}
