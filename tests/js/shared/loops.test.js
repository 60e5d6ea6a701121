import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cellsOfStep,
  columnsOf,
  LOOP_CHOICE,
  piecesOf,
  stepOf,
  stepsOf,
  tintOf,
} from "../../../unrolled/widgets/js/shared/loops.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { cellAt, im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases } from "../cases.js";

const sizesOf = (N, C, H, W, filter) => im2colSizes([N, C, H, W], { height: axis({ filter }), width: axis({ filter }) });
const lengths = (pieces) => pieces.map(({ cells, isLine }) => [cells.length, isLine]);

test("the loops are Python's: each step comes to the same cells", () => {
  for (const { state, order, steps } of cases("col2im")) {
    const sizes = imageSizes(state, "filter");
    assert.equal(stepsOf(sizes, state.loop), steps);
    assert.deepEqual(
      order.map((_, k) => stepOf(sizes, state.loop, cellAt(sizes, k))),
      order,
    );
    for (let step = 0; step < steps; step += 1) {
      const places = cellsOfStep(sizes, state.loop, step).map(([row, column]) => row * sizes.columns + column);
      assert.deepEqual(
        places,
        order.flatMap((at, k) => (at === step ? [k] : [])),
      );
    }
  }
  assert.ok(cases("col2im").some(({ state }) => state.loop === "tap"));
  assert.ok(cases("col2im").some(({ state }) => state.loop === "window"));
});

test("the choice offers both", () => {
  assert.deepEqual(LOOP_CHOICE, {
    name: "loop",
    label: "Loop",
    options: [
      ["window", "by window: row after row"],
      ["tap", "by tap: column after column"],
    ],
  });
});

test("a tap has a column in each channel", () => {
  assert.deepEqual(columnsOf(sizesOf(1, 3, 4, 4, 2), 1), [1, 5, 9]);
});

test("a tap has one tint in all channels, as long as an eye can tell them apart", () => {
  assert.deepEqual(
    [0, 8, 9, 17].map((column) => tintOf(sizesOf(1, 2, 4, 5, 3), column)),
    [0, 8, 0, 8],
  );
  assert.equal(tintOf(sizesOf(1, 1, 6, 6, 4), 3), null);
});

test("a window travels line by line, while there are no more than six", () => {
  const pieces = piecesOf(sizesOf(1, 2, 4, 5, 3), "window", 4);
  assert.deepEqual(lengths(pieces), Array(6).fill([3, true]));
  assert.deepEqual(pieces[3].cells, [
    [4, 9],
    [4, 10],
    [4, 11],
  ]);
});

test("with more lines, as one block for each channel", () => {
  const pieces = piecesOf(sizesOf(10, 3, 7, 7, 5), "window", 0);
  assert.deepEqual(lengths(pieces), Array(3).fill([25, false]));
  assert.deepEqual(pieces[1].cells[0], [0, 25]);
});

test("a tap's numbers travel one by one, or as a block for each image and channel, or for each channel", () => {
  assert.deepEqual(lengths(piecesOf(sizesOf(1, 1, 4, 4, 3), "tap", 0)), Array(4).fill([1, true]));
  const blocks = piecesOf(sizesOf(2, 3, 4, 5, 3), "tap", 1);
  assert.deepEqual(lengths(blocks), Array(6).fill([6, false]));
  assert.deepEqual(blocks[4].cells[0], [6, 10]);
  assert.deepEqual(lengths(piecesOf(sizesOf(3, 3, 4, 5, 3), "tap", 1)), Array(3).fill([18, false]));
});

test("never more than six at once", () => {
  assert.deepEqual(lengths(piecesOf(sizesOf(1, 7, 3, 3, 3), "window", 0)), [[63, false]]);
});
