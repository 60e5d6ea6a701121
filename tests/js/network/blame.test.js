import assert from "node:assert/strict";
import { test } from "node:test";
import { blameOf, mostOf, sharesBySize } from "../../../unrolled/widgets/js/network/blame.js";
import { backward, forward, makeChain, namesOf } from "../../../unrolled/widgets/js/network/chain.js";
import { isSame, partsOf, placeAt, valueAt } from "../../../unrolled/widgets/js/network/parts.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { product } from "../../../unrolled/widgets/js/shared/strides.js";
import { cases } from "../cases.js";
import { near } from "./near.js";

const all = cases("network").map(({ layers, shape, values: given, label }) => {
  const chain = makeChain(specsOf(layers), shape);
  const values = forward(chain, Float64Array.from(given.input.data));
  return { chain, values, label, gradients: backward(chain, values, label).gradients };
});
const total = (shares) => shares.reduce((sum, share) => sum + share.product, 0);

test("every gradient of every layer but the last is what its shares add up to", () => {
  for (const { chain, values, gradients } of all.slice(5)) {
    for (const name of namesOf(chain).slice(0, -1)) {
      const { shape, data } = gradients[name];
      const made = Array.from({ length: product(shape) }, (_, at) => {
        const { shares, additions, kind, gradient } = blameOf(chain, values, gradients, placeAt(name, shape, at));
        assert.equal(gradient, data[at]);
        for (const share of shares) assert.equal(share.gradient, valueAt(gradients, share.to));
        if (kind === "col") near([additions.reduce((sum, one) => sum + one.sum, 0)], [total(shares)]);
        return total(shares);
      });
      near(made, [...data]);
    }
  }
});

test("a share comes from what the number is a part of", () => {
  for (const { chain, values, gradients } of all.slice(5, 15)) {
    for (const name of namesOf(chain).slice(0, -1)) {
      const place = placeAt(name, values[name].shape, 0);
      for (const { to, factor } of blameOf(chain, values, gradients, place).shares) {
        const { kind, terms, winner } = partsOf(chain, values, to);
        const own = terms.find(({ from }) => from && isSame(from, place));
        assert.ok(own, `${to} is not made of ${place}`);
        if (kind === "sum") assert.equal(factor, own.factor);
        if (kind === "max") assert.equal(factor, terms.indexOf(own) === winner ? 1 : 0);
      }
    }
  }
});

test("the rows and columns of dcol that col2im adds up", () => {
  const { chain, values, gradients } = all[0];
  const { kind, additions } = blameOf(chain, values, gradients, ["pool1", 5, 2, 2]);
  assert.equal(kind, "col");
  assert.deepEqual(
    additions.map(({ window, row, column }) => [...window, row, column]),
    [
      [1, 1, 5, 53],
      [1, 2, 6, 52],
      [1, 3, 7, 51],
      [2, 1, 9, 50],
      [2, 2, 10, 49],
      [2, 3, 11, 48],
      [3, 1, 13, 47],
      [3, 2, 14, 46],
      [3, 3, 15, 45],
    ],
  );
  assert.ok(additions.every(({ shares }) => shares.length === 32));
  assert.equal(blameOf(chain, values, gradients, ["input", 0, 0, 0]).additions.length, 4);
});

test("a score's gradient is where the way back begins", () => {
  const { chain, values, gradients, label } = all[0];
  const { kind, shares, gradient } = blameOf(chain, values, gradients, ["affine", label]);
  assert.deepEqual([kind, shares], ["loss", []]);
  assert.ok(gradient < 0);
  assert.equal(mostOf({ shares }), null);
});

const share = (product) => ({ to: ["x", product], gradient: product, factor: 1, product });

test("one goes on to what gives most, up or down, and nowhere from nothing", () => {
  assert.deepEqual(mostOf({ shares: [1, -3, 2].map(share) }), ["x", -3]);
  assert.equal(mostOf({ shares: [share(0)] }), null);
});

test("shares by size", () => {
  const { shown, others, rest } = sharesBySize([1, -3, 0, 2, -0.5].map(share), 2);
  assert.deepEqual(
    shown.map(({ product: size }) => size),
    [-3, 2],
  );
  assert.deepEqual([others, rest], [2, 0.5]);
});
