import assert from "node:assert/strict";
import { test } from "node:test";
import { backward, forward, makeChain } from "../../../unrolled/widgets/js/network/chain.js";
import { partsOf } from "../../../unrolled/widgets/js/network/parts.js";
import {
  judge,
  lossOf,
  movedBetween,
  STEP,
  slopesOf,
  targetAt,
  valuesWith,
} from "../../../unrolled/widgets/js/network/wiggle.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { range } from "../../../unrolled/widgets/js/shared/numbers.js";
import { cases } from "../cases.js";

const all = cases("network").map(({ layers, shape, values, label }) => {
  const chain = makeChain(specsOf(layers), shape);
  return { chain, image: Float64Array.from(values.input.data), label };
});
const pixel = (at) => ({ name: "input", key: null, at });
const near = (one, other, bound) => Math.abs(one - other) <= bound * Math.max(1, Math.abs(one), Math.abs(other));

test("the loss agrees with backward wherever there is no kink: pixels, weights and biases", () => {
  for (const { chain, image, label } of all.slice(0, 12)) {
    const targets = range(image.length).map(pixel);
    for (const { name, parameters } of chain.layers)
      for (const [key, { data }] of Object.entries(parameters))
        for (const at of [0, Math.floor(data.length / 2), data.length - 1]) targets.push({ name, key, at });
    let agreed = 0;
    for (const target of targets) {
      const { quotient, analytic, isKink, cause } = judge(chain, image, label, target);
      if (isKink || near(quotient, analytic, 1e-4)) agreed += isKink ? 0 : 1;
      else {
        // A kink may lie within h, and not where the number stands.
        const [more, less] = [STEP, -STEP].map((by) =>
          slopesOf(chain, valuesWith(chain, image, target, by).input.data, label, target),
        );
        assert.ok(target.key || !near(more.up, less.down, 1e-4), `${JSON.stringify(target)}: ${quotient} for ${analytic}`);
      }
      if (!isKink) assert.equal(cause, null);
    }
    assert.ok(agreed > targets.length / 4, `${agreed} of ${targets.length}`);
  }
});

test("blank paper is full of kinks, and each names the window whose equal numbers compete", () => {
  const { chain, image, label } = all[0];
  const kinks = range(64).filter((at) => slopesOf(chain, image, label, pixel(at)).isKink);
  assert.ok(kinks.length > 3);
  assert.ok(
    kinks.every((at) => image[at] === 0),
    "only blank pixels",
  );
  for (const at of kinks) {
    const { cause, up, down } = judge(chain, image, label, pixel(at));
    assert.ok(Math.abs(up - down) > 1e-4);
    const { kind, terms, value } = partsOf(chain, forward(chain, image), cause);
    assert.equal(kind, "max");
    assert.ok(terms.filter((term) => term.value === value).length > 1, `${cause} has no equals`);
  }
});

test("a wiggle moves what it can reach, and nothing else", () => {
  const { chain, image, label } = all[0];
  const before = forward(chain, image);
  const after = valuesWith(chain, image, pixel(35), 0.25);
  const moved = movedBetween(chain, before, after);
  assert.deepEqual([...moved.input], [35]);
  assert.ok(moved.conv1.size > 0 && moved.conv1.size <= 144);
  assert.notEqual(lossOf(chain, after, label), lossOf(chain, before, label));
  const weight = movedBetween(chain, before, valuesWith(chain, image, { name: "conv2", key: "W", at: 150 }, 0.25));
  assert.equal(weight.pool1.size, 0);
  assert.ok(
    [...weight.conv2].every((at) => Math.floor(at / 16) === 1),
    "filter 1 alone",
  );
  assert.deepEqual(forward(chain, image), before, "and the network is as it was");
});

test("the loss is backward's own", () => {
  const { chain, image, label } = all[0];
  const values = forward(chain, image);
  assert.equal(lossOf(chain, values, label), backward(chain, values, label).loss);
});

test("what of an open number can be wiggled", () => {
  const { chain } = all[0];
  assert.deepEqual(targetAt(chain, ["input", 0, 4, 3], -1), pixel(35));
  assert.deepEqual(targetAt(chain, ["conv2", 1, 3, 3], 150), { name: "conv2", key: "W", at: 150 });
  assert.equal(targetAt(chain, ["pool1", 1, 3, 3], -1), null);
});
