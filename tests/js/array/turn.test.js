import assert from "node:assert/strict";
import { test } from "node:test";
import { TURNS } from "../../../unrolled/widgets/js/array/turn.js";
import { viewIndex, viewOf } from "../../../unrolled/widgets/js/array/view.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { indicesOf } from "../../../unrolled/widgets/js/shared/strides.js";
import { counted } from "../cases.js";

const X = counted([2, 3, 4, 5]);
const shown = (index, step = 0, axes = [0, 1, 2, 3]) => ({ view: viewOf(X.shape, index, axes), shown: { x: X }, step });

test("after the last number comes none to ask for", () => {
  assert.ok(TURNS.isAskable(shown([1, 2, 3, null], 3)));
  assert.ok(!TURNS.isAskable(shown([1, 2, 3, null], 4)));
});

test("one number of the picture is right, and whatever is chosen has words", () => {
  for (const axes of [
    [0, 1, 2, 3],
    [0, 2, 3, 1],
    [3, 2, 1, 0],
  ]) {
    const explorer = shown([1, null, 1, 3], 1, axes);
    const [{ target }, { rules, said, text }] = TURNS.question(explorer);
    assert.equal(target, "x");
    assert.match(text, /at place 88 of memory\. What lies next to it, at place 89\?/);
    const all = indicesOf(explorer.view.sizes).map((index) => [ruleOf(rules, index), index]);
    for (const [rule] of all) assert.match(said[String(rule)](null), /[.]$/);
    assert.deepEqual(
      all.filter(([rule]) => rule === "right"),
      [["right", viewIndex(explorer.view, 89)]],
    );
  }
});
