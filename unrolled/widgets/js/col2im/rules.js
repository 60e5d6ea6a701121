// Which rule gives an answer, where a reader carries a number of dcol to its place in dx, or says what a place holds then.

import { cellsOfStep } from "../shared/loops.js";
import { range, sum } from "../shared/numbers.js";
import { tapAcross, tapDown } from "../shared/orders.js";
import { columnOf, fromPadded, isPixel, sourceOf, tapOf, windowOf } from "../shared/unroll.js";
import { arrivals, cellsOf, dcolValue, meetingsOf } from "./sums.js";

/** @import { Rules } from "../shared/answers.js" */
/** @import { Loop } from "../shared/loops.js" */
/** @import { Cell, Sizes } from "../shared/unroll.js" */
/** @import { Given } from "./sums.js" */
/** The place of dx that a cell of dcol would go to. @typedef {(sizes: Sizes, cell: Cell) => number[]} Way */

/** @param {Sizes} sizes @param {Cell} cell */
const right = (sizes, [row, column]) => fromPadded(sizes, sourceOf(sizes, row, column));

/**
 * To the same window, had its column been that of another tap.
 * @param {(sizes: Sizes, column: number) => number[]} tapAt
 * @returns {Way}
 */
const reordered =
  (tapAt) =>
  (sizes, [row, column]) =>
    right(sizes, [row, columnOf(sizes, tapAt(sizes, column))]);

/** End for end, as if the way back were the way there turned round. @param {Sizes} sizes @param {number} column */
function tapTurned(sizes, column) {
  const [c, fh, fw] = tapOf(sizes, column);
  return [c, sizes.FH - 1 - fh, sizes.FW - 1 - fw];
}

/**
 * With another axis in place of each.
 * @param {object} change
 * @returns {Way}
 */
const without = (change) => (sizes, cell) =>
  right({ ...sizes, height: { ...sizes.height, ...change }, width: { ...sizes.width, ...change } }, cell);

/** @type {Record<string, Way>} */
const WAYS = {
  right,
  flipped: reordered(tapTurned),
  columns: reordered(tapDown),
  channels: reordered(tapAcross),
  unstrided: without({ stride: 1 }),
  undilated: without({ dilation: 1 }),
  // The padded buffer's place, its border not removed.
  padded: (sizes, [row, column]) => sourceOf(sizes, row, column),
  // Windows counted down the image first.
  down(sizes, [row, column]) {
    const { OH, OW } = sizes;
    const [n] = windowOf(sizes, row);
    const at = row % (OH * OW);
    return right(sizes, [n * OH * OW + (at % OH) * OW + Math.floor(at / OH), column]);
  },
  before: (sizes, [row, column]) => right(sizes, [Math.max(row - 1, 0), column]),
};

/** @param {Sizes} sizes @param {number} row @param {number[]} place */
const isInWindow = (sizes, row, place) =>
  range(sizes.columns).some((column) => String(right(sizes, [row, column])) === String(place));

/** The rules that lead to a place, where a cell's number is to be carried there; "right" comes first. @param {Sizes} sizes @param {Cell} cell @returns {Rules<number[]>} */
export function placeRules(sizes, cell) {
  const [, , h, w] = right(sizes, cell);
  const ways = Object.entries(WAYS).map(([name, way]) => [
    name,
    (/** @type {number[]} */ place) => String(way(sizes, cell)) === String(place),
  ]);
  return {
    ...Object.fromEntries(ways),
    plane: (place) => place[2] === h && place[3] === w,
    window: (place) => isInWindow(sizes, cell[0], place),
    elsewhere: () => true,
  };
}

/** How many different places the rules lead to. @param {Sizes} sizes @param {Cell} cell */
const placesOf = (sizes, cell) => new Set(Object.values(WAYS).map((way) => String(way(sizes, cell)))).size;

/**
 * The cell of a step whose place tells most of the rules apart; one of them, by turns, and of those that are no padding.
 * @param {Sizes} sizes
 * @param {{ loop: Loop, step: number }} shown
 * @param {number} round
 */
