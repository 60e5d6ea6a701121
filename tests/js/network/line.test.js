import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf, thinned } from "../../../unrolled/widgets/js/network/line.js";

const ROOM = { size: [100, 10], low: 0, high: 2 };

test("points from left to right, the largest on top", () => {
  assert.equal(lineOf([0, 1, 2], ROOM), "0.0,10.0 50.0,5.0 100.0,0.0");
  assert.equal(lineOf([1], ROOM), "0.0,5.0");
  assert.equal(lineOf([], ROOM), "");
});

test("what is not there yet leaves room; what is beyond the chart, or no number, lies on its edge", () => {
  assert.equal(lineOf([0, 1], { ...ROOM, length: 3 }), "0.0,10.0 50.0,5.0");
  assert.equal(lineOf([-1, 5, Number.NaN, Infinity], ROOM), "0.0,10.0 33.3,0.0 66.7,0.0 100.0,0.0");
});

test("a long row is thinned to means", () => {
  assert.deepEqual(thinned([1, 3, 5, 7, 9], 3), [2, 6, 9]);
  assert.deepEqual(thinned([1, 2], 3), [1, 2]);
});
