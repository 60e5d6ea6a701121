import assert from "node:assert/strict";
import { test } from "node:test";
import { productMoment } from "../../../unrolled/widgets/js/convolution/moment.js";
import {
  columnOfPixel,
  columnOfWeight,
  freshNumbers,
  freshRound,
  outputAnswers,
  outputRules,
  outputs,
  placeRules,
} from "../../../unrolled/widgets/js/convolution/rules.js";
import { drawnLayer } from "../../../unrolled/widgets/js/convolution/state.js";
import { outputSaid, placeSaid } from "../../../unrolled/widgets/js/convolution/words.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { pixelOf } from "../../../unrolled/widgets/js/shared/unroll.js";
import { cases } from "../cases.js";

const layerOf = (state) => drawnLayer({ ...state, mode: "forward" }).layer;

test("each rule's number is what NumPy makes by that rule, and the right one is the layer's", () => {
  let met = 0;
  for (const { state, out, wrong } of cases("convolution")) {
    const layer = layerOf(state);
    out.data.forEach((value, step) => {
      const moment = productMoment(layer, step, [0]);
      const found = outputs(moment);
      assert.equal(found.right, value);
      for (const [name, numbers] of Object.entries(wrong)) assert.equal(found[name] + 0, numbers[step], name);
      assert.equal("unbiased" in found, state.b !== null);
      assert.equal("alone" in found, state.x.shape[1] > 1);
      met += Object.keys(found).length;
    });
  }
  assert.ok(met > 1000);
});

test("a number beside the right one is of the next window, or of the next filter", () => {
  for (const { state, out } of cases("convolution")) {
    const [, FN, OH, OW] = out.shape;
    const layer = layerOf(state);
    out.data.forEach((_, step) => {
      const { neighbour, filter } = outputs(productMoment(layer, step, [0]));
      const others = [step - 1, step + 1].filter((at) => Math.floor(at / (OH * OW)) === Math.floor(step / (OH * OW)));
      assert.equal(neighbour !== undefined, others.length > 0);
      if (others.length) assert.ok(others.some((at) => out.data[at] === neighbour));
      assert.equal(filter !== undefined, FN > 1);
      if (FN > 1) assert.ok([step - OH * OW, step + OH * OW].some((at) => out.data[at] === filter));
    });
  }
});

test("every answer that is offered is told a rule, the right one among them", () => {
  for (const { state, out } of cases("convolution")) {
    const layer = layerOf(state);
    out.data.forEach((value, step) => {
      const moment = productMoment(layer, step, [0]);
      const answers = outputAnswers(moment);
      assert.ok(answers.includes(value));
      assert.deepEqual(
        answers,
        [...new Set(answers)].sort((a, b) => a - b),
      );
      for (const answer of answers) {
        const rule = ruleOf(outputRules(moment), answer);
        assert.equal(rule === "right", answer === value);
        assert.ok(outputSaid(moment)[rule]().length > 3);
      }
    });
  }
});

const X = { shape: [1, 2, 4, 4], data: Array(32).fill(0) };
const W = { shape: [2, 2, 2, 3], data: Array(24).fill(0) };
const STATE = {
  x: X,
  W,
  b: { shape: [2], data: [0, 0] },
  dout: X,
  stride: [1, 1],
  pad: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
};

test("each wrong weight is told the rule that leads to it", () => {
  const moment = productMoment(layerOf(STATE), 0, [0, 1]);
  const column = 6 + 1; // channel 1, row 0, column 1
  const said = (...weight) => ruleOf(placeRules(moment, column, columnOfWeight), weight);
  assert.equal(said(0, 1, 0, 1), "right");
  assert.equal(said(0, 1, 1, 1), "flipped");
  assert.equal(said(0, 1, 1, 0), "transposed");
  assert.equal(said(0, 0, 1, 0), "channels");
  assert.equal(said(0, 0, 0, 1), "channel");
  assert.equal(said(0, 0, 0, 2), "elsewhere");
  for (const rule of Object.keys(placeRules(moment, column, columnOfWeight)))
    assert.ok(placeSaid(moment, column)[rule]().length > 3);
});

test("numbers of another round are whole, small, and of the same shapes", () => {
  for (const random of [() => 0, () => 0.999]) {
    const { x, W: filters, b } = freshNumbers(STATE, random);
    assert.deepEqual([x.shape, filters.shape, b.shape], [X.shape, W.shape, [2]]);
    const [low] = [random() === 0];
    assert.deepEqual([x.data[0], filters.data[5], b.data[1]], low ? [0, -1, 1] : [4, 2, 3]);
  }
  assert.equal(freshNumbers({ ...STATE, b: null }).b, null);
});

test("a round is drawn until its question has answers enough, or there are none to be had", () => {
  const counts = [1, 2, 4];
  const seen = [];
  const { step } = freshRound(
    (_, at) => counts[seen.push(at) - 1],
    STATE,
    9,
    () => 0.5,
  );
  assert.deepEqual([seen, step], [[4, 4, 4], 4]);
  let tries = 0;
  const few = () => {
    tries += 1;
    return 1;
  };
  freshRound(few, STATE, 9);
  assert.equal(tries, 20);
});

test("backward, the pixel that a weight leads to is the one that it has met", () => {
  for (const { state } of cases("convolution")) {
    const layer = layerOf(state);
    const { sizes } = layer;
    const moment = productMoment(layer, layer.out.data.length - 1, [0]);
    for (let column = 0; column < sizes.columns; column += 1) {
      const pixel = pixelOf(sizes, moment.row, column);
      if (pixel) assert.equal(ruleOf(placeRules(moment, column, columnOfPixel), pixel), "right");
    }
  }
  const moment = productMoment(layerOf(STATE), 4, [0, 1]); // window (1, 1) of 3 x 2
  const said = (...pixel) => ruleOf(placeRules(moment, 6 + 1, columnOfPixel), pixel);
  assert.deepEqual(pixelOf(moment.layer.sizes, moment.row, 7), [0, 1, 2, 1]);
  assert.equal(said(0, 1, 2, 1), "right");
  assert.equal(said(0, 1, 3, 1), "flipped");
  assert.equal(said(0, 0, 2, 1), "channel");
  assert.equal(said(0, 1, 0, 3), "elsewhere");
});
