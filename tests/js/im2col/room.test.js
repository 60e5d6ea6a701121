import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blocksOf,
  imageSize,
  pixelSize,
  placeAt,
  planesOf,
  spotOf,
  unmadeRects,
} from "../../../unrolled/widgets/js/im2col/room.js";
import { stepOf, stepsOf } from "../../../unrolled/widgets/js/shared/loops.js";
import { indicesOf } from "../../../unrolled/widgets/js/shared/strides.js";
import { cellAt, im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis } from "../cases.js";

const sizesOf = (N, C, H, W, filter) => im2colSizes([N, C, H, W], { height: axis({ filter }), width: axis({ filter }) });
const SOURCE = sizesOf(10, 3, 7, 7, 5);
const SMALL = sizesOf(2, 3, 4, 5, 3);

test("a place of an image has a spot of its own, channels a cell apart, and is found there again", () => {
  const places = indicesOf([2, 3, 4, 5]);
  const spots = places.map((place) => `${place[0]}: ${spotOf(SMALL, place)}`);
  assert.equal(new Set(spots).size, places.length);
  for (const place of places) assert.deepEqual(placeAt(SMALL, place[0], spotOf(SMALL, place)), place);
  assert.deepEqual(imageSize(SMALL), [17, 4]);
  assert.deepEqual(placeAt(SMALL, 1, [5, 2]), [1, 0, 2, 4], "between channels");
  assert.deepEqual(planesOf(SMALL, [1, 2], [2, 3]), [
    [2, 1, 3, 2],
    [8, 1, 3, 2],
    [14, 1, 3, 2],
  ]);
});

test("all images fit their room, with pixels as large as can be", () => {
  for (const [sizes, room] of [
    [SOURCE, [296, 360]],
    [SOURCE, [300, 216]],
    [SMALL, [300, 216]],
  ]) {
    const size = pixelSize(sizes, room);
    const [wide, high] = imageSize(sizes);
    const rows = (pixel) => Math.ceil(sizes.N / Math.floor((room[0] + 12) / (wide * pixel + 12)));
    assert.ok(rows(size) * (high * size + 24) <= room[1]);
    assert.ok(size === 10 || !(rows(size + 1) * (high * (size + 1) + 24) <= room[1]));
  }
  assert.equal(pixelSize(SOURCE, [296, 360]), 6);
  assert.equal(pixelSize(SOURCE, [300, 216]), 4);
  assert.equal(pixelSize(sizesOf(10, 3, 12, 12, 3), [100, 100]), 3, "no smaller than can be seen");
});

test("the matrix's channels and images are its blocks", () => {
  assert.deepEqual(blocksOf(SMALL), [
    [0, 0, 9, 12],
    [9, 0, 9, 12],
    [18, 0, 9, 12],
    [0, 0, 27, 6],
    [0, 6, 27, 6],
  ]);
});

test("what is covered is what the loop has not come to", () => {
  for (const loop of ["window", "tap"]) {
    for (let made = 0; made <= stepsOf(SMALL, loop); made += 1) {
      const rects = unmadeRects(SMALL, loop, made);
      for (let k = 0; k < SMALL.rows * SMALL.columns; k += 1) {
        const [row, column] = cellAt(SMALL, k);
        const covering = rects.filter(
          ([x, y, width, height]) => column >= x && column < x + width && row >= y && row < y + height,
        );
        assert.equal(covering.length, stepOf(SMALL, loop, [row, column]) < made ? 0 : 1);
      }
    }
  }
});
