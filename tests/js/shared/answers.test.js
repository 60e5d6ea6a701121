import assert from "node:assert/strict";
import { test } from "node:test";
import { ASKED } from "../../../unrolled/widgets/js/follow/rules.js";
import { makeJudge, ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";

const RULES = { right: (answer) => answer === 3, late: (answer) => answer > 3, early: (answer) => answer < 5 };

test("the first rule that gives an answer is the one", () => {
  assert.deepEqual(
    [3, 4, 2, 9].map((answer) => ruleOf(RULES, answer)),
    ["right", "late", "early", "late"],
  );
  assert.equal(ruleOf({ right: () => false }, 1), null);
});

test("the right answer settles a question at once", () => {
  assert.deepEqual(makeJudge(RULES, 2)(3), { rule: "right", isRight: true, isSettled: true });
});

test("so many wrong ones settle it too", () => {
  const judge = makeJudge(RULES, 3);
  assert.deepEqual(judge(9), { rule: "late", isRight: false, isSettled: false });
  assert.deepEqual(judge(1), { rule: "early", isRight: false, isSettled: false });
  assert.deepEqual(judge(1), { rule: "early", isRight: false, isSettled: true });
});

test("an answer may be a place", () => {
  const judge = makeJudge({ right: (cell) => String(cell) === String(ASKED), elsewhere: () => true }, 2);
  assert.equal(judge([0, 0]).rule, "elsewhere");
  assert.equal(judge(ASKED).isRight, true);
});
