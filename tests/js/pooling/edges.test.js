import assert from "node:assert/strict";
import { test } from "node:test";
import { droppedWindows, edgeCounts } from "../../../unrolled/widgets/js/pooling/edges.js";
import { poolAll } from "../../../unrolled/widgets/js/pooling/state.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases } from "../cases.js";

test("how many windows ceil_mode adds and leaves out is cnnlib's", () => {
  const seen = { added: new Set(), left: new Set() };
  for (const { state, edges } of cases("pooling")) {
    assert.deepEqual(edgeCounts(poolAll(state).sizes), edges);
    seen.added.add(edges.added > 0);
    seen.left.add(edges.left > 0);
  }
  assert.deepEqual([seen.added.size, seen.left.size], [2, 2]);
});

test("as many are dropped as are not there: those it would add, or those that would start in the padding", () => {
  for (const { state, edges } of cases("pooling")) {
    assert.equal(droppedWindows(poolAll(state).sizes).length, state.ceil_mode ? edges.left : edges.added);
  }
});

test("a dropped window stands where the padding begins it, and ends where the padding ends", () => {
  const dropped = (settings) =>
    droppedWindows(im2colSizes([1, 1, 5, 5], { height: axis(settings), width: axis({ filter: 1 }) }))[0];
  assert.deepEqual(dropped({ filter: 3, stride: 2, before: 1 }), { corner: [3, 0], size: [2, 1] });
  assert.deepEqual(dropped({ filter: 3, stride: 2, after: 1 }), { corner: [4, 0], size: [2, 1] });
  const across = im2colSizes([1, 1, 5, 5], {
    height: axis({ filter: 1 }),
    width: axis({ filter: 3, stride: 2, before: 1 }),
  });
  assert.deepEqual(droppedWindows(across)[0], { corner: [0, 3], size: [1, 2] });
});

const sizesOf = (settings) => im2colSizes([1, 1, 5, 4], { height: axis(settings), width: axis(settings) });

test("a dropped window ends where the picture does", () => {
  assert.deepEqual(droppedWindows(sizesOf({ stride: 2 })), [
    { corner: [4, 0], size: [1, 2] },
    { corner: [4, 2], size: [1, 2] },
  ]);
  assert.deepEqual(droppedWindows(sizesOf({ stride: 2, ceil_mode: true })), []);
  assert.equal(droppedWindows(sizesOf({ stride: 2, ceil_mode: undefined })).length, 2);
  // It would start in the padding on the right.
  const padded = im2colSizes([1, 1, 1, 2], {
    height: axis({ filter: 1, ceil_mode: true }),
    width: axis({ stride: 2, after: 1, ceil_mode: true }),
  });
  assert.deepEqual(droppedWindows(padded), [{ corner: [0, 2], size: [1, 1] }]);
});
