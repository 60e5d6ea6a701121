// Which rule gives an answer, where a reader chooses a window's winner, its number, or where its gradient goes.
import { argMax, range, sum } from "../shared/numbers.js";
import { given } from "./gradient.js";
import { outIndex, outShape } from "./windows.js";

/** @import { Rules } from "../shared/answers.js" */
/** @import { Sizes } from "../shared/unroll.js" */
/** @import { Pooled } from "./state.js" */
/** @import { PoolWindow } from "./windows.js" */
/**
 * Asked of window k, to which d comes back: by a place, "winner" (in x) or "gradient" (in dx); or by a number, "number",
 * "arg_max", "mean" or "share".
 * @typedef {"winner" | "number" | "arg_max" | "mean" | "gradient" | "share"} QuestionKind
 */
/** @typedef {{ kind: QuestionKind, sizes: Sizes, k: number, window: PoolWindow, d: number }} Question */

/** Where the answer is a place: the grid in which it is chosen. @type {Partial<Record<QuestionKind, string>>} */
export const TARGETS = { winner: "x", gradient: "dx" };

/** @type {QuestionKind[]} */
const FORWARD = ["winner", "number", "arg_max"];

/** @param {Pooled} pooled @param {number} k @param {number} round @returns {Question} */
export function questionOf({ sizes, windows, dout, average, backward }, k, round) {
  const kind = average ? (backward ? "share" : "mean") : backward ? "gradient" : FORWARD[round % FORWARD.length];
  return { kind, sizes, k, window: windows[k], d: dout[k] };
}

/** @param {PoolWindow} window @returns {number[]} */
const valuesOf = ({ taps }) => taps.flatMap(({ value }) => (value === null ? [] : [value]));

/** The last place that holds what the first one with it holds. @param {PoolWindow} window */
const lastOfEquals = ({ taps, value }) => taps.findLastIndex((tap) => tap.value === value);

/** The number farthest from zero. @param {number[]} values */
const farthest = (values) => values[argMax(values.map(Math.abs))];

/**
 * The rules that lead to a place, where the winner is to be chosen, or where its gradient goes; "right" comes first.
 * @param {Question} question
 * @returns {Rules<number[]>}
 */
function placeRules({ kind, sizes, k, window }) {
  const { taps, winner, value } = window;
  const [, c] = outIndex(sizes, k);
  const values = valuesOf(window);
  /** @param {number[]} place */
  const tapAt = (place) => taps.find((tap) => String(tap.place) === String(place));
  /** @param {(value: number) => boolean} holds @returns {(place: number[]) => boolean} */
  const where = (holds) => (place) => {
    const found = tapAt(place)?.value ?? null;
    return found !== null && holds(found);
  };
  const byNumber = {
    absolute: where((number) => Math.abs(number) === Math.abs(farthest(values))),
    smallest: where((number) => number === Math.min(...values)),
  };
  return {
    right: (place) => tapAt(place) === taps[winner ?? 0],
    tie: where((number) => number === value),
    ...(kind === "winner" ? byNumber : { same: (place) => String(place) === String(outIndex(sizes, k)) }),
    padding: (place) => tapAt(place)?.pixel === false,
    channel: ([, channel]) => channel !== c,
    window: (place) => tapAt(place) !== undefined,
    elsewhere: () => true,
  };
}

/** What each rule makes of a window whose largest number is kept. @param {Pooled} pooled @param {Question} question */
function maxima({ windows }, { k, window }) {
  const values = valuesOf(window);
  return {
    right: window.value,
    absolute: farthest(values),
    smallest: Math.min(...values),
    ...(values.length < window.taps.length && window.value < 0 && { zero: 0 }),
    average: sum(values) / values.length,
    total: sum(values),
    ...(windows.length > 1 && { neighbour: windows[k + 1 < windows.length ? k + 1 : k - 1].value }),
  };
}

