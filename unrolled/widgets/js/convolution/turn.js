// The reader's turn: which weight does a pixel meet, which number do window and filter make?
import { range } from "../shared/numbers.js";
import { pixelOf } from "../shared/unroll.js";
import { productMoment } from "./moment.js";
import { columnOfPixel, columnOfWeight, freshRound, outputAnswers, outputRules, placeRules } from "./rules.js";
import { drawnLayer } from "./state.js";
import {
  askOutput,
  askPixel,
  askWeight,
  MANY_RIGHT,
  outputSaid,
  outputShown,
  pixelShown,
  placeSaid,
  weightShown,
} from "./words.js";

/** @typedef {ReturnType<import("../shared/answers.js").Turns["question"]>} Asked */
/** @type {import("../shared/answers.js").Turns} */
export const TURNS = {
  own: ({ x, W, b }) => ({ x, W, b }),
  fresh({ drawn }, state) {
    const answers = (/** @type {any} */ numbers, /** @type {number} */ step) => {
      const { layer } = drawnLayer({ ...state, ...numbers });
      return outputAnswers(productMoment(layer, step, [])).length;
    };
    return freshRound(answers, state, drawn.layer.out.data.length);
  },
  question({ rounds, moment, drawn }) {
    const isBackward = drawn.kind === "backward";
    return isBackward || rounds.round % 2 === 0 ? place(moment, rounds.round, isBackward) : output(moment);
  },
  mark: "wrong",
  manyRight: MANY_RIGHT,
};

/** Which number do window and filter make? @param {any} moment @returns {Asked} */
const output = (moment) => [
  {},
  {
    text: askOutput(moment),
    answers: outputAnswers(moment).map((value) => [value, String(value)]),
    rules: outputRules(moment),
    said: outputSaid(moment),
    shown: outputShown(moment),
  },
];

/**
 * Which weight does a pixel meet, or backward: to which pixel does a weight lead? The cell that is lit, and the question.
 * @param {any} moment
 * @param {number} round
 * @param {boolean} isBackward
 * @returns {Asked}
 */
function place(moment, round, isBackward) {
  const { layer, row, taps } = moment;
  const column = columnToAsk(moment, round);
  const pixel = pixelOf(layer.sizes, row, column);
  const said = placeSaid(moment, column);
  if (isBackward && pixel) {
    const rules = placeRules(moment, column, columnOfPixel);
    const question = { text: askPixel(moment, column), rules, said, shown: pixelShown(pixel) };
    return [{ lit: { W: [[taps.tapCell(column), "1"]] }, target: "dx" }, question];
  }
  const rules = placeRules(moment, column, columnOfWeight);
  const question = { text: askWeight(moment, pixel, column), rules, said, shown: weightShown(moment, column) };
  return [{ lit: { x: [[taps.pixelCell(column), "1"]] }, target: "W" }, question];
}

/** One after another, and of each channel in sight; pixels, if there are any. @param {any} moment @param {number} round */
function columnToAsk({ layer, taps, channels, row }, round) {
  const count = layer.sizes.FH * layer.sizes.FW;
  const columns = range(channels.length * count).map((i) =>
    taps.columnAt((i + 1 + round * count) % (channels.length * count)),
  );
  return columns.find((column) => pixelOf(layer.sizes, row, column)) ?? columns[0];
}
