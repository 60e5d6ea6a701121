// Which rule gives an answer, where a reader makes the next number of out, or finds the weight that a pixel meets.
import { range, sum } from "../shared/numbers.js";
import { columnOf, pixelOf, tapOf } from "../shared/unroll.js";

/** @import { Rules } from "../shared/answers.js" */
/** @import { Sizes } from "../shared/unroll.js" */
/** @import { Moment, ProductMoment } from "./moment.js" */

/** Which column of a filter meets a column of col. @typedef {(sizes: Sizes, column: number) => number} Pairing */

/** @type {Record<string, Pairing>} */
const PAIRINGS = {
  right: (_, column) => column,
  // End for end, as in mathematics.
  flipped(sizes, column) {
    const [c, i, j] = tapOf(sizes, column);
    return columnOf(sizes, [c, sizes.FH - 1 - i, sizes.FW - 1 - j]);
  },
  // The filter's columns for its rows.
  transposed(sizes, column) {
    const [c, i, j] = tapOf(sizes, column);
    return i < sizes.FW && j < sizes.FH ? columnOf(sizes, [c, j, i]) : column;
  },
  // All channels of a pixel, then the next pixel.
  channels({ C, FH, FW }, column) {
    const taps = FH * FW;
    return (column % taps) * C + Math.floor(column / taps);
  },
};

/** The filter's numbers as they stand under the pixels, by a pairing. @param {ProductMoment} moment @param {Pairing} pair */
function pairedSum({ layer: { sizes, col, W }, row, f }, pair) {
  const { columns } = sizes;
  return sum(range(columns).map((k) => col[row * columns + k] * W.data[f * columns + pair(sizes, k)]));
}

/**
 * The number of out at a step, as each rule has it.
 * @param {ProductMoment} moment
 * @returns {Record<string, number>}
 */
export function outputs(moment) {
  const { layer, products, step, first, f } = moment;
  const { sizes, W, b, out } = layer;
  const bias = b ? b.data[f] : 0;
  const taps = sizes.FH * sizes.FW;
  const last = first + sizes.OH * sizes.OW - 1;
  const paired = (/** @type {string} */ name) => pairedSum(moment, PAIRINGS[name]) + bias;
  return {
    right: out.data[step],
    ...(b && { unbiased: out.data[step] - bias }),
    flipped: paired("flipped"),
    ...(sizes.C > 1 && { alone: sum(products.slice(0, taps)) + bias, channels: paired("channels") }),
    ...(last > first && { neighbour: out.data[step < last ? step + 1 : step - 1] }),
    ...(W.shape[0] > 1 && { filter: out.data[step + (f + 1 < W.shape[0] ? 1 : -1) * sizes.OH * sizes.OW] }),
  };
}

/** @param {ProductMoment} moment @returns {Rules<number>} */
export const outputRules = (moment) =>
  Object.fromEntries(
    Object.entries(outputs(moment)).map(([name, value]) => [name, (/** @type {number} */ answer) => answer === value]),
  );

const MOST = 6; // answers

/** What the rules lead to, each once, from low to high. @param {ProductMoment} moment */
export const outputAnswers = (moment) => [...new Set(Object.values(outputs(moment)))].slice(0, MOST).sort((a, b) => a - b);

/** The column of col that a weight [f, c, i, j] meets. @param {Moment} moment @param {number[]} weight */
export const columnOfWeight = ({ layer: { sizes } }, [, ...tap]) => columnOf(sizes, tap);

/** The column of col that a pixel is read into now; -1: into none. @param {Moment} moment @param {number[]} pixel */
export const columnOfPixel = ({ layer: { sizes }, row }, pixel) =>
  range(sizes.columns).findIndex((column) => String(pixelOf(sizes, row, column)) === String(pixel));

/**
 * The rules that lead to a place, where the pixel of a column of col is to find its weight, or the weight its pixel.
 * @param {Moment} moment
 * @param {number} column
 * @param {typeof columnOfWeight} columnOfPlace the place's
 * @returns {Rules<number[]>}
 */
export function placeRules(moment, column, columnOfPlace) {
  const { sizes } = moment.layer;
  const taps = sizes.FH * sizes.FW;
  /** @param {number[]} place */
  const at = (place) => columnOfPlace(moment, place);
  const pairings = Object.entries(PAIRINGS).map(([name, pair]) => [
    name,
    (/** @type {number[]} */ place) => at(place) === pair(sizes, column),
  ]);
  return {
    ...Object.fromEntries(pairings),
    channel: (place) => at(place) >= 0 && at(place) % taps === column % taps,
    elsewhere: () => true,
  };
}

/** A whole number from `least` to `most`. @param {() => number} random @param {number} least @param {number} most */
const whole = (random, least, most) => least + Math.floor(random() * (most - least + 1));

/**
 * Numbers for another round, small enough to be added up by head, in arrays of these shapes.
 * @param {{ x: { shape: number[], data: unknown[] }, W: { shape: number[], data: unknown[] }, b: { shape: number[], data: unknown[] } | null }} state
 * @param {() => number} [random]
 */
export function freshNumbers({ x, W, b }, random = Math.random) {
  /** @param {{ shape: number[], data: unknown[] }} array @param {number} least @param {number} most */
  const drawn = ({ shape, data }, least, most) => ({ shape, data: data.map(() => whole(random, least, most)) });
  return { x: drawn(x, 0, 4), W: drawn(W, -1, 2), b: b && drawn(b, 1, 3) };
}

const FEW = 4; // answers that a question needs at least
const TRIES = 20;

/**
 * A step, and numbers with which its question has answers enough to choose from.
 * @param {(numbers: ReturnType<typeof freshNumbers>, step: number) => number} answers how many a question has
 * @param {Parameters<typeof freshNumbers>[0]} state
 * @param {number} steps
 * @param {() => number} [random]
 */
export function freshRound(answers, state, steps, random = Math.random) {
  for (let i = 0; ; i += 1) {
    const [numbers, step] = [freshNumbers(state, random), whole(random, 0, steps - 1)];
    if (i === TRIES || answers(numbers, step) >= FEW) return { ...numbers, step };
  }
}
