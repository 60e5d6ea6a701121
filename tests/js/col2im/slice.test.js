import assert from "node:assert/strict";
import { test } from "node:test";
import { mostPast, sliceOf } from "../../../unrolled/widgets/js/col2im/slice.js";
import { takenAt } from "../../../unrolled/widgets/js/shared/lockstep.js";
import { cellsOfStep, stepsOf } from "../../../unrolled/widgets/js/shared/loops.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { im2colSizes, sourceOf } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases } from "../cases.js";

test("the frame is the code's slice, run in Python, and counts from the image's first pixel", () => {
  for (const { state, turns } of cases("lockstep")) {
    const sizes = imageSizes(state, "filter");
    turns[1].forEach(({ variables, down, across }, step) => {
      const slice = sliceOf(sizes, state.loop, step);
      assert.deepEqual([slice.down, slice.across], [variables.down, variables.across]);
      assert.equal(slice.n, variables.n ?? null);
      assert.deepEqual(slice.corner, [down[0] - sizes.height.before, across[0] - sizes.width.before]);
    });
  }
});

test("past the edge there is no place that a number goes to: the buffer needs no extra rows", () => {
  let past = 0;
  for (const { state } of cases("lockstep")) {
    const sizes = imageSizes(state, "filter");
    for (let step = 0; step < stepsOf(sizes, state.loop); step += 1) {
      const slice = sliceOf(sizes, state.loop, step);
      past += Math.max(...slice.past) > 0 ? 1 : 0;
      assert.deepEqual(slice.past, [Math.max(0, slice.down[1] - sizes.PH), Math.max(0, slice.across[1] - sizes.PW)]);
      const read = cellsOfStep(sizes, state.loop, step).map(([row, column]) => sourceOf(sizes, row, column));
      const { down, across } = takenAt(sizes, slice);
      assert.deepEqual([...new Set(read.map(([, , h]) => h))], down.at);
      assert.deepEqual(
        [...new Set(read.map(([, , , w]) => w))].sort((a, b) => a - b),
        across.at,
      );
      const most = mostPast(sizes, state.loop);
      assert.ok(slice.past.every((cells, i) => cells <= most[i]));
    }
  }
  assert.ok(past > 50);
});

test("by taps with stride 3, the last slice ends two rows past the edge", () => {
  const sizes = im2colSizes([1, 1, 5, 5], { height: axis({ stride: 3 }), width: axis({ stride: 3 }) });
  assert.deepEqual(mostPast(sizes, "tap"), [2, 2]);
  assert.deepEqual(mostPast(sizes, "window"), [0, 0]);
  const { corner, size, past } = sliceOf(sizes, "tap", 1);
  assert.deepEqual(
    [corner, size, past],
    [
      [0, 1],
      [6, 6],
      [1, 2],
    ],
  );
});
