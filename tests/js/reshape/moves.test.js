import assert from "node:assert/strict";
import { test } from "node:test";
import { im2colTrace } from "../../../unrolled/widgets/js/reshape/im2col.js";
import { turnsOf } from "../../../unrolled/widgets/js/reshape/moves.js";
import { poolingTrace } from "../../../unrolled/widgets/js/reshape/pooling.js";
import { MOST } from "../../../unrolled/widgets/js/shared/loops.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases, counted } from "../cases.js";

const turnsAt = ({ stages }, step) => turnsOf(stages[step], stages[step - 1]);
const sizesOf = (shape, filter = 2) => im2colSizes(shape, { height: axis({ filter }), width: axis({ filter }) });
const SMALL = im2colTrace(sizesOf([1, 2, 3, 4]), counted([1, 2, 3, 4]), true);
const counts = (trace, step) => turnsAt(trace, step).map((pieces) => pieces.length);
const numbersIn = ({ moves }) => moves.map(({ item }) => item);

test("never more than six things move at once, and each number moves once", () => {
  const traces = [
    ...cases("reshape").flatMap(({ state }) =>
      [true, false].map((transpose) => im2colTrace(imageSizes(state, "filter"), state.x, transpose)),
    ),
    ...cases("reshape_pooling").map(({ state }) => poolingTrace(imageSizes(state, "filter"), state.x)),
  ];
  let [lines, outlines] = [0, 0];
  for (const { stages } of traces) {
    for (let step = 1; step < stages.length; step++) {
      const turns = turnsOf(stages[step], stages[step - 1]);
      assert.ok(turns.length <= 13, String(turns.length));
      for (const pieces of turns) assert.ok(pieces.length > 0 && pieces.length <= MOST, String(pieces.length));
      const moved = turns.flat().flatMap(({ moves }) => moves);
      const inOrder = (moves) => moves.map(({ from, to }) => `${from} ${to}`).sort();
      assert.deepEqual(inOrder(moved), inOrder(stages[step].moves));
      for (const { isOutline } of turns.flat()) isOutline ? outlines++ : lines++;
    }
  }
  assert.ok(lines > 1000 && outlines > 100, `${lines} lines, ${outlines} outlines`);
});

test("a tap's numbers leave x as one block from each channel", () => {
  assert.deepEqual(counts(SMALL, 1), [2, 2, 2, 2]);
  const [[first, second]] = turnsAt(SMALL, 1);
  assert.deepEqual([first.columns, second.columns], [3, 3]);
  assert.deepEqual(
    first.moves.map(({ from }) => from),
    [0, 1, 2, 4, 5, 6],
  );
});

test("a window's numbers come together from all blocks, a channel at a time, as six may move", () => {
  assert.deepEqual(counts(SMALL, 2), Array(12).fill(4));
  assert.deepEqual(turnsAt(SMALL, 2)[1].map(numbersIn), [[24], [30], [36], [42]]);
});

test("its lines land end to end", () => {
  assert.deepEqual(counts(SMALL, 3), Array(6).fill(4));
  assert.deepEqual(turnsAt(SMALL, 3)[0].map(numbersIn), [
    [0, 6],
    [12, 18],
    [24, 30],
    [36, 42],
  ]);
});

test("without the transpose a line is cut where its row ends", () => {
  const skipped = im2colTrace(sizesOf([1, 2, 3, 4]), counted([1, 2, 3, 4]), false);
  assert.deepEqual(turnsAt(skipped, 2), []);
  assert.deepEqual(turnsAt(skipped, 3)[1].map(numbersIn), [[8], [9, 10, 11], [12, 13, 14], [15]]);
});

test("of many windows the first is seen in full, and the rest as an outline for each channel", () => {
  const many = im2colTrace(sizesOf([1, 2, 6, 6], 3), counted([1, 2, 6, 6]), true);
  const turns = turnsAt(many, 2);
  assert.deepEqual(
    turns.map((pieces) => pieces.map(({ isOutline = false }) => isOutline)),
    [...Array(6).fill([false, false, false]), [true, true]],
  );
  assert.deepEqual(
    turns[6].map(({ moves }) => moves.length),
    [135, 135],
  );
});

test("where even a line would be too much, all moves as outlines; of too many channels as one", () => {
  const wide = (C) => {
    const shape = [1, C, 1, 9];
    const sizes = im2colSizes(shape, { height: axis({ filter: 1 }), width: axis({ filter: 7 }) });
    return turnsAt(im2colTrace(sizes, counted(shape), true), 2).map((pieces) => pieces.map(({ isOutline }) => isOutline));
  };
  assert.deepEqual(wide(2), [[true, true]]);
  assert.deepEqual(wide(7), [[true]]);
});
