import assert from "node:assert/strict";
import { test } from "node:test";
import { flatIndex, indicesOf } from "../../../unrolled/widgets/js/shared/strides.js";
import {
  cellAt,
  cellsToDraw,
  channelSources,
  columnOf,
  colValue,
  copiesOf,
  cornerOf,
  fromPadded,
  im2colSizes,
  isPixel,
  pixelAt,
  pixelOf,
  readSlice,
  rowOf,
  sourceOf,
  tapOf,
  toPadded,
  windowOf,
  windowSpan,
} from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases, counted } from "../cases.js";

// act(sizes, row, column, case) for every cell of every matrix.
function eachCell(act) {
  for (const one of cases("unroll")) {
    const sizes = im2colSizes(one.shape, one.axes);
    one.col.forEach((line, row) => {
      line.forEach((_, column) => act(sizes, row, column, one));
    });
  }
}

test("the matrix has im2col's shape", () => {
  for (const { shape, axes, padded, col } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    const { N, C, H, W, PH, PW, FH, FW, OH, OW } = sizes;
    assert.deepEqual([N, C, H, W], shape);
    assert.deepEqual([N, C, PH, PW], padded);
    assert.deepEqual([sizes.rows, sizes.columns], [col.length, col[0].length]);
    assert.deepEqual([N * OH * OW, C * FH * FW], [col.length, col[0].length]);
    assert.deepEqual([FH, FW], [axes.height.filter, axes.width.filter]);
    assert.deepEqual([sizes.height, sizes.width], [axes.height, axes.width]);
    assert.equal(cellsToDraw(sizes), Math.max(col.length * col[0].length, N * C * PH * PW));
  }
});

test("a filter that does not fit is refused", () => {
  const axes = { height: axis({ filter: 3 }), width: axis() };
  assert.throws(() => im2colSizes([1, 1, 2, 2], axes), {
    name: "RangeError",
    message: "a filter of 3 (it spans 3 at dilation 1) must not be larger than the padded image, 0 + 2 + 0",
  });
});

test("every cell is copied from the padded place, and the pixel, that im2col copies", () => {
  eachCell((sizes, row, column, { shape, padded, places, col }) => {
    const from = sourceOf(sizes, row, column);
    assert.equal(flatIndex(from, padded), places[row][column]);
    const pixel = pixelAt(sizes, from);
    assert.equal(pixel === null ? 0 : flatIndex(pixel, shape) + 1, col[row][column]);
    assert.deepEqual(pixelOf(sizes, row, column), pixel);
    assert.equal(colValue(sizes, counted(shape, 1), row, column), col[row][column]);
  });
});

test("a row's places, and one channel's among them", () => {
  for (const { shape, axes, padded, places } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    places.forEach((line, row) => {
      const flat = (list) => list.map((place) => flatIndex(place, padded));
      assert.deepEqual(flat(line.map((_, column) => sourceOf(sizes, row, column))), line);
      const [n, oh, ow] = windowOf(sizes, row);
      const channels = Array.from({ length: sizes.C }, (_, c) => flat(channelSources(sizes, [n, c, oh, ow])));
      assert.deepEqual(channels.flat(), line);
    });
  }
});

test("a padded place knows all its copies, row by row", () => {
  for (const { shape, axes, padded, places } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    const expected = new Map();
    places.forEach((line, row) => {
      line.forEach((place, column) => expected.set(place, [...(expected.get(place) ?? []), [row, column]]));
    });
    indicesOf(padded).forEach((place, k) => {
      assert.deepEqual(copiesOf(sizes, place), expected.get(k) ?? []);
    });
  }
});

test("a pixel has as many copies as col2im counts", () => {
  for (const { shape, axes, counts } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    const found = indicesOf(shape).map((place) => copiesOf(sizes, toPadded(sizes, place)).length);
    assert.deepEqual(found, counts);
  }
});

test("places on the image and on the padded image lead to each other", () => {
  for (const { shape, axes, padded } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    const [top, left] = [axes.height.before, axes.width.before];
    for (const place of indicesOf(padded)) {
      const [n, c, h, w] = place;
      assert.deepEqual(fromPadded(sizes, place), [n, c, h - top, w - left]);
      assert.deepEqual(toPadded(sizes, fromPadded(sizes, place)), place);
      const inside = h >= top && h < top + shape[2] && w >= left && w < left + shape[3];
      assert.equal(isPixel(sizes, fromPadded(sizes, place)), inside);
    }
  }
});

test("rows and columns are counted as NumPy reshapes them", () => {
  eachCell((sizes, row, column) => {
    const { N, C, OH, OW, FH, FW, columns } = sizes;
    assert.deepEqual(windowOf(sizes, row), indicesOf([N, OH, OW])[row]);
    assert.deepEqual(tapOf(sizes, column), indicesOf([C, FH, FW])[column]);
    assert.equal(rowOf(sizes, windowOf(sizes, row)), row);
    assert.equal(columnOf(sizes, tapOf(sizes, column)), column);
    assert.deepEqual(cellAt(sizes, row * columns + column), [row, column]);
  });
});

test("a window's corner is where its first tap reads, and its span reaches to its last", () => {
  for (const { shape, axes } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    for (let row = 0; row < sizes.rows; row += 1) {
      const [[, , top, left], [, , bottom, right]] = [sourceOf(sizes, row, 0), sourceOf(sizes, row, sizes.columns - 1)];
      assert.deepEqual(cornerOf(sizes, row), [top, left]);
      assert.deepEqual(windowSpan(sizes), [bottom - top + 1, right - left + 1]);
    }
  }
});

test("a window's slice along an axis: the pixels that it reads, and how many", () => {
  const dilated = axis({ filter: 3, stride: 2, before: 3, after: 3, dilation: 2 });
  const slices = [0, 1, 2, 3].map((o) => readSlice(dilated, 5, o));
  assert.deepEqual(slices, [
    { text: "1:2:2", size: 1 },
    { text: "1:4:2", size: 2 },
    { text: "1:4:2", size: 2 },
    { text: "3:4:2", size: 1 },
  ]);
  assert.deepEqual(readSlice(axis({ filter: 3, before: 1 }), 5, 0), { text: "0:2", size: 2 });
  assert.deepEqual(readSlice(axis({ filter: 1, dilation: 3 }), 5, 4), { text: "4:5", size: 1 });
  assert.equal(readSlice(axis({ before: 2 }), 5, 0), null);
});
