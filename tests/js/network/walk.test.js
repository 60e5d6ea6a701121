import assert from "node:assert/strict";
import { test } from "node:test";
import { forward, makeChain, namesOf } from "../../../unrolled/widgets/js/network/chain.js";
import { back, followed, isWhole, opened, openOf, said } from "../../../unrolled/widgets/js/network/walk.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { argMax } from "../../../unrolled/widgets/js/shared/numbers.js";
import { cases } from "../cases.js";

const { layers, shape, values: given, probabilities } = cases("network")[0];
const chain = makeChain(specsOf(layers), shape);
const values = forward(chain, Float64Array.from(given.input.data));
const score = [["affine", argMax(probabilities)]];

test("from the largest score to a pixel, a layer at a time, and no farther", () => {
  let path = score;
  for (const name of namesOf(chain).toReversed()) {
    assert.equal(openOf(path)[0], name);
    assert.equal(isWhole(chain, path), name === "input");
    path = followed(chain, values, path);
  }
  assert.equal(path.length, namesOf(chain).length);
  assert.deepEqual(followed(chain, values, path), path);
});

test("a way that begins elsewhere is not whole", () => {
  let path = [["pool2", 1, 1, 1]];
  while (openOf(path)[0] !== "input") path = followed(chain, values, path);
  assert.ok(!isWhole(chain, path));
});

test("back, as far as there is a way back", () => {
  const path = followed(chain, values, score);
  assert.deepEqual(back(path), score);
  assert.deepEqual(back(score), score);
});

test("what the open number is made of leads on, what was passed leads back, all else begins anew", () => {
  const path = opened(chain, values, score, ["pool2", 3, 0, 1]);
  assert.deepEqual(path, [...score, ["pool2", 3, 0, 1]]);
  const farther = followed(chain, values, path);
  assert.deepEqual(opened(chain, values, farther, ["pool2", 3, 0, 1]), path);
  assert.deepEqual(opened(chain, values, farther, ["pool1", 0, 0, 0]), [["pool1", 0, 0, 0]]);
});

test("the largest score is what is said", () => {
  assert.equal(said(chain, values), score[0][1]);
});
