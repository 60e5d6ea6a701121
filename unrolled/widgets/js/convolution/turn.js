// The reader's turn: which weight does a pixel meet, which number do window and filter make?
import { range } from "../shared/numbers.js";
import { nameAt } from "../shared/text.js";
import { pixelOf, tapOf } from "../shared/unroll.js";
import { turnedPlace } from "./layer.js";
import { productMoment } from "./moment.js";
import { flippedRoles } from "./roles.js";
import { columnOfPixel, columnOfWeight, freshRound, outputAnswers, outputRules, placeRules } from "./rules.js";
import { drawnLayer } from "./state.js";
import {
  askOutput,
  askPixel,
  askWeight,
  MANY_RIGHT,
  NOT_TURNED,
  outputSaid,
  outputShown,
  pixelShown,
  placeSaid,
  turnedShown,
  weightShown,
} from "./words.js";

/** @typedef {ReturnType<import("../shared/answers.js").Turns["question"]>} Asked */
/** @type {import("../shared/answers.js").Turns} */
export const TURNS = {
  isAskable: ({ drawn }) => drawn.kind !== "weights",
  own: ({ x, W, b }) => ({ x, W, b }),
  fresh({ drawn }, state) {
    const answers = (/** @type {any} */ numbers, /** @type {number} */ step) => {
      const { layer } = drawnLayer({ ...state, ...numbers });
      return outputAnswers(productMoment(layer, step, [])).length;
    };
    return freshRound(answers, state, drawn.layer.out.data.length);
  },
  question({ rounds, moment, drawn }) {
    if (drawn.kind === "flipped") return turned(moment, drawn.forward, rounds.round);
    const isBackward = drawn.kind === "backward";
    return isBackward || rounds.round % 2 === 0 ? place(moment, rounds.round, isBackward) : output(moment);
  },
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

/**
 * Which weight of the turned filter does a number of dout meet? If there is one, it would meet another if the filter lay as
 * it is.
 * @param {any} moment
 * @param {import("./layer.js").Layer} forward
 * @param {number} round
 * @returns {Asked}
 */
function turned(moment, forward, round) {
  const { layer, row, taps, f } = moment;
  const { sizes, W } = layer;
  const { xIndex, weightIndex } = flippedRoles(forward);
  const count = sizes.FH * sizes.FW;
  const dout = (/** @type {number} */ at) => {
    const place = pixelOf(sizes, row, at);
    return place && xIndex(place);
  };
  const columns = columnsToAsk(moment, round);
  const found = columns.filter(dout);
  const column = found.find((at) => 2 * (at % count) !== count - 1) ?? found[0] ?? columns[0];
  const weight = nameAt("W", weightIndex([f, ...tapOf(sizes, column)]));
  const rules = placeRules(moment, column, (_, place) => columnOfWeight(moment, turnedPlace(W.shape, place)));
  const said = { ...placeSaid(moment, column), flipped: () => NOT_TURNED };
  const question = { text: askWeight(moment, dout(column), column, "dout"), rules, said, shown: turnedShown(weight) };
  return [{ lit: { dout: [[taps.pixelCell(column), "1"]] }, target: "W" }, question];
}

/** One after another, and of each channel in sight. @param {any} moment @param {number} round @returns {number[]} */
function columnsToAsk({ layer, taps, channels }, round) {
  const count = layer.sizes.FH * layer.sizes.FW;
  return range(channels.length * count).map((i) => taps.columnAt((i + 1 + round * count) % (channels.length * count)));
}

/** A pixel's, if there are any. @param {any} moment @param {number} round */
function columnToAsk(moment, round) {
  const columns = columnsToAsk(moment, round);
  return columns.find((column) => pixelOf(moment.layer.sizes, moment.row, column)) ?? columns[0];
}
