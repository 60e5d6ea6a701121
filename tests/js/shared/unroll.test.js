import assert from "node:assert/strict";
import { test } from "node:test";
import { offsetAt, strides } from "../../../unrolled/widgets/js/shared/strides.js";
import { columnPlace, copies, pixel, rowPlace, source, unrolled } from "../../../unrolled/widgets/js/shared/unroll.js";
import { cases } from "../cases.js";

const flat = (shape, place) => offsetAt(place, strides(shape));

// act(sizes, row, column, case) for every cell of every matrix.
function eachCell(act) {
  for (const one of cases("unroll")) {
    const sizes = unrolled(one.shape, one.axes);
    one.col.forEach((line, row) => line.forEach((_, column) => act(sizes, row, column, one)));
  }
}

test("the matrix has im2col's shape", () => {
  for (const { shape, axes, padded, col } of cases("unroll")) {
    const sizes = unrolled(shape, axes);
    const { N, C, H, W, PH, PW, FH, FW, OH, OW } = sizes;
    assert.deepEqual([N, C, H, W], shape);
    assert.deepEqual([N, C, PH, PW], padded);
    assert.deepEqual([sizes.rows, sizes.columns], [col.length, col[0].length]);
    assert.deepEqual([N * OH * OW, C * FH * FW], [col.length, col[0].length]);
    assert.deepEqual([FH, FW], [axes.height.filter, axes.width.filter]);
    assert.deepEqual([sizes.height, sizes.width], [axes.height, axes.width]);
  }
});

test("every cell is copied from the padded place, and the pixel, that im2col copies", () => {
  eachCell((sizes, row, column, { shape, padded, places, col }) => {
    const from = source(sizes, row, column);
    assert.equal(flat(padded, from), places[row][column]);
    const at = pixel(sizes, from);
    assert.equal(at === null ? 0 : flat(shape, at) + 1, col[row][column]);
  });
});

test("a place knows all its copies, row by row", () => {
  for (const { shape, axes, padded, places } of cases("unroll")) {
    const sizes = unrolled(shape, axes);
    const expected = new Map();
    places.forEach((line, row) =>
      line.forEach((place, column) => expected.set(place, [...(expected.get(place) ?? []), [row, column]])),
    );
    const [N, C, PH, PW] = padded;
    for (let k = 0; k < N * C * PH * PW; k += 1) {
      const place = [Math.floor(k / (C * PH * PW)), Math.floor(k / (PH * PW)) % C, Math.floor(k / PW) % PH, k % PW];
      assert.deepEqual(copies(sizes, place), expected.get(k) ?? []);
    }
  }
});

test("a pixel has as many copies as col2im counts", () => {
  for (const { shape, axes, counts } of cases("unroll")) {
    const sizes = unrolled(shape, axes);
    const found = counts.map(() => 0);
    for (let row = 0; row < sizes.rows; row += 1) {
      for (let column = 0; column < sizes.columns; column += 1) {
        const at = pixel(sizes, source(sizes, row, column));
        if (at) found[flat(shape, at)] += 1;
      }
    }
    assert.deepEqual(found, counts);
  }
});

test("rows and columns are counted as NumPy reshapes them", () => {
  eachCell((sizes, row, column) => {
    const { N, C, OH, OW, FH, FW } = sizes;
    assert.equal(flat([N, OH, OW], rowPlace(sizes, row)), row);
    assert.equal(flat([C, FH, FW], columnPlace(sizes, column)), column);
    const [[n, oh, ow], [c, fh, fw]] = [rowPlace(sizes, row), columnPlace(sizes, column)];
    assert.ok(n < N && oh < OH && ow < OW && c < C && fh < FH && fw < FW);
  });
});
