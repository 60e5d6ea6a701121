import assert from "node:assert/strict";
import { test } from "node:test";
import * as matrix from "../../../unrolled/widgets/js/matrix/state.js";
import { cases } from "../cases.js";

const all = cases("matrix");
const [line, small, wide] = all.map(({ state }) => state);

test("sizes, steps and what comes back are the widget's", () => {
  for (const { state, steps, dout, M } of all) {
    const view = matrix.viewOf(state);
    assert.equal(matrix.stepsOf(view), steps);
    assert.deepEqual(view.dout, dout);
    const { OH, OW } = matrix.sizesOf(state);
    assert.equal(OH * OW, M.length);
  }
});

test("a gradient of another shape is no longer one", () => {
  const state = { ...line, dout: { shape: [1, 2], data: [5, 6] } };
  assert.deepEqual(matrix.viewOf(state).dout, [2, 1, 3, -1, 2]);
  const fitting = { shape: [1, 5], data: [1, 2, 3, 4, 5] };
  const kept = matrix.typedState(matrix.valuesOf({ ...line, dout: fitting }), { ...line, dout: fitting });
  assert.equal(kept.dout, fitting);
  assert.equal(matrix.typedState({ ...matrix.valuesOf(line), stride: [2] }, { ...line, dout: fitting }).dout, null);
});

test("what is typed comes back as it was", () => {
  for (const { state } of all) {
    const typed = matrix.typedState(matrix.valuesOf(state), state);
    for (const name of ["x", "w", "stride", "pad", "dilation"]) assert.deepEqual(typed[name], state[name], name);
  }
  assert.deepEqual(
    matrix.FIELDS.map(({ name }) => name),
    ["stride", "pad", "dilation"],
  );
});

test("on a line one pad is for its two ends, on an image for all", () => {
  const typed = (state) => matrix.typedState({ ...matrix.valuesOf(state), pad: [1] }, state);
  assert.deepEqual(typed(line).pad, [
    [0, 0],
    [1, 1],
  ]);
  assert.deepEqual(matrix.valuesOf({ ...line, ...typed(line) }).pad, [1]);
  assert.deepEqual(typed(small).pad, [
    [1, 1],
    [1, 1],
  ]);
});

test("a line is one of a line's filter alone, and its pad is one number where its ends are alike", () => {
  const [row, column] = [(size) => ({ shape: [1, size], data: Array(size).fill(1) }), { shape: [2, 1], data: [1, 1] }];
  const onAllSides = [
    [1, 1],
    [1, 1],
  ];
  for (const lines of [
    { x: row(3), w: column },
    { x: column, w: row(1) },
  ]) {
    const state = { ...line, ...lines };
    assert.deepEqual(matrix.typedState({ ...matrix.valuesOf(state), pad: [1] }, state).pad, onAllSides);
    assert.deepEqual(
      matrix.valuesOf({
        ...state,
        pad: [
          [0, 0],
          [1, 1],
        ],
      }).pad,
      [0, 1],
    );
  }
  assert.deepEqual(matrix.typedState({ ...matrix.valuesOf(line), pad: [0, 2] }, line).pad, [
    [0, 0],
    [2, 2],
  ]);
  assert.deepEqual(matrix.valuesOf({ ...line, pad: onAllSides }).pad, [1]);
  const oneEnd = [
    [0, 0],
    [1, 0],
  ];
  assert.notDeepEqual(matrix.valuesOf({ ...line, pad: oneEnd }).pad, [1]);
});

test("as many cells as may be drawn are drawn", () => {
  const cells = matrix.viewOf(line).whole.windows * matrix.viewOf(line).whole.pixels;
  assert.ok(matrix.typedState(matrix.valuesOf(line), { ...line, max_cells: cells }));
  assert.throws(() => matrix.typedState(matrix.valuesOf(line), { ...line, max_cells: cells - 1 }), RangeError);
});

test("what does not fit, and what is too large, is refused", () => {
  assert.throws(() => matrix.typedState({ ...matrix.valuesOf(line), dilation: [4] }, line), /A filter|a filter of 3/);
  assert.throws(
    () => matrix.typedState({ ...matrix.valuesOf(wide), pad: [3] }, wide),
    /M must not need more than 600 cells/,
  );
});

test("a preset is known again, whatever the sliding, and set with the plain one", () => {
  assert.deepEqual([line, small, wide].map(matrix.presetOf), ["line", "small", "wide"]);
  assert.equal(matrix.presetOf({ ...line, w: small.w }), "");
  const state = {
    ...line,
    stride: [2, 2],
    pad: [
      [0, 0],
      [1, 1],
    ],
  };
  assert.equal(matrix.presetOf(state), "line");
  const changed = matrix.presetState(state, "wide");
  for (const name of ["x", "w", "stride", "pad", "dilation"]) assert.deepEqual(changed[name], wide[name]);
});

test("the traits and modes are the widget's", () => {
  for (const name of matrix.TRAITS) assert.ok(name in line, name);
  assert.equal(matrix.TRAITS.length, 7);
  assert.deepEqual([...new Set(all.map(({ state }) => state.mode))].sort(), [...matrix.MODES].sort());
});
