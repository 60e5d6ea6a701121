import assert from "node:assert/strict";
import { test } from "node:test";
import { productMoment } from "../../../unrolled/widgets/js/convolution/moment.js";
import { drawnLayer } from "../../../unrolled/widgets/js/convolution/state.js";
import { TURNS } from "../../../unrolled/widgets/js/convolution/turn.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { tapOf } from "../../../unrolled/widgets/js/shared/unroll.js";
import { cases } from "../cases.js";

const STATES = cases("convolution").map(({ state }) => ({ ...state, mode: "forward" }));
function shown(state, round = 0, step = 0) {
  const drawn = drawnLayer(state);
  return { drawn, rounds: { round }, moment: productMoment(drawn.layer, step, [0]) };
}

test("a round replaces x, W and b, and asks about a step that there is", () => {
  const [state] = STATES;
  const own = TURNS.own(state);
  assert.deepEqual(own, { x: state.x, W: state.W, b: state.b });
  const { step, ...numbers } = /** @type {any} */ (TURNS.fresh(shown(state), state));
  assert.ok(Object.keys(numbers).every((name) => name in own));
  assert.ok(step >= 0 && step < drawnLayer({ ...state, ...numbers }).layer.out.data.length);
});

test("a weight's place and an output's number are asked in turns", () => {
  for (const state of STATES) {
    const [weight, number] = [0, 1].map((round) => TURNS.question(shown(state, round)));
    assert.equal(weight[0].target, "W");
    assert.deepEqual(number[0], {});
    const { answers, rules, said } = number[1];
    const told = answers.map(([value]) => ruleOf(rules, value));
    for (const [i, rule] of told.entries()) assert.ok(said[rule](answers[i][0]));
    assert.equal(told.filter((rule) => rule === "right").length, 1);
  }
});

test("backward, a weight leads to a pixel", () => {
  let met = 0;
  for (const state of STATES) {
    const { layer } = drawnLayer(state);
    const picture = { ...shown(state), drawn: { ...drawnLayer(state), kind: "backward" } };
    const asks = layer.out.data.map((_, step) => TURNS.question({ ...picture, moment: productMoment(layer, step, [0]) })[0]);
    const led = asks.filter(({ target }) => target === "dx");
    // A window wholly in the padding has no pixel: there the weight itself is asked for.
    assert.ok(asks.every(({ target }) => ["dx", "W"].includes(target)));
    assert.ok(led.every(({ lit }) => lit.W.length === 1));
    met += led.length;
  }
  assert.ok(met > 100);
});

test("in dx as a convolution a number of dout is lit, and the weight is the turned filter's", () => {
  let told = 0;
  for (const state of STATES) {
    const drawn = drawnLayer({ ...state, mode: "backward", flipped: true });
    const { sizes, out } = drawn.layer;
    for (const [step] of out.data.entries()) {
      const moment = productMoment(drawn.layer, step, [0]);
      const [{ target, lit }, { rules, said }] = TURNS.question({ drawn, moment, rounds: { round: step } });
      assert.equal(target, "W");
      const marks = /** @type {any} */ (lit).dout;
      assert.equal(marks.length, 1);
      // The weight under the lit number, as it is named in W.
      const column = moment.taps.columnUnder(marks[0][0]);
      const [f, i, j] = tapOf(sizes, Number(column));
      const weight = [f, moment.f, sizes.FH - 1 - i, sizes.FW - 1 - j];
      assert.equal(ruleOf(rules, weight), "right");
      const lying = [f, moment.f, i, j];
      if (String(lying) === String(weight)) continue;
      assert.equal(ruleOf(rules, lying), "flipped");
      assert.match(said.flipped(null), /if the filter were not turned/);
      told += 1;
    }
  }
  assert.ok(told > 100, String(told));
});

test("dW as a convolution asks nothing", () => {
  const kinds = ["forward", "backward", "flipped", "weights"];
  assert.deepEqual(
    kinds.filter((kind) => TURNS.isAskable({ drawn: { kind } })),
    kinds.slice(0, 3),
  );
});
