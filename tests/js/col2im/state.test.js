import assert from "node:assert/strict";
import { test } from "node:test";
import { changedState, FILL_CHOICE, givenBy, litBy, TRAITS } from "../../../unrolled/widgets/js/col2im/state.js";
import { imageValues } from "../../../unrolled/widgets/js/shared/sizes.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases, counted } from "../cases.js";

const VALUES = { N: [1], C: [1], H: [4], W: [4], filter_h: [2], filter_w: [2], stride: [2], pad: [0], dilation: [1] };
const STATE = { x: counted([1, 1, 4, 4], 1), fill: "digits", dcol: counted([4, 4]), max_cells: 16 };

test("every trait is one that Python sends", () => {
  for (const { state } of cases("col2im"))
    assert.deepEqual(
      TRAITS.filter((name) => !(name in state)),
      [],
    );
});

test("what the rows are made of, in numbers", () => {
  const x = { shape: [1, 1, 1, 2], data: ["inf", 2] };
  const dcol = { shape: [1, 2], data: ["-inf", 3] };
  assert.deepEqual(givenBy({ x, dcol, fill: "ones" }), {
    x: { ...x, data: [Infinity, 2] },
    dcol: [-Infinity, 3],
    fill: "ones",
  });
  assert.deepEqual(givenBy({ x, dcol: null, fill: "x" }).dcol, null);
});

test("what was typed becomes a state that Python sent", () => {
  for (const { state } of cases("col2im")) {
    const change = changedState(imageValues(state, "filter"), state);
    assert.deepEqual(change, Object.fromEntries(Object.keys(change).map((name) => [name, state[name]])));
    assert.ok("dcol" in change);
  }
});

test("a dcol that no longer fits is laid off", () => {
  assert.equal(changedState(VALUES, STATE).dcol, STATE.dcol);
  assert.equal(changedState({ ...VALUES, stride: [1] }, { ...STATE, max_cells: 99 }).dcol, null);
  assert.equal(changedState({ ...VALUES, filter_h: [1] }, STATE).dcol, null);
  assert.equal(changedState(VALUES, { ...STATE, dcol: null }).dcol, null);
});

test("too large a picture is refused", () => {
  const message = "x and dcol must not need more than 15 cells to draw, but need 16";
  assert.throws(() => changedState(VALUES, { ...STATE, max_cells: 15 }), { message });
});

test("what the rows may hold: Python's fills", () => {
  assert.deepEqual(FILL_CHOICE, {
    name: "fill",
    label: "Rows of dcol hold",
    options: [
      ["digits", "digits"],
      ["ones", "ones: dx counts windows"],
      ["x", "im2col(x): dx is counts · x"],
    ],
  });
});

// Two windows of two taps, one pixel apart: the middle pixel is in both, and the first hangs over the left edge.
const SIZES = im2colSizes([1, 1, 1, 2], { height: axis({ filter: 1 }), width: axis({ before: 1 }) });

test("a cell lights its pixel, and fainter the pixel's other cells", () => {
  const marks = [
    [[0, 1], "faint"],
    [[1, 0], "1"],
  ];
  assert.deepEqual(litBy(SIZES, "cell", [1, 0]), { pixels: [[[0, 0, 0, 0], "1"]], cells: marks });
  assert.deepEqual(litBy(SIZES, "cell", [0, 0]), { pixels: [[[0, 0, 0, -1], "1"]], cells: [[[0, 0], "1"]] });
});

test("a pixel lights all its cells alike, and nothing lights nothing", () => {
  const marks = [
    [[0, 1], "1"],
    [[1, 0], "1"],
  ];
  assert.deepEqual(litBy(SIZES, "pixel", [0, 0, 0, 0]), { pixels: [[[0, 0, 0, 0], "1"]], cells: marks });
  assert.deepEqual(litBy(SIZES, undefined, undefined), { pixels: [], cells: [] });
});
