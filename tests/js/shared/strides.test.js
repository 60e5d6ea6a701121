import assert from "node:assert/strict";
import { test } from "node:test";
import {
  flatIndex,
  indexAt,
  indicesOf,
  offsetAt,
  permuted,
  product,
  strides,
  transposed,
} from "../../../unrolled/widgets/js/shared/strides.js";
import { tuple } from "../../../unrolled/widgets/js/shared/text.js";
import { cases } from "../cases.js";

test("sizes, steps and shapes are NumPy's", () => {
  for (const { shape, size, strides: steps, tuple: text } of cases("strides")) {
    assert.equal(product(shape), size);
    assert.deepEqual(strides(shape), steps);
    assert.equal(tuple(shape), text);
  }
  assert.equal(product([]), 1);
});

test("the k-th number has NumPy's index, and the index leads back to it", () => {
  for (const { shape, indices } of cases("strides")) {
    assert.deepEqual(indicesOf(shape), indices);
    indices.forEach((index, k) => {
      assert.deepEqual(indexAt(k, shape), index);
      assert.equal(offsetAt(index, strides(shape)), k);
      assert.equal(flatIndex(index, shape), k);
    });
  }
});

test("a transpose reads as NumPy's", () => {
  for (const { shape, axes, transposed: expected } of cases("strides")) {
    const list = Array.from({ length: product(shape) }, (_, k) => k);
    assert.deepEqual(transposed(list, shape, axes), expected);
  }
  assert.deepEqual(permuted(["n", "c", "h", "w"], [0, 2, 3, 1]), ["n", "h", "w", "c"]);
});

test("a whole axis in an index counts from its first", () => {
  assert.equal(offsetAt([1, null, 2, null], [60, 20, 5, 1]), 70);
});
