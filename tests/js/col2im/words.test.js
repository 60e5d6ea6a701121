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

const window = (step) => ({ loop: "window", step });
const tap = (step) => ({ loop: "tap", step });

test("a row that goes back: its window, as a slice of dx", () => {
  assert.equal(
    words.arrivalWords(PLAIN, window(3)),
    "Window 4 of 4: row 3 of dcol goes to `dx[0, :, 1:4, 1:4]`. `+=` adds to what is there, `=` overwrites it.",
  );
  assert.equal(
    words.arrivalWords(UNEVEN, window(1)),
    "Window 2 of 6: row 1 of dcol goes to `dx[0, :, 1:2:2, 0:1]`; what belongs to the padding is dropped. " +
      "`+=` adds to what is there, `=` overwrites it.",
  );
  assert.equal(
    words.arrivalWords(UNEVEN, window(0)),
    "Window 1 of 6: row 0 of dcol goes to the padding: all of it is dropped.",
  );
});

test("columns that go back: what their tap read, as a slice of dx", () => {
  assert.equal(
    words.arrivalWords(PLAIN, tap(5)),
    "Tap 6 of 9: column 5 of dcol goes to `dx[:, :, 1:3, 2:4]`. `+=` adds to what is there, `=` overwrites it.",
  );
  const two = im2colSizes([1, 2, 4, 4], { height: axis({ filter: 3 }), width: axis({ filter: 3 }) });
  assert.equal(
    words.arrivalWords(two, tap(5)),
    "Tap 6 of 9: columns 5, 14 of dcol go to `dx[:, :, 1:3, 2:4]`. `+=` adds to what is there, `=` overwrites it.",
  );
  assert.equal(
    words.arrivalWords(UNEVEN, tap(1)),
    "Tap 2 of 2: column 1 of dcol goes to `dx[:, :, 1:2:2, 0:3:2]`; what belongs to the padding is dropped. " +
      "`+=` adds to what is there, `=` overwrites it.",
  );
});

test("the slice of a step names the pixels that its numbers go to", () => {
  for (const { shape, axes, col } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    const check = (shown, numbers) => {
      const said = words.arrivalWords(sizes, shown);
      const pixels = numbers.filter((pixel) => pixel > 0);
      assert.deepEqual(
        namedPixels(said, shape),
        pixels.toSorted((a, b) => a - b),
        said,
      );
      assert.equal(said.endsWith("the padding: all of it is dropped."), pixels.length === 0);
      assert.equal(
        said.includes("; what belongs to the padding is dropped."),
        pixels.length > 0 && pixels.length < numbers.length,
      );
    };
    col.forEach((row, k) => check(window(k), row));
    for (let k = 0; k < sizes.FH * sizes.FW; k += 1) {
      check(
        tap(k),
        col.flatMap((row) => row.filter((_, column) => column % (sizes.FH * sizes.FW) === k)),
      );
    }
  }
});

test("where a number meets others: what they become, and what `=` leaves", () => {
  const meeting = { place: [0, 0, 1, 1], before: 12, last: 7, addend: -8 };
  const said = "`dx[0, 0, 1, 1]`: `12 − 8 → 4`; with `=`, `7` is overwritten by `-8`.";
  assert.equal(words.meetingWords(meeting), said);
  assert.deepEqual(words.meetingMarks(meeting), ["12 − 8", "was 7"]);
  const start = "Window 2 of 4: row 1 of dcol goes to `dx[0, :, 0:3, 1:4]`. ";
  assert.equal(words.arrivalWords(PLAIN, window(1), meeting), start + said);
  assert.equal(words.pointedWords(PLAIN, DIGITS, {}, window(1), meeting), start + said);
});

test("the frame is a slice as Python writes it, of one image or of all", () => {
  assert.equal(
    words.frameWords({ n: 1, down: [0, 6, 2], across: [3, 6, 1] }),
    "Framed: `padded[1, :, 0:6:2, 3:6]`, the padded `dx`.",
  );
  assert.equal(
    words.frameWords({ n: null, down: [1, 7, 3], across: [0, 6, 3] }),
    "Framed: `padded[:, :, 1:7:3, 0:6:3]`, the padded `dx`.",
  );
});

test("a cell of dcol: where it went, or will go", () => {
  assert.equal(words.givenWords(PLAIN, DIGITS, [1, 4], window(0)), "`dcol[1, 4] = 8` will go to `dx[0, 0, 1, 2]`");
  assert.equal(words.givenWords(PLAIN, DIGITS, [1, 4], window(1)), "`dcol[1, 4] = 8` went to `dx[0, 0, 1, 2]`");
  assert.equal(
    words.givenWords(UNEVEN, COPIES, [1, 0], window(3)),
    "`dcol[1, 0] = 0` belongs to the padding, and is dropped",
  );
});

test("by taps, it is the cell's column that counts", () => {
  assert.equal(words.givenWords(PLAIN, DIGITS, [1, 4], tap(3)), "`dcol[1, 4] = 8` will go to `dx[0, 0, 1, 2]`");
  assert.equal(words.givenWords(PLAIN, DIGITS, [1, 4], tap(4)), "`dcol[1, 4] = 8` went to `dx[0, 0, 1, 2]`");
});

