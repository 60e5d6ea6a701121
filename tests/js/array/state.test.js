import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AXIS_ORDERS,
  axisNames,
  FIELDS,
  resizedState,
  shapeValues,
  TRAITS,
  turnedState,
} from "../../../unrolled/widgets/js/array/state.js";
import { viewOf } from "../../../unrolled/widgets/js/array/view.js";
import { cases, counted } from "../cases.js";

test("every trait is one that Python sends", () => {
  assert.ok(TRAITS.includes("x"));
  for (const { state } of cases("array"))
    assert.deepEqual(
      TRAITS.filter((name) => !(name in state)),
      [],
    );
});

test("the fields", () => {
  const [group, isFolded] = ["Shape of x", true];
  assert.deepEqual(FIELDS, [
    { name: "N", label: "Images N", group, isFolded, least: 1, most: 4 },
    { name: "C", label: "Channels C", group, isFolded, least: 1, most: 4 },
    { name: "H", label: "Height H", group, isFolded, least: 1, most: 8 },
    { name: "W", label: "Width W", group, isFolded, least: 1, most: 8 },
  ]);
});

test("every order of the axes, each once", () => {
  assert.equal(AXIS_ORDERS.length, 24);
  assert.equal(new Set(AXIS_ORDERS.map(String)).size, 24);
  for (const axes of AXIS_ORDERS) assert.deepEqual(axes.toSorted(), [0, 1, 2, 3]);
  assert.deepEqual(AXIS_ORDERS[0], [0, 1, 2, 3]);
  assert.deepEqual(axisNames([0, 2, 3, 1]), ["N", "H", "W", "C"]);
});

test("another shape: each number is its place, and the index stays inside", () => {
  const values = shapeValues([2, 3, 1, 5]);
  assert.deepEqual(values, { N: [2], C: [3], H: [1], W: [5] });
  assert.deepEqual(resizedState(values, { index: [1, null, 3, 4], max_cells: 30 }), {
    x: counted([2, 3, 1, 5]),
    index: [1, null, 0, 4],
  });
});

test("too many numbers are refused", () => {
  assert.throws(() => resizedState(shapeValues([2, 3, 1, 5]), { index: [null, null, null, null], max_cells: 29 }), {
    name: "RangeError",
    message: "x must not hold more than 29 numbers to draw, but holds 30",
  });
});

test("in another order of the axes the same number is pointed at", () => {
  for (const { state } of cases("array")) {
    const { chosen } = viewOf(state.x.shape, state.index, state.axes);
    for (const axes of AXIS_ORDERS) {
      const turned = { ...state, ...turnedState(state, chosen[chosen.length - 1], axes) };
      assert.deepEqual(turned.axes, axes);
      assert.equal(viewOf(turned.x.shape, turned.index, axes).chosen[turned.step], chosen[chosen.length - 1]);
    }
  }
});
