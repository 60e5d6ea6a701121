import assert from "node:assert/strict";
import { test } from "node:test";
import { rulesOf } from "../../../unrolled/widgets/js/im2col/rules.js";
import * as module from "../../../unrolled/widgets/js/im2col/words.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { allCalled, axis, cases, counted } from "../cases.js";
import { namedPixels } from "../slices.js";

const words = allCalled(module);

// The stepper as it opens, and one with everything uneven.
const PLAIN = im2colSizes([2, 2, 4, 5], { height: axis({ filter: 3 }), width: axis({ filter: 3 }) });
const X = counted([2, 2, 4, 5]);
const UNEVEN = im2colSizes([1, 1, 3, 3], {
  height: axis({ stride: 2, before: 1, after: 2, dilation: 2 }),
  width: axis({ filter: 1, stride: 2, before: 2, dilation: 3 }),
});
const Y = counted([1, 1, 3, 3], 1);

test("a row: its window, as a slice", () => {
  const said = (sizes, row) => words.stepWords(sizes, "window", row);
  assert.equal(said(PLAIN, 0), "Window 1 of 12 becomes row 0: `x[0, :, 0:3, 0:3]`, line after line.");
  assert.equal(said(PLAIN, 11), "Window 12 of 12 becomes row 11: `x[1, :, 1:4, 2:5]`, line after line.");
  assert.equal(said(UNEVEN, 0), "Window 1 of 6 becomes row 0: zeros of the padding, line after line.");
  assert.equal(
    said(UNEVEN, 5),
    "Window 6 of 6 becomes row 5: `x[0, :, 1:2:2, 2:3]` and zeros of the padding, line after line.",
  );
});

test("columns: what their tap reads, as a slice", () => {
  const said = (sizes, tap) => words.stepWords(sizes, "tap", tap);
  assert.equal(said(PLAIN, 5), "Tap 6 of 9, row 1 and column 2 of the filter, reads `x[:, :, 1:3, 2:5]`: columns 5, 14.");
  assert.equal(
    said(UNEVEN, 1),
    "Tap 2 of 2, row 1 and column 0 of the filter, reads `x[:, :, 1:2:2, 0:3:2]` and zeros of the padding: column 1.",
  );
});

test("the slice of a step names the pixels that im2col copies", () => {
  for (const { shape, axes, col } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    const check = (loop, step, numbers) => {
      const said = words.stepWords(sizes, loop, step);
      const pixels = numbers.filter((pixel) => pixel > 0);
      assert.deepEqual(
        namedPixels(said, shape),
        pixels.toSorted((a, b) => a - b),
        said,
      );
      assert.equal(said.includes("zeros of the padding"), pixels.length < numbers.length);
    };
    col.forEach((row, k) => check("window", k, row));
    for (let k = 0; k < sizes.FH * sizes.FW; k += 1) {
      check(
        "tap",
        k,
        col.flatMap((row) => row.filter((_, column) => column % (sizes.FH * sizes.FW) === k)),
      );
    }
  }
});

test("a cell of the matrix: the pixel that it equals", () => {
  assert.equal(words.cellWords(PLAIN, X, [4, 7]), "`col[4, 7] == x[0, 0, 3, 2] == 17`");
  assert.equal(words.cellWords(UNEVEN, Y, [1, 0]), "`col[1, 0]` is padding: 0");
});

test("a cell that the loop has not come to: the pixel that it will be a copy of", () => {
  assert.equal(words.cellWords(PLAIN, X, [4, 7], false), "`col[4, 7]` will be a copy of `x[0, 0, 3, 2]`");
  assert.equal(words.cellWords(UNEVEN, Y, [1, 0], false), "`col[1, 0]` will be 0: padding");
});

test("a pixel: where it is copied to", () => {
  assert.equal(words.pixelWords(PLAIN, X, [0, 0, 0, 0]), "`x[0, 0, 0, 0] == 0` is copied once, to `col[0, 0]`");
  assert.equal(
    words.pixelWords(PLAIN, X, [0, 0, 1, 0]),
    "`x[0, 0, 1, 0] == 5` is copied 2 times, to `col[0, 3]`, `col[3, 0]`",
  );
  assert.equal(
    words.pixelWords(PLAIN, X, [0, 1, 0, 2]),
    "`x[0, 1, 0, 2] == 22` is copied 3 times, to `col[0, 11]`, `col[1, 10]`, `col[2, 9]`",
  );
  assert.equal(
    words.pixelWords(PLAIN, X, [1, 1, 2, 2]),
    "`x[1, 1, 2, 2] == 72` is copied 6 times, to `col[6, 17]`, `col[7, 16]`, `col[8, 15]` and 3 more",
  );
  assert.equal(
    words.pixelWords(UNEVEN, Y, [0, 0, 2, 2]),
    "`x[0, 0, 1, 0] == 4` is copied 2 times, to `col[1, 1]`, `col[4, 0]`",
  );
  assert.equal(words.pixelWords(UNEVEN, Y, [0, 0, 2, 3]), "`x[0, 0, 1, 1] == 5`: no window reaches it");
});

test("a place of the padding says so, and where it is copied to", () => {
  assert.equal(words.pixelWords(UNEVEN, Y, [0, 0, 0, 0]), "padding of image 0, channel 0: 0 is copied once, to `col[0, 0]`");
  assert.equal(words.pixelWords(UNEVEN, Y, [0, 0, 1, 0]), "padding of image 0, channel 0: 0: no window reaches it");
});

