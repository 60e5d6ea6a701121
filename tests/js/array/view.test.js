import assert from "node:assert/strict";
import { test } from "node:test";
import {
  contiguousRuns,
  inMemoryOrder,
  memoryPlace,
  readingPlace,
  viewIndex,
  viewOf,
} from "../../../unrolled/widgets/js/array/view.js";
import { cases } from "../cases.js";

const openedView = ({ state }) => viewOf(state.x.shape, state.index, state.axes);

test("a view has NumPy's shape, strides and choice", () => {
  for (const one of cases("array")) {
    const view = openedView(one);
    assert.deepEqual(view.sizes, one.shape);
    assert.deepEqual(view.steps, one.strides);
    assert.deepEqual([view.left, view.chosen], [one.chosen.shape, one.chosen.data]);
    assert.deepEqual([view.shape, view.axes], [one.state.x.shape, one.state.axes]);
    assert.deepEqual(
      view.names,
      one.state.axes.map((axis) => "nchw"[axis]),
    );
    assert.deepEqual(
      view.at,
      one.state.axes.map((axis) => one.state.index[axis]),
    );
  }
});

test("a place of memory stands in the view where NumPy has it", () => {
  for (const one of cases("array")) {
    const view = openedView(one);
    one.places.forEach((index, place) => assert.deepEqual(viewIndex(view, place), index));
    one.reading.forEach((reading, place) => {
      assert.equal(readingPlace(view, place), reading);
      assert.equal(memoryPlace(view, reading), place);
    });
  }
});

test("unbroken stretches of memory, whatever the order in which they are read", () => {
  assert.deepEqual(contiguousRuns([4]), [[4, 4]]);
  assert.deepEqual(contiguousRuns([3, 4, 5]), [[3, 5]]);
  assert.deepEqual(contiguousRuns([9, 2, 10, 1, 5]), [
    [1, 2],
    [5, 5],
    [9, 10],
  ]);
});

test("memory is read in order, or it is not", () => {
  assert.ok(inMemoryOrder([3]) && inMemoryOrder([0, 2, 7]));
  assert.ok(!inMemoryOrder([0, 7, 2]) && !inMemoryOrder([1, 0]));
});
