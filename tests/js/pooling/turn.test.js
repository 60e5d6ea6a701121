import assert from "node:assert/strict";
import { test } from "node:test";
import { poolAll } from "../../../unrolled/widgets/js/pooling/state.js";
import { TURNS } from "../../../unrolled/widgets/js/pooling/turn.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { cases } from "../cases.js";

const STATES = cases("pooling").map(({ state }) => state);
const shown = (state, round = 0, step = 0) => ({ pooled: poolAll(state), rounds: { round }, step });

test("a round replaces x and dout, and asks about a step that there is", () => {
  const [state] = STATES;
  const own = TURNS.own(state);
  assert.deepEqual(own, { x: state.x, dout: state.dout });
  const { step, ...numbers } = /** @type {any} */ (TURNS.fresh(shown(state), state));
  assert.deepEqual(Object.keys(numbers).sort(), Object.keys(own).sort());
  const { windows } = poolAll({ ...state, ...numbers });
  assert.ok(step >= 0 && step < windows.length);
});

test("one answer is right, a place in a grid or one of the buttons, and every answer is told something", () => {
  for (const state of STATES.filter((one) => TURNS.isAskable(shown(one)))) {
    for (const round of [0, 1, 2]) {
      const [{ target }, { text, answers, rules, said, shown: words }] = TURNS.question(shown(state, round));
      assert.ok(text && words);
      assert.equal(answers.length === 0, target !== undefined);
      const told = answers.map(([value]) => ruleOf(rules, value));
      for (const [i, rule] of told.entries()) assert.ok(said[rule](answers[i][0]));
      assert.equal(told.filter((rule) => rule === "right").length, target ? 0 : 1);
    }
  }
});

test("by tap, a step is no window to ask about", () => {
  const backward = STATES.filter(({ mode }) => mode === "backward");
  assert.ok(backward.length > 0);
  for (const state of backward)
    for (const loop of ["window", "tap"]) assert.equal(TURNS.isAskable(shown({ ...state, loop })), loop === "window");
});
