import assert from "node:assert/strict";
import { test } from "node:test";
import { viewOf } from "../../../unrolled/widgets/js/matrix/state.js";
import { backward, entry, filledCells, forward, wholeOf } from "../../../unrolled/widgets/js/matrix/whole.js";
import { range } from "../../../unrolled/widgets/js/shared/numbers.js";
import { cases } from "../cases.js";

const all = cases("matrix");
// -1 is where a window does not read.
const untapped = (at) => at.map((row) => row.map((tap) => tap ?? -1));

test("there are the presets and thirty others, lines and images, in all modes", () => {
  assert.equal(all.length, 33);
  assert.equal(new Set(all.map(({ state }) => state.mode)).size, 3);
  const lines = all.filter(({ state }) => state.x.shape[0] === 1).length;
  assert.ok(lines > 3 && lines < 30);
});

test("each number of M is the tap that the layer has there, and its weight", () => {
  for (const { state, M, taps } of all) {
    const { sizes, whole, w } = viewOf(state);
    assert.deepEqual(untapped(wholeOf(sizes).at), taps);
    assert.deepEqual([whole.windows, whole.pixels, whole.taps], [M.length, M[0].length, w.length]);
    const found = range(whole.windows).map((row) => range(whole.pixels).map((p) => entry(whole, w, row, p)));
    assert.deepEqual(
      found,
      M.map((row) => row.map((value) => value + 0)),
    );
  }
});

test("M @ x is the layer's forward", () => {
  for (const { state, out } of all) {
    const { whole, w, x } = viewOf(state);
    assert.deepEqual(forward(whole, w, x), out);
  }
});

test("the transpose times dout is its backward, also stamp by stamp", () => {
  for (const { state, after } of all) {
    const { whole, w, dout } = viewOf(state);
    assert.deepEqual(backward(whole, w, dout), after.at(-1));
    after.forEach((dx, count) => {
      assert.deepEqual(backward(whole, w, dout, count), dx);
    });
  }
});

test("the filled cells are those of a window, of a pixel, of a tap, or all", () => {
  for (const { state, taps } of all) {
    const { whole } = viewOf(state);
    const wanted = taps.flatMap((row, r) => row.flatMap((tap, p) => (tap < 0 ? [] : [[r, p, tap]])));
    const cells = (only) => wanted.filter(only).map(([r, p]) => [r, p]);
    assert.deepEqual(
      filledCells(whole),
      cells(() => true),
    );
    for (const row of range(whole.windows))
      assert.deepEqual(
        filledCells(whole, { window: row }),
        cells(([r]) => r === row),
      );
    for (const pixel of range(whole.pixels))
      assert.deepEqual(
        filledCells(whole, { pixel }),
        cells(([, p]) => p === pixel),
      );
    for (const tap of range(whole.taps))
      assert.deepEqual(
        filledCells(whole, { tap }),
        cells(([, , t]) => t === tap),
      );
  }
});