export function cellToCarry(sizes, { loop, step }, round) {
  const cells = cellsOfStep(sizes, loop, step);
  const inside = cells.filter((cell) => isPixel(sizes, right(sizes, cell)));
  const choice = inside.length ? inside : cells;
  const counts = choice.map((cell) => placesOf(sizes, cell));
  const best = choice.filter((_, i) => counts[i] === Math.max(...counts));
  return best[(step + round) % best.length];
}

/**
 * What a place of dx holds once a cell's number is there, as each rule has it.
 * @param {Sizes} sizes
 * @param {Given} given
 * @param {Cell} cell
 * @param {{ loop: Loop, step: number }} shown
 * @returns {Record<string, number>}
 */
export function sums(sizes, given, cell, { loop, step }) {
  const place = right(sizes, cell);
  const [row, column] = cell;
  const before = arrivals(sizes, given, place, { loop, step: step - 1 });
  const base = sum(before);
  /** @param {number[]} tap */
  const by = (tap) => base + dcolValue(sizes, given, row, columnOf(sizes, tap));
  const addend = dcolValue(sizes, given, row, column);
  return {
    right: base + addend,
    overwritten: addend,
    forgotten: base,
    flipped: by(tapTurned(sizes, column)),
    columns: by(tapDown(sizes, column)),
    beside: base + dcolValue(sizes, given, row, column > 0 ? column - 1 : Math.min(1, sizes.columns - 1)),
    all: sum(arrivals(sizes, given, place, { loop, step: Infinity })),
    counted: before.length + 1,
  };
}

/** @param {ReturnType<typeof sums>} found @returns {Rules<number>} */
export const sumRules = (found) =>
  Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, (/** @type {number} */ answer) => answer === value]),
  );

const MOST = 6; // answers

/** What the rules lead to, each once, from low to high. @param {ReturnType<typeof sums>} found */
export const sumAnswers = (found) => [...new Set(Object.values(found))].slice(0, MOST).sort((a, b) => a - b);

/**
 * The cell of a step whose number meets most others, if any does.
 * @param {Sizes} sizes
 * @param {Given} given
 * @param {{ loop: Loop, step: number }} shown
 * @returns {Cell | undefined}
 */
export function cellToAdd(sizes, given, shown) {
  const { loop, step } = shown;
  const meeting = meetingsOf(sizes, given, shown)
    .map(({ place }) => ({ place, count: arrivals(sizes, given, place, shown).length }))
    .reduce((best, each) => (best && best.count >= each.count ? best : each), /** @type {any} */ (null));
  const own = new Set(cellsOfStep(sizes, loop, step).map(String));
  return meeting ? cellsOf(sizes, meeting.place).find((cell) => own.has(String(cell))) : undefined;
}

const [LEAST, HIGHEST] = [1, 9]; // numbers that are added up by head
const FEW = 4; // answers that a question needs at least
const TRIES = 20;

/**
 * A step, and numbers for dcol with which its question has places or answers enough to choose from.
 * @param {Sizes} sizes
 * @param {{ loop: Loop, steps: number, isSum: boolean }} asked
 * @param {() => number} [random]
 */
export function freshRound(sizes, { loop, steps, isSum }, random = Math.random) {
  const { rows, columns } = sizes;
  /** @param {number} least @param {number} most */
  const whole = (least, most) => least + Math.floor(random() * (most - least + 1));
  for (let i = 0; ; i += 1) {
    const step = whole(0, steps - 1);
    const data = range(rows * columns).map(() => whole(LEAST, HIGHEST));
    const choices = isSum ? sumChoices(sizes, data, { loop, step }) : placesOf(sizes, cellToCarry(sizes, { loop, step }, 0));
    if (i === TRIES || choices >= FEW) return { dcol: { shape: [rows, columns], data }, step };
  }
}

/** How many answers the question after a sum would have. @param {Sizes} sizes @param {number[]} dcol @param {{ loop: Loop, step: number }} shown */
function sumChoices(sizes, dcol, shown) {
  const given = { x: { shape: [], data: [] }, dcol, fill: /** @type {const} */ ("digits") };
  const cell = cellToAdd(sizes, given, shown);
  return cell ? sumAnswers(sums(sizes, given, cell, shown)).length : 0;
}
