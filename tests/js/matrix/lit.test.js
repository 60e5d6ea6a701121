import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf, litBy } from "../../../unrolled/widgets/js/matrix/lit.js";
import { viewOf } from "../../../unrolled/widgets/js/matrix/state.js";
import { cases } from "../cases.js";

const all = cases("matrix").map((given) => ({ ...given, view: viewOf(given.state) }));
const [{ view }] = all;
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

test("a pixel lights its column of M, the windows that read it and the taps that do", () => {
  for (const { view, taps } of all) {
    for (let pixel = 0; pixel < view.whole.pixels; pixel += 1) {
      const read = taps.flatMap((row, r) => (row[pixel] < 0 ? [] : [[r, row[pixel]]]));
      const lit = litBy(view.whole, { kind: "pixel", place: pixel });
      assert.deepEqual(lit.pixels, [pixel]);
      assert.deepEqual(
        lit.windows,
        read.map(([r]) => r),
      );
      assert.deepEqual(sorted(lit.taps), sorted(new Set(read.map(([, tap]) => tap))));
      assert.deepEqual(
        lit.cells,
        read.map(([r]) => [[r, pixel], "1"]),
      );
    }
  }
});

test("a window lights its row, and the pixels that it reads", () => {
  for (const { view, taps } of all) {
    taps.forEach((row, r) => {
      const read = row.flatMap((tap, pixel) => (tap < 0 ? [] : [pixel]));
      const lit = litBy(view.whole, { kind: "window", place: r });
      assert.deepEqual([lit.windows, lit.pixels], [[r], read]);
      assert.deepEqual(
        lit.cells,
        read.map((pixel) => [[r, pixel], "1"]),
      );
    });
  }
});

test("a tap lights its numbers in M alone", () => {
  const lit = litBy(view.whole, { kind: "tap", place: 1 });
  const cells = [0, 1, 2, 3, 4].map((row) => [[row, row + 1], "1"]);
  assert.deepEqual(lit, { pixels: [], windows: [], taps: [1], cells });
});

test("a tap that reads padding alone is lit without a number in M", () => {
  const row = (size) => ({ shape: [1, size], data: Array(size).fill(1) });
  const pad = [
    [0, 0],
    [1, 1],
  ];
  const { whole } = viewOf({ ...all[0].state, x: row(1), w: row(3), dout: null, pad });
  assert.deepEqual(litBy(whole, { kind: "tap", place: 0 }), { pixels: [], windows: [], taps: [0], cells: [] });
});

test("a number of M lights what meets in it, and its equals faintly; a zero no tap", () => {
  const lit = litBy(view.whole, { kind: "cell", place: [2, 3] });
  assert.deepEqual([lit.pixels, lit.windows, lit.taps], [[3], [2], [1]]);
  assert.deepEqual(
    lit.cells.filter(([, mark]) => mark === "1"),
    [[[2, 3], "1"]],
  );
  assert.equal(lit.cells.filter(([, mark]) => mark === "faint").length, 4);
  const zero = litBy(view.whole, { kind: "cell", place: [0, 6] });
  assert.deepEqual(zero, { pixels: [6], windows: [0], taps: [], cells: [[[0, 6], "1"]] });
  assert.deepEqual(litBy(view.whole, {}), { pixels: [], windows: [], taps: [], cells: [] });
});

test("a step is about a row of M, or a column of it where it is transposed and read by rows", () => {
  const row = (mode, step) => lineOf({ ...view, mode }, step);
  assert.deepEqual(
    row("forward", 1),
    [0, 1, 2, 3, 4, 5, 6].map((pixel) => [1, pixel]),
  );
  assert.deepEqual(row("stamp", 1), row("forward", 1));
  assert.deepEqual(
    row("gather", 6),
    [0, 1, 2, 3, 4].map((window) => [window, 6]),
  );
});
