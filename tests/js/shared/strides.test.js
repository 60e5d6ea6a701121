import assert from "node:assert/strict";
import { test } from "node:test";
import {
  indexAt,
  offsetAt,
  permuted,
  product,
  strides,
  transposed,
  tuple,
} from "../../../unrolled/widgets/js/shared/strides.js";
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
    indices.forEach((index, k) => {
      assert.deepEqual(indexAt(k, shape), index);
      assert.equal(offsetAt(index, strides(shape)), k);
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
