import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CHOICES,
  chosen,
  currentChoices,
  currentExample,
  FIELDS,
  FOLDED_CHOICES,
  fieldValues,
  fittingChange,
  kindOf,
  litByCell,
  litByPlace,
  litByWindow,
  pixelAt,
  poolAll,
  presetState,
  TRAITS,
  tintAt,
  typedState,
} from "../../../unrolled/widgets/js/pooling/state.js";
import { EXAMPLES, KINDS } from "../../../unrolled/widgets/js/pooling/words.js";
import { cases, counted } from "../cases.js";

const states = () => cases("pooling").map(({ state }) => state);

test("every trait is one that Python sends, and every example one of its presets", () => {
  assert.ok(TRAITS.includes("x"));
  for (const state of states())
    assert.deepEqual(
      TRAITS.filter((name) => !(name in state)),
      [],
    );
  assert.deepEqual(Object.keys(EXAMPLES), Object.keys(states()[0].presets));
});

test("the choices", () => {
  assert.deepEqual(
    [...CHOICES, ...FOLDED_CHOICES].map(({ name }) => name),
    ["kind", "operator", "average", "ceil_mode", "count_include_pad"],
  );
  assert.deepEqual(CHOICES[0].options, Object.entries(KINDS));
  assert.deepEqual(CHOICES[1].options.flat(), ["+=", "+=", "=", "="]);
  assert.deepEqual(chosen("average", true), { average: true });
  for (const kind of Object.keys(KINDS)) {
    const state = { mode: "forward", loop: "window", ...chosen("kind", kind) };
    assert.equal(kindOf(state), kind);
    assert.equal(state.step, 0);
  }
});

test("a preset is known by its settings, whichever its direction and its loop", () => {
  const names = Object.keys(states()[0].presets);
  names.forEach((name, k) => {
    for (const mode of ["forward", "backward"]) {
      const state = { ...states()[k], mode, loop: "tap" };
      assert.equal(currentExample(state), name);
      assert.deepEqual(currentChoices(state), {
        kind: mode === "forward" ? "forward" : "tap",
        operator: "+=",
        average: false,
        ceil_mode: name === "ceil_mode",
        count_include_pad: true,
      });
    }
    assert.equal(currentExample({ ...states()[k], dilation: [1, 2] }), "");
    assert.equal(currentExample({ ...states()[k], average: true }), "");
  });
});

test("the fields show the state, and what is typed becomes it", () => {
  for (const state of states()) {
    const values = fieldValues(state);
    for (const { name } of FIELDS) assert.ok(values[name], name);
    const typed = typedState(values, state);
    for (const [name, value] of Object.entries(typed)) assert.deepEqual(value, state[name], name);
  }
  const [state] = states();
  assert.deepEqual(fieldValues({ ...state, pool_h: 2, pool_w: 3 }).pool, [2, 3]);
  const { pool_h, pool_w } = typedState({ ...fieldValues(state), pool: [4, 1] }, state);
  assert.deepEqual([pool_h, pool_w], [4, 1]);
  const seen = FIELDS.filter(({ isFolded }) => !isFolded).map(({ name }) => name);
  assert.deepEqual(seen, ["pool", "stride", "pad"]);
});

test("a preset starts from its beginning, with gradients of its own", () => {
  const [state] = states();
  const opened = presetState(state, "ties");
  assert.deepEqual(opened, { ...state.presets.ties, loop: "window", operator: "+=", dout: null, step: 0 });
  assert.equal(currentExample({ ...state, ...opened }), "ties");
});

test("all that follows from a state", () => {
  for (const { state, shape, out, dout } of cases("pooling")) {
    const pooled = poolAll(state);
    assert.equal(pooled.windows.length, out.length);
    assert.deepEqual(pooled.dout, dout);
    assert.deepEqual([pooled.sizes.OH, pooled.sizes.OW], shape.slice(2));
    assert.deepEqual(pooled.x.shape, state.x.shape);
    assert.equal(pooled.backward, state.mode === "backward");
    assert.equal(pooled.loop, state.mode === "backward" ? state.loop : "window");
    const overlaps = pooled.pixels.some(({ windows }) => windows.length > 1);
    assert.deepEqual([pooled.overlaps, pooled.operator], [overlaps, overlaps ? state.operator : "+="]);
    assert.equal(pooled.rowSizes.rows, out.length);
    assert.equal(tintAt(pooled, 0), state.pool_h * state.pool_w > 9 ? null : 0);
    const { average, count_include_pad, ceil_mode } = pooled;
    assert.deepEqual([average, count_include_pad, ceil_mode], [state.average, state.count_include_pad, state.ceil_mode]);
  }
});

