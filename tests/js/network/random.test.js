import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRandom, normal, shuffled } from "../../../unrolled/widgets/js/network/random.js";

const draw = (count, act) => Array.from({ length: count }, act);
const mean = (values) => values.reduce((all, value) => all + value, 0) / values.length;

test("Mulberry32's numbers, and the same for the same seed", () => {
  const random = makeRandom(0);
  assert.deepEqual(
    draw(3, random).map((value) => Math.round(value * 1e9)),
    [266429209, 329746, 223272027],
  );
  assert.notEqual(makeRandom(1)(), makeRandom(2)());
});

test("numbers from 0 to below 1, evenly", () => {
  const all = draw(20_000, makeRandom(3));
  assert.ok(all.every((value) => value >= 0 && value < 1));
  assert.ok(Math.abs(mean(all) - 0.5) < 0.01);
});

test("normal numbers have mean 0 and standard deviation 1", () => {
  const random = makeRandom(4);
  const all = draw(20_000, () => normal(random));
  assert.ok(Math.abs(mean(all)) < 0.03);
  assert.ok(Math.abs(mean(all.map((value) => value ** 2)) - 1) < 0.05);
  assert.ok(Math.abs(all.filter((value) => Math.abs(value) < 1).length / all.length - 0.683) < 0.02);
});

test("a shuffle keeps all, leaves the list as it was, and every order comes up", () => {
  const list = [0, 1, 2];
  const random = makeRandom(5);
  const counts = {};
  for (let i = 0; i < 6000; i += 1) {
    const order = shuffled(list, random);
    assert.deepEqual(order.toSorted(), list);
    counts[order.join()] = (counts[order.join()] ?? 0) + 1;
  }
  assert.equal(Object.keys(counts).length, 6);
  for (const count of Object.values(counts)) assert.ok(count > 850 && count < 1150, `${count}`);
});