/** @param {PoolWindow} window @param {Sizes} sizes */
function places(window, { FH, FW }) {
  const winner = window.winner ?? 0;
  return {
    right: winner,
    last: lastOfEquals(window),
    one: winner + 1,
    columns: (winner % FW) * FH + Math.floor(winner / FW),
  };
}

/** @param {Pooled} pooled @param {Question} question */
function means({ windows }, { k, window }) {
  const values = valuesOf(window);
  const others = [values.length, window.taps.length].filter((count) => count !== window.shares);
  return {
    right: window.value,
    sum: sum(values),
    maximum: Math.max(...values),
    ...(others.length > 0 && { counted: sum(values) / others[0] }),
    ...(windows.length > 1 && { neighbour: windows[k + 1 < windows.length ? k + 1 : k - 1].value }),
  };
}

/** @param {Question} question */
function shares({ window, d }) {
  const others = [valuesOf(window).length, window.taps.length, window.taps.length * 2].filter(
    (count) => count !== window.shares,
  );
  return { right: d / window.shares, whole: d, counted: d / others[0] };
}

/**
 * The number that each rule leads to.
 * @param {Pooled} pooled
 * @param {Question} question
 * @returns {Record<string, number>}
 */
function numbersOf(pooled, question) {
  if (question.kind === "number") return maxima(pooled, question);
  if (question.kind === "arg_max") return places(question.window, pooled.sizes);
  return question.kind === "mean" ? means(pooled, question) : shares(question);
}

/** @param {Pooled} pooled @param {Question} question @returns {Rules<any>} */
export function rulesOf(pooled, question) {
  if (TARGETS[question.kind]) return placeRules(question);
  const rules = Object.entries(numbersOf(pooled, question)).map(([name, number]) => [
    name,
    (/** @type {number} */ answer) => [number].includes(answer), // NaN too
  ]);
  return { ...Object.fromEntries(rules), ...(question.kind === "arg_max" && { other: () => true }) };
}

const MOST = 6; // answers
const MOST_PLACES = 9;

/** The answers to choose from, each once, from low to high. @param {Pooled} pooled @param {Question} question */
export function answersOf(pooled, question) {
  const numbers = Object.values(numbersOf(pooled, question));
  const count = question.window.taps.length;
  if (question.kind === "arg_max" && count <= MOST_PLACES) return range(count);
  return [...new Set(numbers)].slice(0, MOST).sort((a, b) => a - b);
}

/** How many rules lead somewhere of their own: what makes a question worth asking. @param {Pooled} pooled @param {number} k */
export function worth(pooled, k) {
  const question = questionOf(pooled, k, 0);
  const { taps, ties, winner } = question.window;
  if (!taps.some(({ pixel }) => pixel)) return 0;
  if (!TARGETS[question.kind]) return answersOf(pooled, question).length;
  const found = new Set(
    taps.map(({ place }) => Object.entries(placeRules(question)).find(([, holds]) => holds(place))?.[0]),
  );
  return found.size + (ties > 1 ? 1 : 0) + (given(pooled, [k, winner ?? 0]) === 0 ? -1 : 0);
}

/** A whole number from `least` to `most`. @param {() => number} random @param {number} least @param {number} most */
const whole = (random, least, most) => least + Math.floor(random() * (most - least + 1));

const TRIES = 20;
const ENOUGH = 3; // rules

/**
 * Another round: numbers in arrays of these shapes, few enough that some are equal, and a window worth asking of.
 * @param {Pooled} pooled
 * @param {(numbers: { x: any, dout: any }) => Pooled} pool what would follow from other numbers
 * @param {() => number} [random]
 */
export function freshRound({ x, sizes, windows }, pool, random = Math.random) {
  const shape = outShape(sizes);
  for (let i = 0; ; i += 1) {
    const numbers = {
      x: { shape: x.shape, data: x.data.map(() => whole(random, -9, 6)) },
      dout: { shape, data: windows.map(() => whole(random, 1, 9)) },
    };
    const step = whole(random, 0, windows.length - 1);
    if (i === TRIES || worth(pool(numbers), step) >= ENOUGH) return { ...numbers, step };
  }
}
