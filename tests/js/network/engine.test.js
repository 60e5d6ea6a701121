import assert from "node:assert/strict";
import { test } from "node:test";
import { makeChain } from "../../../unrolled/widgets/js/network/chain.js";
import { makeEngine, RATES } from "../../../unrolled/widgets/js/network/engine.js";
import { NAMES } from "../../../unrolled/widgets/js/network/faults.js";
import { misreadFirst } from "../../../unrolled/widgets/js/network/misread.js";
import { countRight, readAll, scoresOf, withParameters } from "../../../unrolled/widgets/js/network/train.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { product } from "../../../unrolled/widgets/js/shared/strides.js";
import { cases } from "../cases.js";
import { digits } from "./lessons.js";

const { layers, train, test: unseen } = digits();
const WAY = { seed: 1, optimiser: "adam", rate: 0.01, batch: 32 };

/** An engine whose turns are taken by hand, and what it has posted. */
function started(load = { specs: specsOf(layers), shape: [1, 8, 8], train, test: unseen }, slice = 30) {
  const [news, turns] = [[], []];
  const engine = makeEngine({
    post: (told) => news.push(told),
    later: (act) => turns.push(act),
    now: () => performance.now(),
    slice,
  });
  engine.hear({ order: "load", ...load });
  return {
    engine,
    news,
    turns,
    /** Turn after turn, until this is posted or nothing is left to do. */
    until(kind) {
      while (turns.length > 0 && !(kind && news.some((told) => told.kind === kind))) turns.shift()();
      return news.findLast((told) => told.kind === kind);
    },
  };
}

test("it begins with random weights, and learns for as many epochs as it is told", () => {
  const { engine, news, until } = started();
  engine.hear({ order: "begin", ...WAY });
  assert.deepEqual([news.length, news[0].kind], [1, "begun"]);
  assert.ok(news[0].right < 150);
  engine.hear({ order: "run", epochs: 2 });
  until("rested");
  const learned = news.filter(({ kind }) => kind === "learned");
  assert.equal(learned.flatMap(({ losses }) => losses).length, 2 * Math.ceil(1347 / 32));
  const epochs = learned.filter(({ right }) => right !== undefined);
  assert.equal(epochs.length, 2);
  assert.ok(epochs[1].right > 400 && epochs[1].answers === 10);
  assert.notDeepEqual(epochs[1].parameters, epochs[0].parameters);
});

test("given a goal, it rests after the first epoch that reaches it", () => {
  const { engine, news, until } = started();
  engine.hear({ order: "begin", ...WAY });
  engine.hear({ order: "run", epochs: Infinity, goal: 437 });
  until("rested");
  const reads = news.filter(({ kind, right }) => kind === "learned" && right !== undefined).map(({ right }) => right);
  assert.ok(reads.pop() >= 437);
  assert.ok(reads.length > 0 && reads.every((right) => right < 437));
});

test("an order ends the job before it: pause", () => {
  const { engine, news, turns, until } = started(undefined, 1);
  engine.hear({ order: "begin", ...WAY });
  engine.hear({ order: "run", epochs: Infinity });
  turns.shift()();
  engine.hear({ order: "pause" });
  until();
  assert.equal(turns.length, 0);
  assert.equal(news.at(-1).kind, "rested");
});

test("paused within an epoch, it tells what it reads with the weights that it has there", () => {
  const { engine, news, turns } = started(undefined, 150);
  engine.hear({ order: "begin", ...WAY });
  engine.hear({ order: "run", epochs: Infinity });
  turns.shift()();
  engine.hear({ order: "pause" });
  const { parameters, right, toRead, isWithin } = news.at(-1);
  assert.equal(isWithin, true);
  assert.notDeepEqual(parameters, news[0].parameters);
  const chain = withParameters(makeChain(specsOf(layers), [1, 8, 8]), parameters);
  assert.equal(right, countRight(readAll(chain, unseen), unseen));
  assert.deepEqual(toRead, misreadFirst(scoresOf(chain, unseen), unseen.labels));
});

test("one step: what was, what became, and the loss on the same images", () => {
  const { engine, news } = started();
  engine.hear({ order: "begin", ...WAY });
  engine.hear({ order: "step" });
  const { kind, image, label, count, before, parameters, loss, after } = news[1];
  assert.equal(kind, "stepped");
  assert.deepEqual(before, news[0].parameters);
  assert.notDeepEqual(parameters, before);
  assert.ok(after < loss, `${after} after ${loss}`);
  const n = train.labels.findIndex((_, k) => train.images.data.slice(64 * k, 64 * k + 64).every((v, i) => v === image[i]));
  assert.deepEqual([train.labels[n], count], [label, 32]);
});

test("four learning rates from the same place, which they leave as it was", () => {
  const { engine, until } = started();
  engine.hear({ order: "begin", ...WAY });
  engine.hear({ order: "rates" });
  const { runs, start } = until("tried");
  assert.deepEqual(
    runs.map(({ rate }) => rate),
    RATES,
  );
  for (const { losses, end } of runs) {
    assert.deepEqual([losses.length, losses[0]], [20, start]);
    assert.ok(Math.abs(end - losses.slice(-5).reduce((all, loss) => all + loss, 0) / 5) < 1e-12);
  }
  const [short, good, long] = runs.map(({ end }) => end);
  assert.ok(good < short && short < start && good < long);
});

test("too long a step, and the network gives one answer to all", () => {
  const { engine, news, until } = started();
  engine.hear({ order: "begin", ...WAY, rate: 1 });
  engine.hear({ order: "run", epochs: 2 });
  until("rested");
  assert.equal(news.findLast(({ right }) => right !== undefined).answers, 1);
});

test("four networks learn, and every one of their numbers is wiggled", () => {
  const { layers: specs, shape } = cases("faults")[3];
  const few = {
    images: { shape: [40, ...shape], data: Float64Array.from({ length: 40 * product(shape) }, (_, i) => (i * 7) % 5) },
    labels: Array.from({ length: 40 }, (_, n) => n % 2),
  };
  const { engine, news, until } = started({ specs: specsOf(specs), shape, train: few, test: few });
  engine.hear({ order: "rivals", seed: 3 });
  until("ready");
  const told = news.filter(({ kind }) => kind === "rival");
  assert.deepEqual([told.length, told.at(-1).progress], [32, 1]);
  engine.hear({ order: "check" });
  assert.deepEqual(until("checked").faults.toSorted(), NAMES.toSorted());
  for (const rival of [0, 1, 2, 3]) {
    const asked = news.filter((one) => one.kind === "found" && one.rival === rival).map(({ layer, of }) => `${layer}.${of}`);
    const all = specs.flatMap(({ name, parameters }) => ["x", ...Object.keys(parameters)].map((of) => `${name}.${of}`));
    assert.deepEqual(asked.toSorted(), all.toSorted());
  }
});
