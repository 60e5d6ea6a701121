import assert from "node:assert/strict";
import { test } from "node:test";
import { forward, makeChain } from "../../../unrolled/widgets/js/network/chain.js";
import { bySize, isSame, largestOf, partsOf, placeAt, valueAt } from "../../../unrolled/widgets/js/network/parts.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { product } from "../../../unrolled/widgets/js/shared/strides.js";
import { cases } from "../cases.js";
import { near } from "./near.js";

const all = cases("network").map(({ layers, shape, values }) => {
  const chain = makeChain(specsOf(layers), shape);
  return { chain, values: forward(chain, Float64Array.from(values.input.data)) };
});

test("every number of every layer is what its parts make it", () => {
  for (const { chain, values } of all.slice(5)) {
    for (const layer of chain.layers) {
      const made = Array.from({ length: product(layer.shape) }, (_, at) => {
        const parts = partsOf(chain, values, placeAt(layer.name, layer.shape, at));
        for (const { from, value } of parts.terms) assert.equal(value, from ? valueAt(values, from) : 0);
        if (parts.kind === "sum") return parts.terms.reduce((sum, term) => sum + term.product, parts.bias);
        return parts.kind === "relu" ? Math.max(0, parts.terms[0].value) : parts.terms[parts.winner].value;
      });
      near(made, [...values[layer.name].data]);
    }
  }
});

test("a sum's terms are as many as col's row is long, and carry their weights", () => {
  const { chain, values } = all[0];
  const { kind, terms, bias } = partsOf(chain, values, ["conv2", 1, 3, 3]);
  const { W, b } = chain.layers[3].parameters;
  assert.deepEqual([kind, terms.length, bias], ["sum", 144, b.data[1]]);
  terms.forEach(({ weight, factor }, k) => assert.deepEqual([weight, factor], [144 + k, W.data[144 + k]]));
  assert.deepEqual(terms[0].from, ["pool1", 0, 2, 2]);
  assert.equal(terms[8].from, null); // the lower right corner lies in the padding
  const score = partsOf(chain, values, ["affine", 7]);
  assert.deepEqual([score.terms.length, score.terms[5].weight, score.terms[5].from], [128, 57, ["pool2", 1, 0, 1]]);
});

test("a pixel is made of nothing", () => {
  const { chain, values } = all[0];
  const parts = partsOf(chain, values, ["input", 0, 4, 3]);
  assert.deepEqual([parts.kind, parts.terms, parts.value], ["pixel", [], values.input.data[35]]);
  assert.equal(largestOf(parts), null);
});

const term = (product, from = ["x", product]) => ({ from, value: product, weight: 0, factor: 1, product });

test("one goes on to the largest product, to the winner, and never into padding", () => {
  const sum = { kind: "sum", terms: [term(-1), term(0, null), term(-2)] };
  assert.deepEqual(largestOf(sum), ["x", -1]);
  assert.equal(largestOf({ ...sum, terms: [term(3, null)] }), null);
  assert.deepEqual(largestOf({ kind: "max", terms: [term(5), term(4)], winner: 1 }), ["x", 4]);
  assert.deepEqual(largestOf({ kind: "relu", terms: [term(-5)] }), ["x", -5]);
});

test("terms by size: largest first, what takes away from the other end, the rest as one", () => {
  const terms = [1, -2, 0, 5, 3, -1, 0, -4, 2].map((product) => term(product));
  const { raising, lowering, others, rest, count } = bySize(terms, 2, 2);
  assert.deepEqual(
    [raising, lowering].map((some) => some.map(({ product }) => product)),
    [
      [5, 3],
      [-4, -2],
    ],
  );
  assert.deepEqual([others, rest, count], [3, 2, 7]);
});

test("places are the same by name and index", () => {
  assert.ok(isSame(["a", 1, 2], ["a", 1, 2]));
  assert.ok(!isSame(["a", 1, 2], ["a", 12]));
  assert.deepEqual(placeAt("a", [2, 3], 4), ["a", 1, 1]);
});