test("a pixel of dx: its sum so far, and what `=` would leave", () => {
  const said = (step) => words.sumWords(PLAIN, DIGITS, [0, 0, 1, 1], window(step));
  assert.equal(said(0), "`dx[0, 0, 1, 1] = 5`, from 1 of 4 windows so far");
  assert.equal(
    said(1),
    "`dx[0, 0, 1, 1] = 5 + 7 = 12`, from 2 of 4 windows so far. With `=` only the last one is left: `7`",
  );
  assert.equal(said(3), "`dx[0, 0, 1, 1] = 5 + 7 + 8 + 1 = 21`, from 4 windows. With `=` only the last one is left: `1`");
  assert.equal(words.sumWords(PLAIN, DIGITS, [0, 0, 0, 0], window(3)), "`dx[0, 0, 0, 0] = 1`, from 1 window");
  assert.equal(words.sumWords(PLAIN, DIGITS, [0, 0, 3, 3], window(0)), "`dx[0, 0, 3, 3] = 0`, from 0 of 1 window so far");
  assert.equal(words.sumWords(UNEVEN, COPIES, [0, 0, 1, 1], window(0)), "`dx[0, 0, 1, 1] = 0`: no window covers this pixel");
});

test("copies of x add up to counts · x, once all have arrived", () => {
  const said = (given, step) => words.sumWords(PLAIN, given, [0, 0, 1, 1], window(step));
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
  assert.equal(words.sumWords(PLAIN, COPIES, [0, 0, 0, 0], window(3)), "`dx[0, 0, 0, 0] = 1`, from 1 window");
});

test("a long sum is cut after nine numbers", () => {
  const large = (filter) =>
    im2colSizes([1, 1, 5, 5], { height: axis({ filter, before: 3, after: 3 }), width: axis({ filter: 3 }) });
  const ones = { x: counted([1, 1, 5, 5]), fill: "ones", dcol: null };
  const said = (filter) => words.sumWords(large(filter), ones, [0, 0, 2, 2], window(99));
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
  const said = (kind, place) =>
    words.pointedWords(UNEVEN, { ...COPIES, x: counted([1, 1, 3, 3], 1) }, { kind, place }, window(1));
  assert.equal(said(undefined, undefined), words.arrivalWords(UNEVEN, window(1)));
  assert.equal(said("cell", [1, 1]), "`dcol[1, 1] = 4` went to `dx[0, 0, 1, 0]`");
  assert.equal(said("pixel", [0, 0, 1, 0]), "`dx[0, 0, 1, 0] = 4`, from 1 of 2 windows so far");
  assert.equal(said("pixel", [0, 0, -1, 0]), "padding around image 0, channel 0: what arrives here is dropped");
});

test("what is asked, and what a step is before it has been answered", () => {
  assert.equal(
    words.askPlace(PLAIN, DIGITS, [1, 4]),
    "`dcol[1, 4] = 8` is lit. To which place of `dx` does it go? Choose it.",
  );
  assert.equal(
    words.askSum([0, 0, 1, 1], window(2)),
    "Row 2 of `dcol` arrives. Which number does `dx[0, 0, 1, 1]` hold then, with `+=`?",
  );
  assert.equal(
    words.askSum([0, 0, 1, 1], tap(2)),
    "Tap 3 arrives. Which number does `dx[0, 0, 1, 1]` hold then, with `+=`?",
  );
  assert.equal(words.awaitedWords(tap(0)), "Tap 1 is still to come. What becomes of it is for you to say.");
});

test("what is shown of a place and of a sum to who gives up", () => {
  assert.equal(
    words.placeShown(PLAIN, [1, 5]),
    "It goes to `dx[0, 0, 1, 3]`: row 1 is the window that begins at (0, 1), column 5 its tap (1, 2) in channel 0.",
  );
  assert.equal(
    words.placeShown(UNEVEN, [0, 0]),
    "It goes to the padding, and is dropped: row 0 is the window that begins at (-1, -2), column 0 its tap (0, 0) in channel 0.",
  );
  const sums = { right: 12, overwritten: 7, forgotten: 5 };
  assert.equal(
    words.sumShown(PLAIN, [1, 3], sums),
    "`dcol[1, 3]` is added: `5 + 7 → 12`, as row 1 is the window that begins at (0, 1), column 3 its tap (1, 0) in channel 0.",
  );
  assert.equal(words.sumSaid(PLAIN, [1, 3], sums).right(), "Yes: `5 + 7 → 12`.");
});

test("every rule has something to say", () => {
  for (const [name, make] of Object.entries(words.placeSaid(UNEVEN, [1, 1]))) assert.ok(make().length > 3, name);
  for (const [name, make] of Object.entries(words.sumSaid(PLAIN, [1, 3], { overwritten: 7, forgotten: 5 })))
    assert.ok(make().length > 3, name);
  assert.equal(
    words.placeSaid(UNEVEN, [1, 1]).unstrided(),
    "That forgets the stride: windows are 2 rows and 2 columns apart.",
  );
});

test("the legend says what is shown: one window or one tap, and padding only where there is any", () => {
  const said = (...shown) => words.legendOf(...shown);
  assert.deepEqual(
    said("window", false).map(([colour]) => colour),
    ["window", "column", "gradient"],
  );
  assert.deepEqual(said("tap", true).at(-1), ["padding", "padding, which is dropped"]);
  assert.notDeepEqual(said("window", false)[0], said("tap", false)[0]);
});
