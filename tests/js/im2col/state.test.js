import assert from "node:assert/strict";
import { test } from "node:test";
import { litBy, TRAITS } from "../../../unrolled/widgets/js/im2col/state.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases } from "../cases.js";

// Two windows of two taps, one pixel apart: the middle pixel is in both.
const SIZES = im2colSizes([1, 1, 1, 3], { height: axis({ filter: 1 }), width: axis() });

test("every trait is one that Python sends", () => {
  assert.ok(TRAITS.includes("x"));
  for (const { state } of cases("col2im"))
    assert.deepEqual(
      TRAITS.filter((name) => !(name in state)),
      [],
    );
});

test("a cell lights its pixel, and fainter the pixel's other copies", () => {
  assert.deepEqual(litBy(SIZES, "cell", [1, 0]), {
    pixels: [[[0, 0, 0, 1], "1"]],
    cells: [
      [[0, 1], "faint"],
      [[1, 0], "1"],
    ],
  });
});

test("a pixel lights all its copies alike", () => {
  assert.deepEqual(litBy(SIZES, "pixel", [0, 0, 0, 1]), {
    pixels: [[[0, 0, 0, 1], "1"]],
    cells: [
      [[0, 1], "1"],
      [[1, 0], "1"],
    ],
  });
});

test("where nothing is pointed at, nothing lights", () => {
  assert.deepEqual(litBy(SIZES, undefined, undefined), { pixels: [], cells: [] });
});
