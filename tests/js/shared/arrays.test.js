import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arrayFrom,
  filledWith,
  numbered,
  numbersOf,
  numeric,
  sameShape,
  valueAt,
  withNumber,
} from "../../../unrolled/widgets/js/shared/arrays.js";
import { cases, counted } from "../cases.js";

test("numbers arrive from Python, those that JSON has none for as well", () => {
  const [{ wire, numbers, repr }] = cases("wire");
  assert.deepEqual(numeric(wire).shape, wire.shape);
  assert.deepEqual(numbersOf(wire), numeric(wire).data);
  assert.deepEqual(numbersOf(wire).map(String), repr);
  assert.ok(numbers > 5);
});

test("a number stands where its index says", () => {
  const x = numbered([2, 3, 4], 5);
  assert.deepEqual(x, { shape: [2, 3, 4], data: [...Array(24).keys()].map((k) => k + 5) });
  assert.equal(valueAt(x, [0, 0, 0]), 5);
  assert.equal(valueAt(x, [1, 2, 3]), 28);
  assert.equal(valueAt(x, [1, 0, 2]), 19);
});

test("arrays of one number, and of what their indices say", () => {
  assert.deepEqual(filledWith([2, 3], 1), { shape: [2, 3], data: [1, 1, 1, 1, 1, 1] });
  assert.deepEqual(
    arrayFrom([2, 3], ([i, j]) => 10 * i + j),
    { shape: [2, 3], data: [0, 1, 2, 10, 11, 12] },
  );
});

test("shapes are compared as a whole, and with one that is not there", () => {
  assert.ok(sameShape([2, 3], [2, 3]));
  assert.ok(!sameShape([2, 3], [3, 2]));
  assert.ok(!sameShape([2, 3], [2, 3, 1]));
  assert.ok(!sameShape([2, 3], undefined));
});

test("one number of an array is another, and the array itself stays", () => {
  const array = counted([2, 3]);
  assert.deepEqual(withNumber(array, [1, 0], 9), { shape: [2, 3], data: [0, 1, 2, 9, 4, 5] });
  assert.deepEqual(array, counted([2, 3]));
});
