import assert from "node:assert/strict";
import { test } from "node:test";
import { im2colState, imageFields, imageSizes, imageState, imageValues } from "../../../unrolled/widgets/js/shared/sizes.js";
import { SLIDING_FIELDS } from "../../../unrolled/widgets/js/shared/sliding.js";
import { cases, counted } from "../cases.js";

const X = counted([1, 2, 3, 4], 7);
const VALUES = { N: [1], C: [2], H: [3], W: [4], stride: [1, 2], pad: [1], dilation: [1] };
const FILTER = { ...VALUES, filter_h: [2], filter_w: [3] };
const SLIDING = {
  stride: [1, 2],
  pad: [
    [1, 1],
    [1, 1],
  ],
  dilation: [1, 1],
};

test("the fields: images, the window, how it slides", () => {
  const asked = imageFields("pool", "Window", 2).map(({ name, label, group, least, most }) => [
    name,
    label,
    group,
    least,
    most,
  ]);
  assert.deepEqual(asked.slice(0, 6), [
    ["N", "Images N", "Images", 1, 2],
    ["C", "Channels C", "Images", 1, 3],
    ["H", "Height H", "Images", 1, 12],
    ["W", "Width W", "Images", 1, 12],
    ["pool_h", "Window height", "Window", 1, 12],
    ["pool_w", "Window width", "Window", 1, 12],
  ]);
  assert.deepEqual(imageFields("pool", "Window").slice(6), SLIDING_FIELDS);
  assert.equal(imageFields("filter", "Filter")[0].most, 3);
  assert.deepEqual(
    imageFields("filter", "Filter")
      .slice(4, 6)
      .map(({ name }) => name),
    ["filter_h", "filter_w"],
  );
});

test("a state that Python sent comes back from the fields, its images as they were", () => {
  const states = [
    ["filter", "col2im"],
    ["pool", "pooling"],
  ].flatMap(([kind, name]) => cases(name).map(({ state }) => [kind, state]));
  for (const [kind, state] of states) {
    const back = imageState(imageValues(state, kind), state.x, kind);
    assert.deepEqual(back, Object.fromEntries(Object.keys(back).map((name) => [name, state[name]])));
    assert.equal(back.x, state.x);
    assert.deepEqual(Object.keys(back), ["x", `${kind}_h`, `${kind}_w`, "stride", "pad", "dilation"]);
  }
});

test("images of another shape are numbered anew", () => {
  assert.equal(imageState(FILTER, X, "filter").x, X);
  assert.deepEqual(imageState({ ...FILTER, W: [5] }, X, "filter").x, counted([1, 2, 3, 5], 1));
  assert.deepEqual(imageState({ ...FILTER, N: [2] }, X, "filter", 0).x, counted([2, 2, 3, 4], 0));
});

test("the sizes are those of the state's windows", () => {
  const { OH, OW, FH, FW, rows, columns } = imageSizes({ x: X, filter_h: 2, filter_w: 3, ...SLIDING }, "filter");
  assert.deepEqual({ OH, OW, FH, FW, rows, columns }, { OH: 4, OW: 2, FH: 2, FW: 3, rows: 8, columns: 12 });
  assert.equal(imageSizes({ x: X, pool_h: 2, pool_w: 3, ...SLIDING, ceil_mode: true }, "pool").OW, 3);
});

test("what was typed becomes a state, unless it is too large to draw or does not fit", () => {
  const state = { x: X, filter_h: 2, filter_w: 3, ...SLIDING };
  assert.deepEqual(im2colState(FILTER, { x: X, max_cells: 96 }, "x and col"), state);
  assert.deepEqual(im2colState({ ...FILTER, C: [1] }, { x: X, max_cells: 96 }, "x and col", 4).x, counted([1, 1, 3, 4], 4));
  assert.throws(() => im2colState(FILTER, { x: X, max_cells: 95 }, "x and col"), {
    message: "x and col must not need more than 95 cells to draw, but need 96",
  });
  assert.throws(() => im2colState({ ...FILTER, filter_h: [6] }, { x: X, max_cells: 96 }, "x and col"), {
    message: "a filter of 6 (it spans 6 at dilation 1) must not be larger than the padded image, 1 + 3 + 1",
  });
});
