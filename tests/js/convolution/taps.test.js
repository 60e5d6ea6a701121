import assert from "node:assert/strict";
import { test } from "node:test";
import { tapsOf } from "../../../unrolled/widgets/js/convolution/taps.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases } from "../cases.js";

// One row of a matrix seen in one channel, for some cases: act(taps, places of the row's columns in that channel, …).
function eachChannel(act) {
  for (const { shape, axes, places } of cases("unroll").slice(0, 20)) {
    const sizes = im2colSizes(shape, axes);
    const taps = sizes.FH * sizes.FW;
    places.forEach((line, row) => {
      for (let c = 0; c < sizes.C; c += 1) {
        const first = c * taps;
        act(tapsOf(sizes, [c], row), line.slice(first, first + taps), { sizes, places, row, c, first });
      }
    });
  }
}

test("the window's cells are those that im2col reads", () => {
  eachChannel((taps, read, { sizes: { PH, PW } }) => {
    assert.deepEqual(
      taps.window(),
      read.map((place) => [place % (PH * PW), "step"]),
    );
  });
});

test("a cell of taps knows its column and its tap", () => {
  eachChannel((taps, read, { sizes: { FW }, c, first }) => {
    read.forEach((_, cell) => {
      assert.equal(taps.columnAt(cell), first + cell);
      assert.deepEqual(taps.tapAt(cell), [c, Math.floor(cell / FW), cell % FW]);
    });
  });
});

test("a cell of pixels knows its place, the windows over it, and the column under it", () => {
  eachChannel((taps, _, { sizes: { C, PH, PW, OH, OW }, places, row, c }) => {
    const n = Math.floor(row / (OH * OW));
    for (let cell = 0; cell < PH * PW; cell += 1) {
      assert.deepEqual(taps.placeOf(cell), [n, c, Math.floor(cell / PW), cell % PW]);
      const place = (n * C + c) * PH * PW + cell;
      const column = places[row].indexOf(place);
      assert.equal(taps.columnUnder(cell), column < 0 ? undefined : column);
      const over = places.flatMap((line, k) => line.filter((at) => at === place).map(() => k));
      assert.deepEqual(taps.rowsOver(cell), over);
    }
  });
});

test("a column lights one pixel and one tap, in its own channel alone", () => {
  const sizes = im2colSizes([1, 2, 3, 3], { height: axis(), width: axis({ before: 1 }) });
  const taps = tapsOf(sizes, [1], 4);
  assert.deepEqual(taps.marks(6, ["x", "dx"], ["W"]), { x: [[9, "1"]], dx: [[9, "1"]], W: [[2, "1"]] });
  assert.deepEqual(taps.marks(2, ["x"], ["W"]), {});
});

test("channels that are all in sight stand one below the other", () => {
  for (const { shape, axes, places } of cases("unroll").slice(0, 20)) {
    const sizes = im2colSizes(shape, axes);
    const [area, count] = [sizes.PH * sizes.PW, sizes.FH * sizes.FW];
    const all = Array.from({ length: sizes.C }, (_, c) => c);
    places.forEach((line, row) => {
      const taps = tapsOf(sizes, all, row);
      const [n] = taps.placeOf(0);
      assert.deepEqual(
        taps.window().map(([cell]) => cell),
        line.map((place) => place - n * sizes.C * area),
      );
      assert.deepEqual(
        taps.blocks.flat().map((cell) => taps.columnAt(cell)),
        line.map((_, column) => column),
      );
      line.forEach((_, column) => {
        const [[cell]] = taps.marks(column, [], ["W"]).W;
        assert.equal(cell, column);
        assert.equal(taps.pixelCell(column), line[column] - n * sizes.C * area);
        assert.ok(taps.placeOf(taps.pixelCell(column)).every((at) => at >= 0));
      });
      assert.deepEqual(
        taps.blocks.map((block) => block.length),
        all.map(() => count),
      );
    });
  }
});
