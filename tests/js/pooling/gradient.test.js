import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cellsAt,
  given,
  gradientAt,
  isWrong,
  partsOf,
  receives,
  stepAt,
} from "../../../unrolled/widgets/js/pooling/gradient.js";
import { poolAll } from "../../../unrolled/widgets/js/pooling/state.js";
import { receivers } from "../../../unrolled/widgets/js/pooling/windows.js";
import { sum } from "../../../unrolled/widgets/js/shared/numbers.js";
import { cases } from "../cases.js";

const isNear = (one, other) => Math.abs(one - other) <= 1e-12 * Math.max(1, Math.abs(one));

test("after a step, dx is what cnnlib's numbers leave, by either loop, with either operator", () => {
  const seen = new Set();
  for (const { state, dx } of cases("pooling")) {
    if (state.mode === "forward") continue;
    const pooled = poolAll(state);
    seen.add(`${pooled.loop} ${pooled.operator} ${pooled.average}`);
    for (const [step, expected] of Object.entries(dx)) {
      const found = pooled.pixels.map((pixel) => gradientAt(pooled, pixel, Number(step)));
      found.forEach((number, k) => {
        assert.ok(isNear(number, expected[k]), `${pooled.loop} ${pooled.operator}: ${number} is not ${expected[k]}`);
      });
    }
  }
  assert.equal(seen.size, 8, "a loop or an operator that no case has");
});

test("each step comes to its own places, and all steps to all", () => {
  for (const { state } of cases("pooling")) {
    const pooled = poolAll(state);
    const steps = pooled.loop === "tap" ? pooled.rowSizes.columns : pooled.windows.length;
    const all = Array.from({ length: steps }, (_, step) => cellsAt(pooled, step));
    all.forEach((cells, step) => {
      for (const cell of cells) assert.equal(stepAt(pooled, cell), step);
    });
    assert.equal(new Set(all.flat().map(String)).size, pooled.windows.length * pooled.rowSizes.columns);
  }
});

test("a window gives all that comes back to those that receive it", () => {
  for (const { state, dout } of cases("pooling")) {
    const pooled = poolAll(state);
    pooled.windows.forEach((window, k) => {
      const places = window.taps.map((_, i) => i);
      const taking = places.filter((i) => receives(pooled, [k, i]));
      assert.deepEqual(
        taking.map((i) => window.taps[i]).filter(({ pixel }) => pixel),
        receivers(window),
      );
      for (const i of places) assert.equal(given(pooled, [k, i]), taking.includes(i) ? dout[k] / window.shares : 0);
    });
  }
});

test("what a pixel is given lists no loser's zero", () => {
  for (const { state } of cases("pooling")) {
    if (state.mode === "forward") continue;
    const pooled = poolAll(state);
    const listed = pooled.pixels.flatMap((pixel) => partsOf(pooled, pixel, Infinity));
    assert.equal(listed.length, pooled.windows.flatMap(receivers).length);
  }
});

test("with = a pixel is wrong where another number came after its own", () => {
  const overlap = { ...cases("pooling")[2].state, mode: "backward", operator: "=" };
  const left = (loop) => {
    const pooled = poolAll({ ...overlap, loop });
    const wrong = pooled.pixels.filter((pixel) => isWrong(pooled, pixel, 99));
    assert.deepEqual(
      wrong.map((pixel) => sum(partsOf(pooled, pixel, 99))),
      [10],
    );
    return gradientAt(pooled, wrong[0], 99);
  };
  // The last window's number, or that of the last tap, which won the first window.
  assert.deepEqual([left("window"), left("tap")], [4, 1]);
  const right = poolAll({ ...overlap, operator: "+=" });
  assert.ok(right.pixels.every((pixel) => !isWrong(right, pixel, 99)));
});
