import assert from "node:assert/strict";
import { test } from "node:test";
import { counts } from "../../../unrolled/widgets/js/matrix/rules.js";
import { viewOf } from "../../../unrolled/widgets/js/matrix/state.js";
import { answersOf, ruleOf, rulesOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { cases } from "../cases.js";

const all = cases("matrix").map((given) => ({ ...given, whole: viewOf(given.state).whole }));

test("the right answer is how many numbers of M the filter gives", () => {
  for (const { whole, taps } of all) {
    const found = taps.flat().filter((tap) => tap >= 0).length;
    assert.equal(counts(whole).right, found);
    assert.equal(ruleOf(rulesOf(counts(whole)), found), "right");
  }
});

test("on the line each answer has a rule of its own", () => {
  const [{ whole }] = all;
  const rules = rulesOf(counts(whole));
  assert.deepEqual(answersOf(counts(whole)), [3, 15, 21, 35]);
  assert.deepEqual(
    [3, 15, 21, 35].map((answer) => ruleOf(rules, answer)),
    ["once", "right", "pixels", "full"],
  );
});

test("with padding there is one answer more: taps that lie on it", () => {
  const padded = all.find(({ whole }) => counts(whole).padded > counts(whole).right && whole.taps > 1);
  const { right, padded: more } = counts(padded.whole);
  assert.equal(ruleOf(rulesOf(counts(padded.whole)), more), "padded");
  assert.ok(answersOf(counts(padded.whole)).includes(right));
  for (const { whole } of all) assert.equal(new Set(answersOf(counts(whole))).size, answersOf(counts(whole)).length);
});