const OH = "`OH = (H + pad + pad − (dilation·(FH − 1) + 1)) // stride + 1`";
const OW = "`OW = (W + pad + pad − (dilation·(FW − 1) + 1)) // stride + 1`";

test("the facts beside the picture, formulas and numbers", () => {
  assert.deepEqual(words.facts(PLAIN, X, [4, 7]), [
    ["Output height", OH, "`(4 + 0 + 0 − (1·(3 − 1) + 1)) // 1 + 1 = 2`"],
    ["Output width", OW, "`(5 + 0 + 0 − (1·(3 − 1) + 1)) // 1 + 1 = 3`"],
    ["Matrix", "`col (N*OH*OW, C*FH*FW)`", "`(2·2·3, 2·3·3) = (12, 18)`"],
    [
      "Cell",
      "`col[r, c] == x[n, c, h, w]`",
      "`col[4, 7] == x[0, 0, 3, 2] == 17`, since `n = 0`, `c = 0`, `h = 1·1 + 2·1 − 0 = 3`, `w = 1·1 + 1·1 − 0 = 2`",
    ],
    ["Memory", "numbers in `x`, numbers in `col`", "`80` and `216`: 2.7 times as many"],
  ]);
  assert.deepEqual(words.facts(UNEVEN, Y, [1, 1]), [
    ["Output height", OH, "`(3 + 1 + 2 − (2·(2 − 1) + 1)) // 2 + 1 = 2`"],
    ["Output width", OW, "`(3 + 2 + 0 − (3·(1 − 1) + 1)) // 2 + 1 = 3`"],
    ["Matrix", "`col (N*OH*OW, C*FH*FW)`", "`(1·2·3, 1·2·1) = (6, 2)`"],
    [
      "Cell",
      "`col[r, c] == x[n, c, h, w]`",
      "`col[1, 1] == x[0, 0, 1, 0] == 4`, since `n = 0`, `c = 0`, `h = 0·2 + 1·2 − 1 = 1`, `w = 1·2 + 0·3 − 2 = 0`",
    ],
    ["Memory", "numbers in `x`, numbers in `col`", "`9` and `12`: 1.33 times as many"],
  ]);
});

test("what is pointed at, or else the current step", () => {
  const said = (kind, place, shown = { loop: "window", step: 11 }) => words.pointedWords(PLAIN, X, { kind, place }, shown);
  assert.equal(said(undefined, undefined), words.stepWords(PLAIN, "window", 11));
  assert.equal(said("cell", [4, 7]), "`col[4, 7] == x[0, 0, 3, 2] == 17`");
  assert.equal(said("cell", [4, 7], { loop: "window", step: 3 }), words.cellWords(PLAIN, X, [4, 7], false));
  assert.equal(said("cell", [4, 7], { loop: "tap", step: 6 }), words.cellWords(PLAIN, X, [4, 7], false));
  assert.equal(said("cell", [4, 7], { loop: "tap", step: 7 }), words.cellWords(PLAIN, X, [4, 7], true));
  assert.equal(said("pixel", [0, 0, 0, 0]), "`x[0, 0, 0, 0] == 0` is copied once, to `col[0, 0]`");
});

test("a line of an image is called by its number", () => {
  assert.equal(words.lineHead(-1), "row -1");
});

test("a reader is asked for the number of a cell", () => {
  assert.equal(
    words.askWords(PLAIN, "window", [1, 4]),
    "Row 1, column 4: which pixel of window 2 comes next? Choose it in the image.",
  );
  assert.equal(
    words.askWords(PLAIN, "tap", [2, 13]),
    "Column 13, row 2: which pixel does tap (1, 1) read in window 3? Choose it in the image.",
  );
});

test("a picture that opens with a question says what is there, and what follows", () => {
  assert.equal(
    words.openingWords([1, 3]),
    "Window 2 goes into row 1, line after line. Which pixel comes next? Choose it in the image.",
  );
  assert.equal(words.nextWords(PLAIN, [1, 3]), "Next comes line 1 of the window, with `x[0, 0, 1, 1]`.");
  assert.equal(words.nextWords(UNEVEN, [0, 0]), "Next comes line 0 of the window, with a zero of the padding.");
});

test("every rule has its answer, which names the window that is read", () => {
  const said = words.ruleWords(PLAIN, [1, 13]);
  assert.deepEqual(Object.keys(said), Object.keys(rulesOf(PLAIN, [1, 13])));
  assert.equal(said.right(), "Yes.");
  assert.equal(said.before(), "That is in the window before. This row is for window 2.");
  assert.equal(said.along(), "It comes next in the image, but not in window 2: there the next line begins.");
  assert.equal(said.window(), "It is in window 2, but in another place: wanted is line 1 of channel 1.");
  assert.equal(said.elsewhere(), "It is not in window 2 of channel 1.");
  assert.equal(said.unpadded(), "That would be right without the padding, which begins before the first pixel.");
  assert.match(said.columns(), /^That goes down the window's columns\./);
  assert.match(said.channels(), /^That takes all channels of a pixel first\./);
});

test("the legend tells of padding only where there is any, and of the loop that runs", () => {
  const colours = (...shown) => words.legendOf(...shown).map(([colour]) => colour);
  assert.deepEqual(colours("window", false), ["image", "window", "column"]);
  assert.deepEqual(colours("tap", true), ["image", "window", "column", "padding"]);
  assert.notDeepEqual(words.legendOf("window", false), words.legendOf("tap", false));
});
