import assert from "node:assert/strict";
import { test } from "node:test";
import { arraysOf, OPTIMISERS } from "../../../unrolled/widgets/js/network/optimisers.js";
import { copyOf, gradientsOf, parametersOf, withParameters } from "../../../unrolled/widgets/js/network/train.js";
import { unpack } from "../../../unrolled/widgets/js/network/wire.js";
import { cases } from "../cases.js";
import { chainOf } from "./lessons.js";
import { near } from "./near.js";

test("after ten steps the losses and every weight are cnnlib's, of the shipped network and of small ones", () => {
  const all = cases("training");
  assert.equal(all.length, 6);
  for (const given of all) {
    const examples = { images: unpack(given.images), labels: given.labels };
    assert.deepEqual(Object.keys(given.ends).toSorted(), Object.keys(OPTIMISERS).toSorted());
    for (const [name, { rate, losses, parameters }] of Object.entries(given.ends)) {
      const chain = withParameters(chainOf(given), copyOf(parametersOf(chainOf(given))));
      const optimiser = OPTIMISERS[name](rate);
      const found = given.batches.map((batch) => {
        const { loss, gradients } = gradientsOf(chain, examples, batch);
        optimiser.step(parametersOf(chain), gradients);
        return loss;
      });
      near(found, losses);
      for (const [layer, arrays] of Object.entries(parameters))
        for (const [key, { data }] of Object.entries(arrays)) near([...parametersOf(chain)[layer][key].data], data);
    }
  }
});

test("the rate may change on the way", () => {
  const one = (value) => ({ layer: { W: { shape: [1], data: Float64Array.of(value) } } });
  const [parameters, gradients] = [one(1), one(2)];
  const optimiser = OPTIMISERS.sgd(0.1);
  optimiser.step(parameters, gradients);
  optimiser.rate = 0.01;
  optimiser.step(parameters, gradients);
  assert.ok(Math.abs(arraysOf(parameters)[0][0] - 0.78) < 1e-12);
});
