import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf, turnsOf } from "../../../unrolled/widgets/js/array/journey.js";
import { AXIS_ORDERS } from "../../../unrolled/widgets/js/array/state.js";
import { readingPlace, viewOf } from "../../../unrolled/widgets/js/array/view.js";
import { MOST } from "../../../unrolled/widgets/js/shared/loops.js";
import { indexAt } from "../../../unrolled/widgets/js/shared/strides.js";

const SHAPE = [2, 3, 4, 5];
const ALL = [null, null, null, null];
const NCHW = [0, 1, 2, 3];
const view = (axes, shape = SHAPE) => viewOf(shape, ALL, axes);
const turns = (before, after, shape = SHAPE) => turnsOf(view(before, shape), view(after, shape));
const counts = (...between) => turns(...between).map((pieces) => pieces.length);
const listed = (pieces) => pieces.map(({ places }) => places);

/** In which grid of a view a place stands, and where in it. */
function inGrid(one, place) {
  const [wide, high] = [one.sizes[3], one.sizes[2]];
  const k = readingPlace(one, place);
  return [Math.floor(k / (wide * high)), ...indexAt(k % (wide * high), [high, wide])];
}

/** Each number's way from the piece's first, in one grid; or undefined. */
function formOf(one, places) {
  const [first, ...others] = places.map((place) => inGrid(one, place));
  if (others.some(([grid]) => grid !== first[0])) return undefined;
  return others.map(([, row, column]) => [row - first[1], column - first[2]]);
}

test("between any two orders no more than six things move at once, each number once, and what moves as one keeps its form", () => {
  let [rigid, swinging, outlines] = [0, 0, 0];
  for (const shape of [SHAPE, [4, 1, 3, 2], [1, 1, 8, 8], [1, 16, 3, 4]]) {
    for (const before of AXIS_ORDERS) {
      for (const after of AXIS_ORDERS.filter((axes) => axes !== before)) {
        const [was, is] = [view(before, shape), view(after, shape)];
        const all = turnsOf(was, is);
        assert.ok(all.length > 0 && all.length <= 12);
        for (const pieces of all) assert.ok(pieces.length > 0 && pieces.length <= MOST, String(pieces.length));
        const moved = all.flat().flatMap(({ places }) => places);
        assert.deepEqual(
          moved.toSorted((a, b) => a - b),
          [...moved.keys()],
        );
        assert.equal(
          moved.length,
          shape.reduce((size, one) => size * one),
        );
        for (const { places, columns, isSwinging, isOutline } of all.flat()) {
          if (isOutline) {
            outlines++;
            continue;
          }
          const [from, to] = [was, is].map((one) => formOf(one, places));
          const turned = from?.map(([row, column]) => [column, row]);
          assert.deepEqual(to, isSwinging ? turned : from);
          if (isSwinging) swinging++;
          else {
            rigid++;
            assert.deepEqual(
              to,
              places.slice(1).map((_, i) => [Math.floor((i + 1) / columns), (i + 1) % columns]),
            );
          }
        }
      }
    }
  }
  assert.ok(rigid > 1000 && swinging > 1000 && outlines > 100, `${rigid}, ${swinging}, ${outlines}`);
});

test("where both axes of the grids stay, each plane is one block", () => {
  const [planes, ...more] = turns(NCHW, [1, 0, 2, 3]);
  assert.deepEqual(more, []);
  assert.deepEqual(
    planes.map(({ places, columns, isSwinging }) => [places[0], places.length, columns, isSwinging]),
    [0, 60, 20, 80, 40, 100].map((first) => [first, 20, 5, false]),
  );
});

test("channels last: a row of each channel swings into a column, grid by grid", () => {
  const all = turns(NCHW, [0, 2, 3, 1]);
  assert.deepEqual(
    all.map((pieces) => pieces.length),
    Array(8).fill(3),
  );
  assert.ok(all.flat().every(({ isSwinging }) => isSwinging));
  assert.deepEqual(listed(all[1]), [
    [5, 6, 7, 8, 9],
    [25, 26, 27, 28, 29],
    [45, 46, 47, 48, 49],
  ]);
});

test("rows that stay rows keep their form", () => {
  const all = turns(NCHW, [0, 2, 1, 3]);
  assert.ok(all.flat().every(({ isSwinging, columns }) => !isSwinging && columns === 5));
  assert.deepEqual(listed(all[0]), listed(turns(NCHW, [0, 2, 3, 1])[0]));
});

test("numbers that are never side by side come one by one, six at a time; of many the last come as outlines", () => {
  const all = turns(NCHW, [2, 3, 0, 1]);
  assert.deepEqual(
    all.map((pieces) => pieces.length),
    [6, 6, 6, 6, 6, 6, 3],
  );
  assert.deepEqual(listed(all[0]), [[0], [20], [40], [60], [80], [100]]);
  assert.deepEqual(
    all.map((pieces) => pieces.filter(({ isOutline }) => isOutline).length),
    [0, 0, 0, 0, 0, 0, 3],
  );
  assert.deepEqual(
    all[6].map(({ places }) => places.length),
    [24, 30, 30],
  );
});

test("of the axes that stay side by side the longest moves as one", () => {
  assert.equal(piecesOf(view(NCHW), view([0, 1, 3, 2])).length, 24);
  assert.equal(piecesOf(view(NCHW, [2, 3, 7, 5]), view([0, 1, 3, 2], [2, 3, 7, 5])).length, 30);
});

test("more parts than six can't be told apart, so the rest comes as one", () => {
  const shape = [1, 9, 9, 2];
  assert.deepEqual(counts([2, 3, 0, 1], [1, 0, 2, 3], shape).at(-1), 1);
});

test("what is out of sight takes no part", () => {
  const second = (place) => place >= 60;
  const all = turnsOf(view(NCHW), view([0, 2, 3, 1]), second);
  assert.equal(all.length, 4);
  assert.ok(all.flat().every(({ places }) => places.every(second)));
});
