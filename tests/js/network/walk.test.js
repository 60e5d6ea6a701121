import assert from "node:assert/strict";
import { test } from "node:test";
import { forward, makeChain, namesOf } from "../../../unrolled/widgets/js/network/chain.js";
import { largestOf, partsOf } from "../../../unrolled/widgets/js/network/parts.js";
import { back, followed, isWhole, opened, openOf, said } from "../../../unrolled/widgets/js/network/walk.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { argMax } from "../../../unrolled/widgets/js/shared/numbers.js";
import { cases } from "../cases.js";

const { layers, shape, values: given, probabilities } = cases("network")[0];
const chain = makeChain(specsOf(layers), shape);
const values = forward(chain, Float64Array.from(given.input.data));
const score = [["affine", argMax(probabilities)]];

const onward = (path) => followed(path, largestOf(partsOf(chain, values, openOf(path))));

test("from the largest score to a pixel, a layer at a time, and no farther", () => {
  let path = score;
  for (const name of namesOf(chain).toReversed()) {
    assert.equal(openOf(path)[0], name);
    assert.equal(isWhole(chain, path), name === "input");
    path = onward(path);
  }
  assert.equal(path.length, namesOf(chain).length);
  assert.deepEqual(onward(path), path);
});

test("a way that begins elsewhere is not whole", () => {
  let path = [["pool2", 1, 1, 1]];
  while (openOf(path)[0] !== "input") path = onward(path);
  assert.ok(!isWhole(chain, path));
});

test("back, as far as there is a way back", () => {
  const path = onward(score);
  assert.deepEqual(back(path), score);
  assert.deepEqual(back(score), score);
});

test("a neighbour of the open number leads on, what was passed leads back, all else begins anew", () => {
  const [passed, next, other] = [
    ["pool2", 3, 0, 1],
    ["relu2", 3, 1, 2],
    ["pool1", 0, 0, 0],
  ];
  const path = opened(score, passed, [null, passed]);
  assert.deepEqual(path, [...score, passed]);
  const farther = opened(path, next, [next, null]);
  assert.deepEqual(farther, [...path, next]);
  assert.deepEqual(opened(farther, passed, []), path);
  assert.deepEqual(opened(farther, other, [next]), [other]);
});

test("the largest score is what is said", () => {
  assert.equal(said(chain, values), score[0][1]);
});
