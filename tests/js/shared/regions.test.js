import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf, rectsOf } from "../../../unrolled/widgets/js/shared/regions.js";

const random = (seed) => {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
};
const covered = (rects) =>
  rects.flatMap(([x, y, width, height]) =>
    Array.from({ length: width * height }, (_, i) => `${x + (i % width)},${y + Math.floor(i / width)}`),
  );

test("rectangles cover the cells, each once, and nothing else", () => {
  const next = random(7);
  for (let round = 0; round < 50; round += 1) {
    const all = Array.from({ length: 80 }, (_, i) => [i % 10, Math.floor(i / 10)]);
    const cells = all.filter(() => next() < 0.5).toSorted(() => next() - 0.5);
    assert.deepEqual(covered(rectsOf(cells)).sort(), cells.map(String).sort());
  }
});

test("a block is one rectangle, and blocks beside each other stay as many as they are", () => {
  const block = (left, top) => [0, 1, 2, 3, 4, 5].map((i) => [left + (i % 3), top + Math.floor(i / 3)]);
  assert.deepEqual(rectsOf(block(2, 1)), [[2, 1, 3, 2]]);
  assert.deepEqual(rectsOf([...block(6, 1), ...block(2, 1)]), [
    [2, 1, 3, 2],
    [6, 1, 3, 2],
  ]);
  assert.deepEqual(rectsOf([...block(2, 1), ...block(2, 4)]), [
    [2, 1, 3, 2],
    [2, 4, 3, 2],
  ]);
  assert.deepEqual(rectsOf([]), []);
});

test("a rectangle's path goes round it", () => {
  assert.equal(
    pathOf([
      [2, 1, 3, 2],
      [6, 1, 1, 1],
    ]),
    "M2 1h3v2h-3zM6 1h1v1h-1z",
  );
});
