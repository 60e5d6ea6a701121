import assert from "node:assert/strict";
import { test } from "node:test";
import {
  copyOf,
  countRight,
  gradientsOf,
  makePupil,
  meanLoss,
  parametersOf,
  readAll,
  untrained,
  withParameters,
} from "../../../unrolled/widgets/js/network/train.js";
import { digits } from "./lessons.js";

const { chain, train, test: unseen } = digits();
const WAY = { seed: 1, optimiser: "adam", rate: 0.01, batch: 32 };

test("from random weights to 97 % of the test digits in at most eight epochs", () => {
  const pupil = makePupil(chain, untrained(chain, 1), train, WAY);
  const count = () => countRight(readAll(pupil.chain, unseen), unseen);
  assert.ok(count() < 0.3 * 450, `${count()} at first`);
  for (let epoch = 0; epoch < 8 && count() < 0.97 * 450; epoch += 1) while (!pupil.learn().isEpoch);
  assert.ok(count() >= 0.97 * 450, `${count()} at last`);
});

test("an epoch shows every image once, in an order that the seed decides", () => {
  const shownBy = (seed) => {
    const pupil = makePupil(chain, untrained(chain, 0), { ...train, labels: train.labels.slice(0, 70) }, { ...WAY, seed });
    const shown = [];
    for (let epoch = 0; epoch < 2; epoch += 1) {
      const order = [];
      for (let isEpoch = false; !isEpoch; ) {
        const told = pupil.learn();
        order.push(...told.shown);
        ({ isEpoch } = told);
      }
      shown.push(order);
    }
    return shown;
  };
  const [first, second] = shownBy(1);
  for (const order of [first, second])
    assert.deepEqual(
      order.toSorted((a, b) => a - b),
      [...Array(70).keys()],
    );
  assert.notDeepEqual(first, second);
  assert.deepEqual(shownBy(1), [first, second]);
  assert.notDeepEqual(shownBy(2)[0], first);
});

test("who learns leaves the numbers that it began with as they were", () => {
  const start = untrained(chain, 0);
  const before = copyOf(start);
  const pupil = makePupil(chain, start, train, WAY);
  pupil.learn();
  assert.deepEqual(start, before);
  assert.notDeepEqual(pupil.parameters, before);
});

test("random weights are as wide as He's rule says, and biases 0", () => {
  const weights = untrained(chain, 0);
  for (const [name, fanIn] of Object.entries({ conv1: 9, conv2: 144, affine: 128 })) {
    const { W, b } = weights[name];
    const deviation = Math.sqrt(W.data.reduce((all, value) => all + value ** 2, 0) / W.data.length);
    assert.ok(Math.abs(deviation / Math.sqrt(2 / fanIn) - 1) < 0.15, `${name}: ${deviation}`);
    assert.ok(b.data.every((value) => value === 0));
  }
  assert.deepEqual(untrained(chain, 0), weights);
  assert.notDeepEqual(untrained(chain, 1), weights);
});

test("the mean loss is what the gradients are of, and smaller steps go less far", () => {
  const batch = [0, 1, 2, 3];
  const { loss, gradients } = gradientsOf(chain, train, batch);
  assert.ok(Math.abs(loss - meanLoss(chain, train, batch)) < 1e-12);
  const moved = copyOf(parametersOf(chain));
  const h = 1e-6;
  moved.conv1.W.data[4] += h;
  const quotient = (meanLoss(withParameters(chain, moved), train, batch) - loss) / h;
  assert.ok(Math.abs(quotient - gradients.conv1.W.data[4]) < 1e-5);
  const far = (times) => {
    const pupil = makePupil(chain, untrained(chain, 0), train, WAY);
    pupil.slowDown(times);
    pupil.learn();
    return Math.abs(pupil.parameters.affine.W.data[0] - untrained(chain, 0).affine.W.data[0]);
  };
  assert.ok(Math.abs(far(1) / far(10) - 10) < 1e-6);
});
