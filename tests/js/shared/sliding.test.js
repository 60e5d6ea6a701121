import assert from "node:assert/strict";
import { test } from "node:test";
import {
  axesOf,
  checkDrawable,
  SLIDING_FIELDS,
  slidingState,
  slidingValues,
} from "../../../unrolled/widgets/js/shared/sliding.js";
import { cases } from "../cases.js";

// What stands in the fields, and the state that it means.
const BOTH_WAYS = [
  [
    { stride: [1], pad: [0], dilation: [1] },
    {
      stride: [1, 1],
      pad: [
        [0, 0],
        [0, 0],
      ],
      dilation: [1, 1],
    },
  ],
  [
    { stride: [2, 3], pad: [1], dilation: [3, 1] },
    {
      stride: [2, 3],
      pad: [
        [1, 1],
        [1, 1],
      ],
      dilation: [3, 1],
    },
  ],
  [
    { stride: [2], pad: [1, 2], dilation: [1] },
    {
      stride: [2, 2],
      pad: [
        [1, 1],
        [2, 2],
      ],
      dilation: [1, 1],
    },
  ],
  [
    { stride: [2], pad: [0, 1, 2, 2], dilation: [1] },
    {
      stride: [2, 2],
      pad: [
        [0, 1],
        [2, 2],
      ],
      dilation: [1, 1],
    },
  ],
  [
    { stride: [2], pad: [2, 2, 0, 1], dilation: [1] },
    {
      stride: [2, 2],
      pad: [
        [2, 2],
        [0, 1],
      ],
      dilation: [1, 1],
    },
  ],
  [
    { stride: [2], pad: [0, 1, 0, 1], dilation: [1] },
    {
      stride: [2, 2],
      pad: [
        [0, 1],
        [0, 1],
      ],
      dilation: [1, 1],
    },
  ],
];

test("the fields show a state as short as it can be said, and it is understood in full", () => {
  for (const [values, state] of BOTH_WAYS) {
    assert.deepEqual(slidingValues(state), values);
    assert.deepEqual(slidingState(values), state);
  }
});

test("a state that Python sent comes back from the fields", () => {
  for (const { state } of cases("col2im")) {
    const { stride, pad, dilation } = state;
    assert.deepEqual(slidingState(slidingValues(state)), { stride, pad, dilation });
  }
});

test("the fields: how many numbers each takes, and which", () => {
  const asked = SLIDING_FIELDS.map(({ name, label, group, least, most, lengths }) => [
    name,
    label,
    group,
    least,
    most,
    lengths,
  ]);
  assert.deepEqual(asked, [
    ["stride", "Stride", "Sliding", 1, 12, [1, 2]],
    ["pad", "Pad", "Sliding", 0, 6, [1, 2, 4]],
    ["dilation", "Dilation", "Sliding", 1, 12, [1, 2]],
  ]);
  const [either, three] = ["one number, or height, width", "one number, or height, width, or top, bottom, left, right"];
  assert.deepEqual(
    SLIDING_FIELDS.map(({ hint }) => hint),
    [either, three, either],
  );
});

test("axes are those that Python makes of the settings", () => {
  for (const { state, axes } of cases("axes")) {
    assert.deepEqual(axesOf(state, [state.pool_h, state.pool_w]), axes);
    const { ceil_mode, ...without } = state;
    const plain = { height: { ...axes.height, ceil_mode: false }, width: { ...axes.width, ceil_mode: false } };
    assert.deepEqual(axesOf(without, [state.pool_h, state.pool_w]), plain);
  }
});

test("too many cells are refused, be they the matrix's, the padded images' or another array's", () => {
  const matrix = { rows: 6, columns: 8, N: 1, C: 1, PH: 2, PW: 3 };
  const images = { rows: 2, columns: 2, N: 2, C: 2, PH: 3, PW: 4 };
  const message = "x and col must not need more than 47 cells to draw, but need 48";
  for (const sizes of [matrix, images]) {
    checkDrawable(sizes, 48, "x and col");
    checkDrawable(sizes, 48, "x and col", 48);
    assert.throws(() => checkDrawable(sizes, 47, "x and col"), { name: "RangeError", message });
  }
  assert.throws(() => checkDrawable(matrix, 48, "x, col and out", 49), /more than 48 cells to draw, but need 49$/);
});
