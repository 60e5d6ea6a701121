import assert from "node:assert/strict";
import { test } from "node:test";
import { backward, forward, makeChain } from "../../../unrolled/widgets/js/network/chain.js";
import { canBreak, NAMES, withFault } from "../../../unrolled/widgets/js/network/faults.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { cases } from "../cases.js";
import { chainOf } from "./lessons.js";
import { near } from "./near.js";

test("under each fault, pixels and parameters get the gradients that Python's faulty layers give", () => {
  const all = cases("faults");
  assert.equal(all.length, 27);
  const differ = { assigned: 0, turned: 0, ties: 0 };
  for (const given of all) {
    const [sound, faulty] = [chainOf(given), withFault(chainOf(given), given.fault)];
    const image = Float64Array.from(given.image.data);
    const made = backward(faulty, forward(faulty, image), given.label);
    near(made.gradients.input.data, given.gradient.data);
    for (const [name, parameters] of Object.entries(given.parameters))
      for (const [key, { data }] of Object.entries(parameters)) near(made.parameters[name][key].data, data);
    const right = backward(sound, forward(sound, image), given.label).gradients.input.data;
    if (right.some((value, i) => Math.abs(value - made.gradients.input.data[i]) > 1e-6)) differ[given.fault] += 1;
  }
  for (const [fault, count] of Object.entries(differ)) assert.ok(count > 4, `${fault}: ${count} differ`);
});

test("none is no fault", () => {
  const chain = chainOf(cases("network")[0]);
  assert.equal(withFault(chain, "none"), chain);
  assert.deepEqual(NAMES, ["none", "assigned", "turned", "ties"]);
});

test("a network can be broken where a fault reaches what learns", () => {
  const { layers, shape } = cases("network")[0];
  const specs = specsOf(layers);
  assert.ok(canBreak(makeChain(specs, shape)));
  assert.ok(!canBreak({ layers: specs.slice(0, 3), shape }), "one convolution");
  assert.ok(!canBreak({ layers: specs.filter(({ kind }) => kind !== "pooling"), shape }), "no pooling");
});
