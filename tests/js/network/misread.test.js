import assert from "node:assert/strict";
import { test } from "node:test";
import { misreadFirst, nextIn } from "../../../unrolled/widgets/js/network/misread.js";
import { scoresOf } from "../../../unrolled/widgets/js/network/train.js";
import { digits } from "./lessons.js";

test("of the shipped network it is the order that Python gives", () => {
  const { chain, test: unseen, order } = digits();
  assert.deepEqual(misreadFirst(scoresOf(chain, unseen), unseen.labels), order);
});

const scored = (...ps) => ps.map((p) => Float64Array.of(Math.log(1 - p), Math.log(p)));

test("the misread come first, the nearest miss before the others; then the least sure", () => {
  const ones = [1, 1, 1, 1, 1];
  assert.deepEqual(misreadFirst(scored(0.9, 0.2, 0.6, 0.4, 0.3), ones), [3, 4, 1, 2, 0]);
});

test("sixty at most, unless more are misread", () => {
  const of = (misread) => {
    const labels = Array.from({ length: 200 }, (_, n) => Number(n >= misread));
    return misreadFirst(
      labels.map(() => Float64Array.of(0, 1)),
      labels,
    );
  };
  assert.deepEqual(of(3), [...Array(60).keys()]);
  assert.deepEqual(of(90), [...Array(90).keys()]);
});

test("one follows another, and after the last the first", () => {
  assert.equal(nextIn([4, 2, 9], 4, false), 2);
  assert.equal(nextIn([4, 2, 9], 9, false), 4);
  assert.equal(nextIn([4, 2, 9], 7, false), 4);
});

test("of other images the first comes next, unless it is in sight", () => {
  assert.equal(nextIn([4, 2, 9], 2, true), 4);
  assert.equal(nextIn([4, 2, 9], 4, true), 2);
  assert.equal(nextIn([4], 4, true), 4);
});
