import assert from "node:assert/strict";
import { test } from "node:test";
import { CHOICES, chosenState, currentChoices, litBy, TRAITS } from "../../../unrolled/widgets/js/im2col/state.js";
import { EXAMPLES } from "../../../unrolled/widgets/js/im2col/words.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases } from "../cases.js";

// Two windows of two taps, one pixel apart: the middle pixel is in both.
const SIZES = im2colSizes([1, 1, 1, 3], { height: axis({ filter: 1 }), width: axis() });

test("every trait is one that Python sends", () => {
  assert.ok(TRAITS.includes("x"));
  for (const { state } of cases("im2col_presets"))
    assert.deepEqual(
      TRAITS.filter((name) => !(name in state)),
      [],
    );
});

const states = () => cases("im2col_presets");

test("every example is one of Python's, and is known by its settings, whichever its loop", () => {
  const names = Object.keys(states()[0].state.presets);
  assert.deepEqual(
    EXAMPLES.slice(1).map(([name]) => name),
    names,
  );
  assert.deepEqual(
    states().map(({ state }) => currentChoices(state)),
    states().map(({ name, state }) => ({ preset: name, loop: state.loop })),
  );
  assert.ok(states().some(({ state }) => state.loop === "tap"));
  assert.equal(currentChoices({ ...states()[0].state, stride: [1, 3] }).preset, "");
});

test("the source's batch opens whole, the others with numbers, and each is known however it is seen", () => {
  for (const { name, state } of states()) {
    assert.equal(chosenState(state, "preset", name).whole, name === "batch");
    for (const whole of [true, false]) assert.equal(currentChoices({ ...state, whole }).preset, name);
  }
});

test("an example is chosen as Python would open it, from its first step", () => {
  const { state: first } = states()[0];
  for (const { name, state } of states()) {
    const { step, ...settings } = chosenState(first, "preset", name);
    assert.equal(step, 0);
    assert.deepEqual(settings, Object.fromEntries(Object.keys(settings).map((key) => [key, state[key]])));
    assert.ok("x" in settings);
  }
  assert.equal(chosenState(first, "preset", ""), null);
});

test("another loop begins anew", () => {
  assert.deepEqual(chosenState(states()[0].state, "loop", "tap"), { loop: "tap", step: 0 });
  assert.deepEqual(
    CHOICES.map(({ name, label }) => [name, label]),
    [
      ["preset", "Example"],
      ["loop", "Loop"],
    ],
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
