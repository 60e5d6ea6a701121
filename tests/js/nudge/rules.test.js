import assert from "node:assert/strict";
import { test } from "node:test";
import { ASKED, answersOf, rates, rulesOf } from "../../../unrolled/widgets/js/nudge/rules.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { cases } from "../cases.js";

const all = cases("nudge");
const lineOf = ({ state }) => ({ x: state.x.data, w: state.w.data, target: state.target.data });
const LINE = { x: [1, 2, 0, 1, 3, 2, 1], w: [2, 1, -1], target: [3, 5, -3, 0, 8] };

test("the right answer is the layer's gradient", () => {
  for (const given of all) {
    const right = rates(lineOf(given), ASKED).right;
    assert.ok(Math.abs(right - given.gradients.x[ASKED.place]) < 1e-9);
    assert.equal(ruleOf(rulesOf(lineOf(given), ASKED, 0.1), right * 0.1), "right");
  }
});

test("each rule has its own way, from dout", () => {
  for (const given of all) {
    const { w, target } = lineOf(given);
    const [, d1, d2, d3] = given.out.map((out, row) => out - target[row]);
    const wanted = {
      right: w[2] * d1 + w[1] * d2 + w[0] * d3,
      turned: w[0] * d1 + w[1] * d2 + w[2] * d3,
      one: w[1] * d2,
      last: w[0] * d3,
      weights: w[0] + w[1] + w[2],
    };
    const found = rates(lineOf(given), ASKED);
    for (const [rule, rate] of Object.entries(wanted)) assert.ok(Math.abs(found[rule] - rate) < 1e-9, rule);
  }
});

test("of the first question each answer has a rule of its own", () => {
  const answers = answersOf(LINE, ASKED, 0.1);
  assert.deepEqual(
    answers.map((by) => Number(by.toFixed(6))),
    [-0.6, 0.1, 0.2, 0.6, 0.9],
  );
  const rules = rulesOf(LINE, ASKED, 0.1);
  assert.deepEqual(
    answers.map((answer) => ruleOf(rules, answer)),
    ["turned", "one", "weights", "last", "right"],
  );
});

test("where two rules lead to one answer it stands there once, and the right one is right", () => {
  const line = { ...LINE, w: [1, 1, 1], target: [3, 0, 0, 0, 0] };
  const found = rates(line, ASKED);
  assert.equal(found.right, found.turned);
  const answers = answersOf(line, ASKED, 1);
  assert.equal(new Set(answers).size, answers.length);
  assert.equal(ruleOf(rulesOf(line, ASKED, 1), found.right), "right");
});
