import assert from "node:assert/strict";
import { test } from "node:test";
import { viewOf } from "../../../unrolled/widgets/js/array/view.js";
import * as module from "../../../unrolled/widgets/js/array/words.js";
import { allCalled, cases, counted } from "../cases.js";

const words = allCalled(module);
const X = counted([2, 3, 4, 5]);
const IN_ORDER = [0, 1, 2, 3];
const view = (index, axes = IN_ORDER) => viewOf(X.shape, index, axes);

test("the expression is Python's", () => {
  for (const { state, expression } of cases("array")) {
    assert.equal(words.expression(viewOf(state.x.shape, state.index, state.axes)), expression);
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

test("one number and all that is chosen, in one sentence each", () => {
  assert.equal(
    words.pointedWords(view([1, 2, 3, 4]), X, 73),
    "`x[1, 0, 2, 3] == 73`, at place 73 of memory. One number, at place 119.",
  );
});

test("what each colour means just now", () => {
  const all = null;
  const colours = (index) => words.legendOf(view(index)).map(([colour]) => colour);
  assert.deepEqual(words.legendOf(view([1, all, 2, 3])), [
    ["window", "the number that is spoken of"],
    ["image", "kept by the index"],
    ["rest", "left out"],
    ["line", "to its place in memory"],
  ]);
  assert.deepEqual(colours([all, all, all, all]), ["window", "image", "line"]);
  assert.deepEqual(colours([1, 2, 3, 4]), ["window", "rest", "line"]);
});

test("another order of axes is told: memory stays", () => {
  assert.equal(
    words.turnedWords(view([1, null, 2, 3], [0, 2, 3, 1])),
    "No number moved in memory: only the shape and the strides changed, to `(2, 4, 5, 3)` and `(60, 5, 1, 20)`.",
  );
});

test("the question, and what an answer is told", () => {
  const [plain, turned] = [view([1, null, null, null]), view([1, null, 1, 3], [0, 2, 3, 1])];
  assert.equal(
    words.askWords(plain, 64),
    "`x[1, 0, 0, 4]` lies at place 64 of memory. What lies next to it, at place 65? Choose its box in the picture.",
  );
  assert.equal(
    words.nextWords(plain, 64),
    "It is `x[1, 0, 1, 0]`: the last axis, W, runs fastest, and where a row ends the next one begins.",
  );
  const next = "`x.transpose(0, 2, 3, 1)[1, 1, 4, 0]`: memory keeps to the order of `x`, whose last axis, W, runs fastest.";
  assert.equal(words.nextWords(turned, 68), `It is ${next}`);
  const said = words.ruleWords(turned, 68);
  assert.equal(said.right(), `Yes, ${next}`);
  assert.equal(new Set(Object.values(said).map((say) => say())).size, 7);
});

test("what stands above the pictures, and what a screen reader calls them", () => {
  const turned = view([1, null, 2, 3], [0, 2, 3, 1]);
  assert.equal(words.headline(turned), "`x.transpose(0, 2, 3, 1)[1, 2, 3, :]` has shape `(3,)`");
  assert.equal(
    words.memoryTitle(turned),
    "Memory: 120 numbers in one line. Strides, one step along each axis: `n 60, h 5, w 1, c 20`",
  );
  assert.equal(words.memoryName(120), "memory: 120 numbers in one line");
  assert.equal(words.arrayName([2, 3]), "an array of shape (2, 3)");
  assert.equal(words.orderOption([0, 2, 3, 1], ["N", "H", "W", "C"]), "(0, 2, 3, 1): N, H, W, C");
  assert.equal(words.tooManyNumbers(600, 601), "x must not hold more than 600 numbers to draw, but holds 601");
});
