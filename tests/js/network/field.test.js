import assert from "node:assert/strict";
import { test } from "node:test";
import { forward, makeChain, namesOf } from "../../../unrolled/widgets/js/network/chain.js";
import { fieldOf, sizeOf } from "../../../unrolled/widgets/js/network/field.js";
import { placeAt } from "../../../unrolled/widgets/js/network/parts.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { indicesOf } from "../../../unrolled/widgets/js/shared/strides.js";
import { axis, cases } from "../cases.js";

const chains = cases("network").map(({ layers, shape, values }) => [makeChain(specsOf(layers), shape), values]);
const isIn = (region, index) => index.every((i, axis) => i >= region[axis][0] && i <= region[axis][1]);

test("a number of the shipped network sees what chapter 7 counts, and reaches all scores", () => {
  const field = fieldOf(chains[0][0], ["conv2", 1, 3, 3]);
  assert.deepEqual(field.pool1, [
    [0, 15],
    [2, 3],
    [2, 3],
  ]);
  assert.deepEqual(field.relu1[1], [4, 7]);
  assert.deepEqual(field.input, [
    [0, 0],
    [3, 7],
    [3, 7],
  ]);
  assert.deepEqual(field.pool2, [
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
  assert.deepEqual(field.affine, [[0, 9]]);
  assert.equal(sizeOf(field.input), 25);
});

test("what a field leaves out has no part in a number, and what it reaches is all that can change", () => {
  for (const [chain, { input }] of chains.slice(5, 15)) {
    const image = Float64Array.from(input.data);
    const names = namesOf(chain);
    const before = forward(chain, image);
    for (const at of [0, image.length - 1, Math.floor(image.length / 2)]) {
      const changed = forward(
        chain,
        image.map((value, i) => (i === at ? value + 10 : value)),
      );
      const field = fieldOf(chain, placeAt("input", chain.shape, at));
      for (const name of names) {
        indicesOf(before[name].shape).forEach((index, i) => {
          if (before[name].data[i] !== changed[name].data[i]) assert.ok(isIn(field[name], index), `${name} ${index}`);
        });
      }
    }
  }
});

test("a pixel that no window reads reaches nothing, and a window of padding sees nothing", () => {
  const axes = { height: axis({ filter: 1, stride: 3, before: 2 }), width: axis({ filter: 1 }) };
  const pool = { name: "pool1", kind: "pooling", axes, parameters: {} };
  const affine = { name: "affine", kind: "affine", parameters: { W: { shape: [4, 2], data: new Float64Array(8) } } };
  const chain = makeChain([pool, affine], [1, 3, 2]);
  const sizes = (place) => Object.entries(fieldOf(chain, place)).map(([name, region]) => [name, sizeOf(region)]);
  assert.deepEqual(Object.fromEntries(sizes(["input", 0, 0, 0])), { input: 1, pool1: 0, affine: 0 });
  assert.deepEqual(Object.fromEntries(sizes(["input", 0, 1, 0])), { input: 1, pool1: 1, affine: 2 });
  assert.deepEqual(Object.fromEntries(sizes(["pool1", 0, 0, 0])), { input: 0, pool1: 1, affine: 2 });
});
