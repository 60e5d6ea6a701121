import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS, softmaxWithLoss, tapsOf, winnerOf, zeros } from "../../../unrolled/widgets/js/network/layers.js";
import { axis, cases } from "../cases.js";
import { near } from "./near.js";

test("the loss, the probabilities and their gradient are cnnlib's", () => {
  for (const { layers, label, values, gradients, loss, probabilities } of cases("network")) {
    const scores = layers.at(-1).name;
    const made = softmaxWithLoss(Float64Array.from(values[scores].data), label);
    near([made.loss], [loss]);
    near(made.probabilities, probabilities);
    near(made.gradient, gradients[scores].data);
  }
});

test("scores beyond what exp can hold", () => {
  assert.deepEqual([...softmaxWithLoss(Float64Array.of(1000, 0), 0).probabilities], [1, 0]);
  assert.equal(softmaxWithLoss(Float64Array.of(1000, 0), 1).loss, 1000);
});

test("what each tap reads, and -1 in the padding", () => {
  const padded = axis({ filter: 2, before: 1 });
  assert.deepEqual(tapsOf({ height: padded, width: axis() }, [2, 2]), [
    [-1, -1, 0, 1],
    [0, 1, 2, 3],
  ]);
  assert.deepEqual(tapsOf({ height: axis({ stride: 2 }), width: axis({ filter: 1, stride: 2 }) }, [4, 3]), [
    [0, 3],
    [2, 5],
    [6, 9],
    [8, 11],
  ]);
});

test("of equal numbers the first wins, and padding never does", () => {
  assert.equal(winnerOf([1, 3, 3, 2], [0, 1, 2, 3]), 1);
  assert.equal(winnerOf([-1, -3], [-1, 1, -1, 0]), 0);
  assert.equal(winnerOf([0], [-1]), -1);
});

test("a bias is not needed", () => {
  const W = { shape: [2, 1], data: Float64Array.of(2, 3) };
  const layer = { name: "affine", kind: "affine", parameters: { W }, from: [2], shape: [1], taps: [] };
  assert.deepEqual([...KINDS.affine.forward(layer, Float64Array.of(1, 10))], [32]);
  const grown = { W: zeros([2, 1]) };
  assert.deepEqual([...KINDS.affine.backward(layer, Float64Array.of(1, 10), Float64Array.of(1), grown)], [2, 3]);
  assert.deepEqual([...grown.W.data], [1, 10]);
});
