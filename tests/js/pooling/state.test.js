import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CHOICES,
  currentChoices,
  fittingChange,
  litByPlace,
  litByWindow,
  partsOf,
  pixelAt,
  poolAll,
  presetState,
  TRAITS,
} from "../../../unrolled/widgets/js/pooling/state.js";
import { EXAMPLES } from "../../../unrolled/widgets/js/pooling/words.js";
import { sum } from "../../../unrolled/widgets/js/shared/numbers.js";
import { cases, counted } from "../cases.js";

const states = () => cases("pooling").map(({ state }) => state);

test("every trait is one that Python sends, and every example one of its presets", () => {
  for (const state of states())
    assert.deepEqual(
      TRAITS.filter((name) => !(name in state)),
      [],
    );
  const [own, ...examples] = EXAMPLES.map(([name]) => name);
  assert.equal(own, "");
  assert.deepEqual(examples, Object.keys(states()[0].presets));
});

test("the choices", () => {
  assert.deepEqual(CHOICES, [
    { name: "preset", label: "Example", options: EXAMPLES },
    {
      name: "mode",
      label: "Direction",
      options: [
        ["forward", "forward"],
        ["backward", "backward"],
      ],
    },
    { name: "average", label: "average" },
    { name: "ceil_mode", label: "ceil_mode" },
    { name: "count_include_pad", label: "count_include_pad" },
  ]);
});

test("a preset is known by its settings, whichever its direction", () => {
  const names = Object.keys(states()[0].presets);
  names.forEach((name, k) => {
    for (const mode of ["forward", "backward"]) {
      const chosen = currentChoices({ ...states()[k], mode });
      assert.deepEqual(chosen, {
        preset: name,
        mode,
        average: false,
        ceil_mode: name === "ceil_mode",
        count_include_pad: true,
      });
    }
    assert.equal(currentChoices({ ...states()[k], dilation: [1, 2] }).preset, "");
    assert.equal(currentChoices({ ...states()[k], average: true }).preset, "");
  });
});

test("a preset starts from its beginning, with gradients of its own", () => {
  const [state] = states();
  const opened = presetState(state, "ties");
  assert.deepEqual(opened, { ...state.presets.ties, dout: null, step: 0 });
  assert.equal(currentChoices({ ...state, ...opened }).preset, "ties");
});

test("all that follows from a state", () => {
  for (const { state, shape, out, dout } of cases("pooling")) {
    const pooled = poolAll(state);
    assert.equal(pooled.windows.length, out.length);
    assert.deepEqual(pooled.dout, dout);
    assert.deepEqual([pooled.sizes.OH, pooled.sizes.OW], shape.slice(2));
    assert.deepEqual(pooled.x.shape, state.x.shape);
    assert.equal(pooled.backward, state.mode === "backward");
    const { average, count_include_pad, ceil_mode } = pooled;
    assert.deepEqual([average, count_include_pad, ceil_mode], [state.average, state.count_include_pad, state.ceil_mode]);
  }
});

test("a pixel knows the windows that read it", () => {
  for (const { state } of cases("pooling")) {
    const { windows, pixels } = poolAll(state);
    for (const { place, windows: reading } of pixels) {
      const reads = ({ taps }) => taps.some((tap) => String(tap.place) === String(place));
      assert.deepEqual(
        reading,
        windows.map((_, k) => k).filter((k) => reads(windows[k])),
      );
    }
  }
});

test("what windows up to a step give to the pixels adds up to cnnlib's dx", () => {
  for (const { state, dx } of cases("pooling")) {
    const pooled = poolAll(state);
    for (const [step, expected] of Object.entries(dx)) {
      const sums = pooled.pixels.map((pixel) => sum(partsOf(pooled, pixel, Number(step))));
      sums.forEach((total, k) => {
        assert.ok(Math.abs(total - expected[k]) <= 1e-12 * Math.max(1, Math.abs(total)), `${total} is not ${expected[k]}`);
      });
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
  });
  assert.deepEqual(litByWindow(poolAll({ ...LINE, average: true }), 0), {
    x: [
      [at(-1), "1"],
      [at(0), "1"],
    ],
    dx: [[at(0), "1"]],
    windows: [[at(0), "1"]],
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
  });
  assert.deepEqual(litByPlace(pooled, at(-1)), { x: [[at(-1), "1"]], dx: [], windows: [] });
  assert.equal(pixelAt(pooled, at(2)), pooled.pixels[2]);
  assert.equal(pixelAt(pooled, at(3)), undefined);
});
