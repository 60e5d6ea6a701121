import assert from "node:assert/strict";
import { test } from "node:test";
import {
  backward,
  before,
  behind,
  forward,
  INPUT,
  layerNamed,
  makeChain,
  namesOf,
  noGradients,
  scoresName,
} from "../../../unrolled/widgets/js/network/chain.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { cases } from "../cases.js";
import { near } from "./near.js";

const chainOf = ({ layers, shape }) => makeChain(specsOf(layers), shape);
const imageOf = ({ values }) => Float64Array.from(values.input.data);

test("every layer's numbers are cnnlib's, of the shipped network and of twenty small ones", () => {
  const all = cases("network");
  assert.equal(all.length, 25);
  for (const given of all) {
    const values = forward(chainOf(given), imageOf(given));
    assert.deepEqual(Object.keys(values), Object.keys(given.values));
    for (const [name, { shape, data }] of Object.entries(given.values)) {
      assert.deepEqual(values[name].shape, shape);
      near(values[name].data, data);
    }
  }
});

test("every gradient is cnnlib's", () => {
  for (const given of cases("network")) {
    const chain = chainOf(given);
    const made = backward(chain, forward(chain, imageOf(given)), given.label);
    near([made.loss], [given.loss]);
    near(made.probabilities, given.probabilities);
    for (const [name, { shape, data }] of Object.entries(given.gradients)) {
      assert.deepEqual(made.gradients[name].shape, shape);
      near(made.gradients[name].data, data);
    }
    for (const [name, parameters] of Object.entries(given.parameters)) {
      assert.deepEqual(Object.keys(made.parameters[name]), Object.keys(parameters));
      for (const [key, { data }] of Object.entries(parameters)) near(made.parameters[name][key].data, data);
    }
  }
});

test("gradients of several images add up", () => {
  const [given] = cases("network");
  const chain = chainOf(given);
  const values = forward(chain, imageOf(given));
  const grown = noGradients(chain);
  backward(chain, values, given.label, grown);
  backward(chain, values, given.label, grown);
  near(
    grown.conv1.W.data,
    given.parameters.conv1.W.data.map((number) => 2 * number),
  );
});

test("the layers by name, and their neighbours", () => {
  const chain = chainOf(cases("network")[0]);
  assert.deepEqual(namesOf(chain), [INPUT, "conv1", "relu1", "pool1", "conv2", "relu2", "pool2", "affine"]);
  assert.equal(scoresName(chain), "affine");
  assert.equal(before(chain, "conv1"), INPUT);
  assert.equal(behind(chain, INPUT), "conv1");
  assert.equal(behind(chain, "affine"), undefined);
  assert.equal(layerNamed(chain, "pool1").kind, "pooling");
  assert.equal(layerNamed(chain, INPUT), undefined);
});
