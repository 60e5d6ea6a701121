import assert from "node:assert/strict";
import { test } from "node:test";
import { viewOf } from "../../../unrolled/widgets/js/array/view.js";
import * as module from "../../../unrolled/widgets/js/array/words.js";
import { allCalled, cases, counted } from "../cases.js";

const words = allCalled(module);
const X = counted([2, 3, 4, 5]);
const IN_ORDER = [0, 1, 2, 3];
const view = (index, axes = IN_ORDER) => viewOf(X, index, axes);

test("the expression is Python's", () => {
  for (const { state, expression } of cases("array")) {
    assert.equal(words.expression(viewOf(state.x, state.index, state.axes)), expression);
  }
});

test("one number: its name in the view, and its place in memory", () => {
  const half = { ...X, data: X.data.map((number) => number / 8) };
  assert.equal(words.elementWords(view([1, null, 2, 3]), half, 73), "`x[1, 0, 2, 3] == 9.13`, at place 73 of memory");
  assert.equal(
    words.elementWords(view([1, null, 2, 3], [0, 2, 3, 1]), X, 73),
    "`x.transpose(0, 2, 3, 1)[1, 2, 3, 0] == 73`, at place 73 of memory",
  );
});

test("its offset, step by step", () => {
  assert.equal(words.formula(view([1, null, 2, 3]), 73), "offset = 1·60 + 0·20 + 2·5 + 3·1 = 73");
  assert.equal(words.formula(view([1, null, 2, 3], [3, 0, 1, 2]), 73), "offset = 3·1 + 1·60 + 0·20 + 2·5 = 73");
});

test("how the chosen numbers lie in memory", () => {
  const said = (index, axes) => words.memoryWords(view(index, axes));
  const all = null;
  assert.equal(said([1, 2, 3, 4]), "One number, at place 119.");
  assert.equal(said([all, all, all, all]), "One contiguous run of memory: 120 numbers, places 0 to 119.");
  assert.equal(
    said([1, all, all, all], [0, 2, 3, 1]),
    "One contiguous run of memory: 60 numbers, places 60 to 119, read out of order.",
  );
  assert.equal(said([1, all, 2, 3]), "Not contiguous: 3 separate runs of 1 number each.");
  assert.equal(said([all, 0, all, all]), "Not contiguous: 2 separate runs of 20 numbers each.");
  assert.equal(
    said([all, 0, 0, all], [3, 0, 1, 2]),
    "Not contiguous: 2 separate runs of 5 numbers each, read out of order.",
  );
});
