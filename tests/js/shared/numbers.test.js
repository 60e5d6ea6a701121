import assert from "node:assert/strict";
import { test } from "node:test";
import { argMax, range, sum } from "../../../unrolled/widgets/js/shared/numbers.js";

test("ranges and sums", () => {
  assert.deepEqual(range(0), []);
  assert.deepEqual(range(3), [0, 1, 2]);
  assert.equal(sum([]), 0);
  assert.equal(sum([1, 2.5, -4]), -0.5);
});

test("the first of the largest numbers", () => {
  assert.equal(argMax([3, 5, 1, 5]), 1);
  assert.equal(argMax([-3, -5]), 0);
  assert.equal(argMax([-5, -3, -3]), 1);
  assert.equal(argMax([-Infinity, -Infinity]), 0);
});

test("nan is larger than all, and the first of them stays", () => {
  assert.equal(argMax([3, Number.NaN, 7, Number.NaN]), 1);
  assert.equal(argMax([Number.NaN, 9]), 0);
});

test("padding never wins, and where there is nothing else its first place stands for it", () => {
  assert.equal(argMax([null, -7, null, -Infinity]), 1);
  assert.equal(argMax([null, -Infinity]), 1);
  assert.equal(argMax([null, null]), 0);
});
