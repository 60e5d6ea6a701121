import assert from "node:assert/strict";
import { test } from "node:test";
import * as numbers from "../../../unrolled/widgets/js/follow/numbers.js";
import { cases } from "../cases.js";

const { ONE, TWO, X } = numbers;
const [one, two] = cases("follow");
const grown = [
  [ONE, one],
  [TWO, two],
];

test("the image and the weights are Python's", () => {
  assert.deepEqual(X.data, two.x);
  assert.deepEqual(X.data.slice(0, 20), one.x);
  assert.deepEqual(numbers.WEIGHTS, one.weights);
});

test("rows are im2col's, with one channel and with two", () => {
  for (const [sizes, { col }] of grown) {
    assert.deepEqual([sizes.rows, sizes.columns], [col.length, col[0].length]);
    col.forEach((row, i) => {
      assert.deepEqual(numbers.rowOf(sizes, i), row);
      assert.deepEqual(
        row.map((_, column) => numbers.pixelOf(sizes, [i, column])),
        row,
      );
    });
  }
});

test("outputs are the layer's, and the sums of what a row and the weights make", () => {
  one.out.forEach((value, row) => {
    assert.equal(numbers.output(row), value);
    assert.deepEqual(
      numbers.products(row),
      one.col[row].map((number, column) => number * one.weights[column]),
    );
  });
});

test("what comes back is col2im's; with = in place of +=, the last", () => {
  one.dx.forEach((value, pixel) => {
    const count = numbers.copies(ONE, pixel).length;
    assert.equal(numbers.gradient(count, true), value);
    assert.equal(numbers.gradient(count, false), one.assigned[pixel]);
    assert.equal(numbers.gradient(0, true), 0);
  });
});

test("a pixel's copies are the cells that hold it", () => {
  for (const [sizes, { x, col }] of grown) {
    for (const pixel of x) {
      const held = col.flatMap((row, i) => row.flatMap((number, column) => (number === pixel ? [[i, column]] : [])));
      assert.deepEqual(numbers.copies(sizes, pixel), held);
      assert.deepEqual(numbers.placeOf(pixel), [0, Math.floor(pixel / 20), Math.floor(pixel / 5) % 4, pixel % 5]);
    }
  }
});

test("the followed number lies in every row, the corner's in one", () => {
  assert.deepEqual(
    numbers.copies(ONE, numbers.FOLLOWED),
    [0, 1, 2, 3, 4, 5].map((row) => [row, 8 - row]),
  );
  assert.deepEqual(numbers.copies(ONE, numbers.CORNER), [[0, 0]]);
  assert.equal(Math.max(...one.dx), one.dx[numbers.FOLLOWED]);
});
