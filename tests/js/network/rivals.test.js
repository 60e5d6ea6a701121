import assert from "node:assert/strict";
import { test } from "node:test";
import { NAMES } from "../../../unrolled/widgets/js/network/faults.js";
import { EPOCHS, makeRivals, trainRivals } from "../../../unrolled/widgets/js/network/rivals.js";
import { digits } from "./lessons.js";

const { chain, train, test: unseen } = digits();

test("all four read 95 % or more, and one of each kind is there", () => {
  const rivals = makeRivals(chain, train, 7);
  assert.deepEqual(rivals.map(({ fault }) => fault).toSorted(), NAMES.toSorted());
  const reads = rivals.map(() => []);
  for (const told of trainRivals(rivals, unseen)) if (told) reads[told.rival].push(told.right);
  for (const [i, all] of reads.entries()) {
    assert.equal(all.length, EPOCHS);
    assert.ok(all.at(-1) >= 0.95 * 450, `${rivals[i].fault}: ${all}`);
  }
});

test("which is which depends on the seed", () => {
  const orders = [1, 2, 3, 4, 5, 6].map((seed) => makeRivals(chain, train, seed).map(({ fault }) => fault));
  assert.ok(new Set(orders.map(String)).size > 3);
  assert.ok(new Set(orders.map((order) => order.indexOf("none"))).size > 1);
  assert.deepEqual(
    makeRivals(chain, train, 1).map(({ fault }) => fault),
    orders[0],
  );
});

test("they begin alike", () => {
  const [one, ...others] = makeRivals(chain, train, 1);
  for (const other of others) assert.deepEqual(other.pupil.parameters, one.pupil.parameters);
});
