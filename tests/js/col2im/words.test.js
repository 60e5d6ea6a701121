import assert from "node:assert/strict";
import { test } from "node:test";
import * as module from "../../../unrolled/widgets/js/col2im/words.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { allCalled, axis, cases, counted } from "../cases.js";
import { namedPixels } from "../slices.js";

const words = allCalled(module);

const PLAIN = im2colSizes([1, 1, 4, 4], { height: axis({ filter: 3 }), width: axis({ filter: 3 }) });
const DIGITS = { x: counted([1, 1, 4, 4], 1), fill: "digits", dcol: null };
const COPIES = { ...DIGITS, fill: "x" };
const UNEVEN = im2colSizes([1, 1, 3, 3], {
  height: axis({ stride: 2, before: 1, after: 2, dilation: 2 }),
  width: axis({ filter: 1, stride: 2, before: 2, dilation: 3 }),
});

test("a row that arrives: its window, as a slice of dx", () => {
  assert.equal(
    words.arrivalWords(PLAIN, 3),
    "Row 3 of dcol goes back to the window that it came from, `dx[0, :, 1:4, 1:4]`. " +
      "`+=` adds it to what is there, `=` overwrites that.",
  );
  assert.equal(
    words.arrivalWords(UNEVEN, 1),
    "Row 1 of dcol goes back to the window that it came from, `dx[0, :, 1:2:2, 0:1]`. " +
      "`+=` adds it to what is there, `=` overwrites that; what belongs to the padding is dropped.",
  );
  assert.equal(
    words.arrivalWords(UNEVEN, 0),
    "Row 0 of dcol goes back to the window that it came from: only padding, so all of it is dropped",
  );
});

test("the slice of a row names the pixels that im2col copied it from", () => {
  for (const { shape, axes, col } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    col.forEach((row, k) => {
      const said = words.arrivalWords(sizes, k);
      const pixels = row.filter((pixel) => pixel > 0);
      assert.deepEqual(namedPixels(said, shape), pixels, said);
      assert.equal(said.endsWith("only padding, so all of it is dropped"), pixels.length === 0);
      assert.equal(
        said.endsWith("what belongs to the padding is dropped."),
        pixels.length > 0 && pixels.length < row.length,
      );
    });
  }
});

test("a cell of dcol: where it went, or will go", () => {
  assert.equal(words.givenWords(PLAIN, DIGITS, [1, 4], 0), "`dcol[1, 4] = 8` will go to `dx[0, 0, 1, 2]`");
  assert.equal(words.givenWords(PLAIN, DIGITS, [1, 4], 1), "`dcol[1, 4] = 8` went to `dx[0, 0, 1, 2]`");
  assert.equal(words.givenWords(UNEVEN, COPIES, [1, 0], 3), "`dcol[1, 0] = 0` belongs to the padding, and is dropped");
});

test("a pixel of dx: its sum so far, and what `=` would leave", () => {
  const said = (step) => words.sumWords(PLAIN, DIGITS, [0, 0, 1, 1], step);
  assert.equal(said(0), "`dx[0, 0, 1, 1] = 5`, from 1 of 4 windows so far");
  assert.equal(
    said(1),
    "`dx[0, 0, 1, 1] = 5 + 7 = 12`, from 2 of 4 windows so far. With `=` only the last one is left: `7`",
  );
  assert.equal(said(3), "`dx[0, 0, 1, 1] = 5 + 7 + 8 + 1 = 21`, from 4 windows. With `=` only the last one is left: `1`");
  assert.equal(words.sumWords(PLAIN, DIGITS, [0, 0, 0, 0], 3), "`dx[0, 0, 0, 0] = 1`, from 1 window");
  assert.equal(words.sumWords(PLAIN, DIGITS, [0, 0, 3, 3], 0), "`dx[0, 0, 3, 3] = 0`, from 0 of 1 window so far");
  assert.equal(words.sumWords(UNEVEN, COPIES, [0, 0, 1, 1], 0), "`dx[0, 0, 1, 1] = 0`: no window covers this pixel");
});

test("copies of x add up to counts · x, once all have arrived", () => {
  const said = (given, step) => words.sumWords(PLAIN, given, [0, 0, 1, 1], step);
  assert.equal(
    said(COPIES, 3),
    "`dx[0, 0, 1, 1] = 6 + 6 + 6 + 6 = 24`, from 4 windows, which is `counts · x = 4 · 6`. " +
      "With `=` only the last one is left: `6`",
  );
  assert.equal(
    said(COPIES, 2),
    "`dx[0, 0, 1, 1] = 6 + 6 + 6 = 18`, from 3 of 4 windows so far. With `=` only the last one is left: `6`",
  );
  assert.equal(
    said({ ...COPIES, dcol: Array(36).fill(0.5) }, 3),
    "`dx[0, 0, 1, 1] = 0.5 + 0.5 + 0.5 + 0.5 = 2`, from 4 windows. With `=` only the last one is left: `0.5`",
  );
  assert.equal(words.sumWords(PLAIN, COPIES, [0, 0, 0, 0], 3), "`dx[0, 0, 0, 0] = 1`, from 1 window");
});

test("a long sum is cut after nine numbers", () => {
  const large = (filter) =>
    im2colSizes([1, 1, 5, 5], { height: axis({ filter, before: 3, after: 3 }), width: axis({ filter: 3 }) });
  const ones = { x: counted([1, 1, 5, 5]), fill: "ones", dcol: null };
  const said = (filter) => words.sumWords(large(filter), ones, [0, 0, 2, 2], 99);
  assert.equal(
    said(3),
    "`dx[0, 0, 2, 2] = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 = 9`, from 9 windows. With `=` only the last one is left: `1`",
  );
  assert.equal(
    said(4),
    "`dx[0, 0, 2, 2] = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + … = 12`, from 12 windows. With `=` only the last one is left: `1`",
  );
});

test("padding, and how much `=` gets wrong", () => {
  assert.equal(words.paddingWords([0, 1, -1, 0]), "padding around image 0, channel 1: what arrives here is dropped");
  assert.equal(words.assignedTitle(0, 16), "`dx` with `=`");
  assert.equal(words.assignedTitle(5, 16), "`dx` with `=`: 5 of 16 wrong");
});

test("what is pointed at, or else the row that arrives", () => {
  const said = (kind, place) => words.pointedWords(UNEVEN, { ...COPIES, x: counted([1, 1, 3, 3], 1) }, kind, place, 1);
  assert.equal(said(undefined, undefined), words.arrivalWords(UNEVEN, 1));
  assert.equal(said("cell", [1, 1]), "`dcol[1, 1] = 4` went to `dx[0, 0, 1, 0]`");
  assert.equal(said("pixel", [0, 0, 1, 0]), "`dx[0, 0, 1, 0] = 4`, from 1 of 2 windows so far");
  assert.equal(said("pixel", [0, 0, -1, 0]), "padding around image 0, channel 0: what arrives here is dropped");
});
