import assert from "node:assert/strict";
import { test } from "node:test";
import { checkNetwork, hardest, judged } from "../../../unrolled/widgets/js/network/check.js";
import { withFault } from "../../../unrolled/widgets/js/network/faults.js";
import { meanLoss, parametersOf } from "../../../unrolled/widgets/js/network/train.js";
import { digits } from "./lessons.js";

const { chain, test: unseen } = digits();
const batch = hardest(chain, unseen, 1);

function found(fault) {
  const findings = [...checkNetwork(withFault(chain, fault), unseen, batch)].filter(Boolean);
  const wrong = findings.filter((finding) => finding.wrong > 0).map(({ layer, of }) => `${layer}.${of}`);
  return { findings, wrong };
}

test("the right network: no wiggle contradicts, and every number was asked", () => {
  const { findings, wrong } = found("none");
  assert.deepEqual(wrong, []);
  const counts = Object.fromEntries(
    findings.map(({ layer, of, agree, wrong: not, kinks }) => [`${layer}.${of}`, agree + not + kinks]),
  );
  assert.deepEqual(counts, {
    "affine.x": 128,
    "affine.W": 1280,
    "affine.b": 10,
    "pool2.x": 512,
    "relu2.x": 512,
    "conv2.x": 256,
    "conv2.W": 4608,
    "conv2.b": 32,
    "pool1.x": 1024,
    "relu1.x": 1024,
    "conv1.x": 64,
    "conv1.W": 144,
    "conv1.b": 16,
  });
});

test("a wrong dx of conv2 spoils all before it; no other parameter", () => {
  for (const fault of ["assigned", "turned"])
    assert.deepEqual(found(fault).wrong, ["conv2.x", "pool1.x", "relu1.x", "conv1.x", "conv1.W", "conv1.b"]);
});

test("rewarded ties are seen by conv1's biases alone: where four numbers are equal, one alone has no slope", () => {
  assert.deepEqual(found("ties").wrong, ["conv1.b"]);
});

test("the numbers are as they were", () => {
  const before = structuredClone(parametersOf(chain));
  found("assigned");
  assert.deepEqual(parametersOf(chain), before);
});

test("a slope, another one, and a kink", () => {
  const square = (by) => (3 + by) ** 2;
  assert.equal(judged(square, 6), "agree");
  assert.equal(judged(square, 6.001), "wrong");
  assert.equal(
    judged((by) => Math.max(0, by), 0),
    "kinks",
  );
  assert.equal(
    judged((by) => Math.max(0, by), 0.5),
    "agree",
  );
  assert.equal(
    judged((by) => 1000 * by ** 2, 1),
    "wrong",
  );
});

test("the hardest images have the largest losses", () => {
  const order = hardest(chain, unseen, 450);
  const losses = order.map((n) => meanLoss(chain, unseen, [n]));
  assert.deepEqual(
    losses,
    losses.toSorted((one, other) => other - one),
  );
  assert.equal(order.length, 450);
});