test("a pixel knows the windows that read it", () => {
  for (const { state } of cases("pooling")) {
    const { windows, pixels } = poolAll(state);
    const reads = windows.map(({ taps }) => new Set(taps.map(({ place }) => String(place))));
    for (const { place, windows: reading, reads: cells } of pixels) {
      for (const [k, i] of cells) assert.deepEqual(windows[k].taps[i].place, place);
      assert.deepEqual(
        cells.map(([k]) => k),
        reading,
      );
      assert.deepEqual(
        reading,
        windows.map((_, k) => k).filter((k) => reads[k].has(String(place))),
      );
    }
  }
});

// 2 x 2, one pixel apart: 9 windows of 4 taps need more cells than 4 x 4 pixels.
const STATE = {
  x: counted([1, 1, 4, 4]),
  pool_h: 2,
  pool_w: 2,
  stride: [1, 1],
  pad: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  ceil_mode: false,
  dout: counted([1, 1, 3, 3]),
  max_cells: 36,
};

test("a dout stays where it fits, and is laid off where it does not, or where that is asked", () => {
  assert.deepEqual(fittingChange(STATE, { average: true }), { average: true, dout: STATE.dout });
  assert.deepEqual(fittingChange(STATE, { stride: [2, 2] }), { stride: [2, 2], dout: null });
  assert.deepEqual(fittingChange(STATE, { dout: null }), { dout: null });
  assert.deepEqual(fittingChange({ ...STATE, dout: null }, {}), { dout: null });
  const other = counted([1, 1, 3, 3], 5);
  assert.deepEqual(fittingChange(STATE, { dout: other }), { dout: other });
});

test("what can't be drawn is refused: too many taps, too many pixels, or no window", () => {
  const message = (most, need) => ({ message: `x and its windows must not need more than ${most} cells, but need ${need}` });
  fittingChange(STATE, {});
  assert.throws(() => fittingChange({ ...STATE, max_cells: 35 }, {}), message(35, 36));
  const twice = { ...STATE, x: counted([2, 3, 4, 4]) };
  assert.throws(() => fittingChange(twice, {}), message(36, 216));
  // One window that hangs over the edge: the picture has 5 x 4 places.
  const hanging = {
    ...STATE,
    pool_h: 5,
    pool_w: 1,
    stride: [9, 9],
    pad: [
      [0, 1],
      [0, 1],
    ],
    max_cells: 19,
  };
  assert.throws(() => fittingChange(hanging, {}), message(19, 20));
  assert.throws(() => fittingChange(STATE, { pool_h: 5 }), /^RangeError: a filter of 5/);
});

// Two windows of two pixels that share the middle one, and a column of padding.
const LINE = {
  ...STATE,
  x: { shape: [1, 1, 1, 3], data: [2, 7, 5] },
  pool_h: 1,
  pad: [
    [0, 0],
    [1, 0],
  ],
  dout: null,
};
const at = (w) => [0, 0, 0, w];

test("a window lights its taps, the winner more, and what receives its gradient", () => {
  assert.deepEqual(litByWindow(poolAll(LINE), 1), {
    x: [
      [at(0), "faint"],
      [at(1), "1"],
    ],
    dx: [[at(1), "1"]],
    windows: [[at(1), "1"]],
    cells: [
      [[1, 0], "faint"],
      [[1, 1], "1"],
    ],
  });
  assert.deepEqual(litByWindow(poolAll({ ...LINE, average: true }), 0), {
    x: [
      [at(-1), "1"],
      [at(0), "1"],
    ],
    dx: [[at(0), "1"]],
    windows: [[at(0), "1"]],
    cells: [
      [[0, 0], "1"],
      [[0, 1], "1"],
    ],
  });
});

test("a pixel lights the windows that read it, those it wins more; the border lights alone", () => {
  const pooled = poolAll(LINE);
  assert.deepEqual(litByPlace(pooled, at(0)), {
    x: [[at(0), "1"]],
    dx: [[at(0), "1"]],
    windows: [
      [at(0), "1"],
      [at(1), "faint"],
    ],
    cells: [
      [[0, 1], "1"],
      [[1, 0], "faint"],
    ],
  });
  assert.deepEqual(litByPlace(pooled, at(-1)), { x: [[at(-1), "1"]], dx: [], windows: [], cells: [] });
  assert.equal(pixelAt(pooled, at(2)), pooled.pixels[2]);
  assert.equal(pixelAt(pooled, at(3)), undefined);
});

test("a place in a window's row lights its pixel and the window's number; of the border, no pixel of dx", () => {
  const pooled = poolAll(LINE);
  const windows = (k) => [[at(k), "faint"]];
  assert.deepEqual(litByCell(pooled, [1, 1]), {
    x: [[at(1), "1"]],
    dx: [[at(1), "1"]],
    windows: windows(1),
    cells: [[[1, 1], "1"]],
  });
  assert.deepEqual(litByCell(pooled, [0, 0]), { x: [[at(-1), "1"]], dx: [], windows: windows(0), cells: [[[0, 0], "1"]] });
});
