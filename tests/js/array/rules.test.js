import assert from "node:assert/strict";
import { test } from "node:test";
import { nextBy, rulesOf } from "../../../unrolled/widgets/js/array/rules.js";
import { viewIndex, viewOf } from "../../../unrolled/widgets/js/array/view.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { flatIndex } from "../../../unrolled/widgets/js/shared/strides.js";
import { cases } from "../cases.js";

const SHAPE = [2, 3, 4, 5];
const [PLAIN, TURNED] = [
  [0, 1, 2, 3],
  [0, 2, 3, 1],
].map((axes) => viewOf(SHAPE, [1, null, null, null], axes));
const at = (...index) => flatIndex(index, SHAPE);
/** The rule by which one would choose a number of x, next to another. */
const told = (view, place, chosen) => ruleOf(rulesOf(view, place), viewIndex(view, chosen));

test("what comes next by some order of axes is NumPy's", () => {
  for (const { state, reading } of cases("array")) {
    reading.forEach((k, place) => {
      const next = reading.indexOf(k + 1);
      assert.equal(nextBy(state.x.shape, state.axes, place), next < 0 ? null : next);
    });
  }
});

test("right is what lies next in memory, in any view", () => {
  for (const { state } of cases("array")) {
    const view = viewOf(state.x.shape, state.index, state.axes);
    state.x.data.slice(1).forEach((_, place) => assert.equal(told(view, place, place + 1), "right"));
  }
});

test("each wrong number beside a row's end is told why", () => {
  const end = at(1, 0, 0, 4);
  assert.equal(told(PLAIN, end, at(1, 0, 1, 0)), "right");
  assert.equal(told(PLAIN, end, at(1, 1, 0, 0)), "line");
  assert.equal(told(PLAIN, end, at(1, 0, 1, 4)), "columns");
  assert.equal(told(PLAIN, end, at(1, 1, 0, 4)), "channels");
  assert.equal(told(PLAIN, end, at(0, 1, 0, 4)), "first");
  assert.equal(told(PLAIN, end, at(0, 0, 0, 0)), "elsewhere");
});

test("in a transposed view what is read next is not what lies next", () => {
  const place = at(1, 0, 1, 3);
  assert.equal(told(TURNED, place, at(1, 0, 1, 4)), "right");
  assert.equal(told(TURNED, place, at(1, 1, 1, 3)), "view");
  assert.equal(told(TURNED, place, at(1, 0, 2, 3)), "columns");
  // The line of the picture goes on in the grid of the next row.
  assert.equal(told(TURNED, at(1, 2, 1, 3), at(1, 0, 2, 3)), "line");
});
