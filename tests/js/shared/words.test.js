import assert from "node:assert/strict";
import { test } from "node:test";
import * as module from "../../../unrolled/widgets/js/shared/words.js";
import { allCalled, axis } from "../cases.js";

const words = allCalled(module);

test("what parts of a picture are called", () => {
  assert.equal(words.imageName(1), "image 1");
  assert.equal(words.channelName(2), "channel 2");
  assert.equal(words.planeName(1, 2), "image 1, channel 2");
  assert.equal(words.imagesName("x", [2, 3, 4, 5]), "x: 2 × 3 grids of 4 × 5 pixels");
  assert.equal(
    words.matrixName("col", { rows: 6, columns: 8 }),
    "col: 6 rows, one for each window, and 8 columns, one for each tap",
  );
  assert.match(words.wholeName("x: 1 grid"), /^x: 1 grid, as colours\. Arrow keys .+, Enter /);
  assert.equal(words.tapName([0, 1, 2]), "c 0, fh 1, fw 2");
  assert.equal(words.heightLabel("Filter"), "Filter height");
  assert.equal(words.widthLabel("Window"), "Window width");
  assert.equal(words.progress(3, 11), "3 of 11");
});

test("on a small screen, which of how many", () => {
  assert.equal(`${words.imageName(0)}${words.oneOf(2)}`, "image 0, one of 2");
  assert.equal(`${words.imageName(0)}${words.oneOf(1)}`, "image 0");
  assert.equal(words.rowsShown(1, 7, 98), "rows 1 to 7 of 98");
});

test("a complaint is a sentence, and quotes what was typed", () => {
  assert.equal(words.asSentence(new RangeError("a filter of 9 is too large")), "A filter of 9 is too large.");
  assert.equal(words.quoted(" 3 x "), "“3 x”");
  assert.equal(words.quoted("  "), "empty");
});

test("a field says which numbers it takes", () => {
  const pad = { label: "Pad", least: 0, most: 6, lengths: [1, 2, 4] };
  assert.equal(words.notTheNumbers(pad, "7"), "Pad must be 1 or 2 or 4 whole numbers from 0 to 6, not “7”");
  const height = { label: "Height H", least: 1, most: 12 };
  assert.equal(words.notTheNumbers(height, ""), "Height H must be a whole number from 1 to 12, not empty");
  assert.equal(words.notANumber("W[0, 0]", "abc"), "W[0, 0] must be a number such as 3 or -0.5, not “abc”");
});

test("a window's colour is the window's or the tap's, as the loop goes", () => {
  assert.equal(words.nowWords("window"), "the window now, a tint for each tap");
  assert.equal(words.nowWords("tap"), "the tap now, in each window");
});

test("what is too large, or too small, says how much, and what is allowed", () => {
  assert.equal(words.strideTooSmall(0), "stride must be at least 1, not 0");
  assert.equal(
    words.filterTooLarge(axis({ filter: 3, dilation: 2, before: 1, after: 0 }), 5, 3),
    "a filter of 3 (it spans 5 at dilation 2) must not be larger than the padded image, 1 + 3 + 0",
  );
  assert.equal(
    words.tooManyToDraw("x and col", 2048, 4096),
    "x and col must not need more than 2048 cells to draw, but need 4096",
  );
});

test("a row is called by its window, and says which that is", () => {
  assert.equal(words.windowHead(3), "window 4");
  assert.equal(words.windowName(3, [0, 1, 0]), "window 4: image 0, output row 1, column 0");
});

test("the words say what a slice takes, and where it ends beyond the edge", () => {
  const variables = { row: 1, top: 0, left: 1, down: [0, 3, 1], across: [1, 7, 2] };
  const taken = { down: { at: [0, 1, 2], size: 4 }, across: { at: [1, 3, 5], size: 6 } };
  assert.equal(
    words.variableWords(variables),
    "`row = 1`, `top = 0`, `left = 1`, `down = slice(0, 3, 1)`, `across = slice(1, 7, 2)`",
  );
  assert.equal(words.namedWords("down", variables, taken), "`slice(0, 3, 1)`: rows 0, 1, 2 of the padded image");
  assert.equal(
    words.namedWords("across", variables, taken),
    "`slice(1, 7, 2)`: columns 1, 3, 5 of the padded image. It ends beyond the edge, at 6, where there is nothing to take",
  );
  assert.equal(words.namedWords("corner", variables, taken), "row 0, column 1 of the padded image, where this step begins");
  assert.match(words.namedWords("add", variables, taken), /^adds row 1 of the matrix; with `=`/);
  assert.match(words.namedWords("cells", { ...variables, row: undefined }, taken), /this tap’s column/);
  assert.equal(
    words.namedWords("down", { ...variables, down: [2, 3, 1] }, { ...taken, down: { at: [2], size: 4 } }).split(": ")[1],
    "row 2 of the padded image",
  );
});
