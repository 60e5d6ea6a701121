import assert from "node:assert/strict";
import { test } from "node:test";
import { poolWindow } from "../../../unrolled/widgets/js/pooling/windows.js";
import * as module from "../../../unrolled/widgets/js/pooling/words.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { allCalled, axis } from "../cases.js";

const words = allCalled(module);

const MAXIMUM = { average: false, count_include_pad: true };
const MEAN = { average: true, count_include_pad: true };
const UNCOUNTED = { average: true, count_include_pad: false };

// Two by two, side by side, with a tie; and a window that hangs over every edge.
const PLAIN = im2colSizes([1, 1, 4, 4], { height: axis({ stride: 2 }), width: axis({ stride: 2 }) });
const X = [1, 3, 2, 4, 5, 6, 1, 2, 7, 7, 8, 3, 0, 7, 1, 9];
const PADDED = im2colSizes([1, 1, 2, 2], {
  height: axis({ filter: 3, before: 3, after: 1 }),
  width: axis({ filter: 3, before: 1, after: 1 }),
});
const Y = [1, 2, 3, -4];
const ONE = im2colSizes([1, 1, 4, 4], { height: axis({ filter: 4 }), width: axis({ filter: 4 }) });

const forward = (sizes, x, rule, k) => words.forwardWords(sizes, poolWindow(sizes, x, rule, k), k);
const backward = (sizes, x, rule, dout, k) => words.backwardWords(sizes, poolWindow(sizes, x, rule, k), dout, k);

test("a number as a cell shows it", () => {
  const shown = [Infinity, -Infinity, NaN, 1.23456, -2, 1 / 3].map(words.formatValue);
  assert.deepEqual(shown, ["∞", "-∞", "NaN", "1.23", "-2", "0.333"]);
});

test("forward, a maximum: what it is the maximum of, and where it stood", () => {
  const said = (k) => forward(PLAIN, X, MAXIMUM, k);
  assert.equal(said(0), "`out[0, 0, 0, 0] = max(1, 3, 5, 6) = 6`, from `x[0, 0, 1, 1]`, place 3 of its window");
  assert.equal(
    said(2),
    "`out[0, 0, 1, 0] = max(7, 7, 0, 7) = 7`, from `x[0, 0, 2, 0]`, place 0 of its window, the first of 3 equals",
  );
  assert.equal(
    forward(PADDED, Y, MAXIMUM, 5),
    "`out[0, 0, 2, 1] = max(-∞, -∞, -∞, 1, 2, -∞, 3, -4, -∞) = 3`, from `x[0, 0, 1, 0]`, place 6 of its window",
  );
  assert.equal(
    forward(PADDED, Y, MAXIMUM, 1),
    "`out[0, 0, 0, 1] = max(-∞, -∞, -∞, -∞, -∞, -∞, -∞, -∞, -∞) = -∞`: the window holds no pixel",
  );
  assert.equal(
    forward(ONE, X, MAXIMUM, 0),
    "`out[0, 0, 0, 0] = max(1, 3, 2, 4, 5, 6, 1, 2, 7, …) = 9`, from `x[0, 0, 3, 3]`, place 15 of its window",
  );
});

test("forward, a mean: its numbers and how many share", () => {
  assert.equal(forward(PLAIN, X, MEAN, 0), "`out[0, 0, 0, 0] = (1 + 3 + 5 + 6) / 4 = 3.75`");
  assert.equal(forward(PADDED, Y, MEAN, 2), "`out[0, 0, 1, 0] = (0 + 0 + 0 + 0 + 0 + 0 + 0 + 1 + 2) / 9 = 0.333`");
  assert.equal(forward(PADDED, Y, UNCOUNTED, 2), "`out[0, 0, 1, 0] = (1 + 2) / 2 = 1.5`");
  assert.equal(forward(PADDED, Y, UNCOUNTED, 0), "`out[0, 0, 0, 0] = (0) / 1 = 0`");
  assert.equal(forward(ONE, X, MEAN, 0), "`out[0, 0, 0, 0] = (1 + 3 + 2 + 4 + 5 + 6 + 1 + 2 + 7 + …) / 16 = 4.13`");
});

test("backward, a maximum: one pixel gets all", () => {
  assert.equal(
    backward(PLAIN, X, MAXIMUM, 1, 0),
    "`dout[0, 0, 0, 0] = 1` goes to `dx[0, 0, 1, 1]`, which held the maximum; the others get 0",
  );
  assert.equal(
    backward(PLAIN, X, MAXIMUM, 0.123456, 2),
    "`dout[0, 0, 1, 0] = 0.123` goes to `dx[0, 0, 2, 0]`, the first of 3 equal maxima; the others get 0",
  );
  assert.equal(backward(PADDED, Y, MAXIMUM, 1, 0), "`dout[0, 0, 0, 0] = 1` goes nowhere: the window holds no pixel");
});

test("backward, a mean: all share", () => {
  assert.equal(
    backward(PLAIN, X, MEAN, 3, 2),
    "`dout[0, 0, 1, 0] = 3` is shared by 4: `3 / 4 = 0.75` for each pixel of its window",
  );
  assert.equal(
    backward(PADDED, Y, MEAN, 4, 3),
    "`dout[0, 0, 1, 1] = 4` is shared by 9: `4 / 9 = 0.444` for each pixel of its window; what belongs to the padding is dropped",
  );
  assert.equal(
    backward(PADDED, Y, UNCOUNTED, 4, 3),
    "`dout[0, 0, 1, 1] = 4` is shared by 2: `4 / 2 = 2` for each pixel of its window",
  );
  assert.equal(backward(PADDED, Y, MEAN, 2, 1), "`dout[0, 0, 0, 1] = 2` goes nowhere: the window holds no pixel");
});

test("a pixel: the windows that hold it, and those that it won", () => {
  const said = (windows, won, average) => words.pixelWords([0, 0, 1, 1], 6, windows, won, average);
  assert.equal(said(0, 0, false), "`x[0, 0, 1, 1] = 6`: no window reaches it");
  assert.equal(said(1, 1, false), "`x[0, 0, 1, 1] = 6` is in 1 window, and wins 1");
  assert.equal(said(2, 0, false), "`x[0, 0, 1, 1] = 6` is in 2 windows, and wins none");
  assert.equal(said(2, 1, true), "`x[0, 0, 1, 1] = 6` is in 2 windows");
});

test("a pixel of dx: what has come to it", () => {
  const said = (...parts) => words.gradientWords([0, 0, 1, 1], parts);
  assert.equal(said(), "`dx[0, 0, 1, 1] = 0`: nothing has come here");
  assert.equal(said(2), "`dx[0, 0, 1, 1] = 2`, from 1 window");
  assert.equal(said(2, 0.5), "`dx[0, 0, 1, 1] = 2 + 0.5 = 2.5`, added up from 2 windows");
  assert.equal(
    said(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    "`dx[0, 0, 1, 1] = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + … = 55`, added up from 10 windows",
  );
});

test("a pixel of dx with =: what came, and what is left", () => {
  assert.equal(
    words.gradientWords([0, 0, 1, 1], [2, 3], 3),
    "`dx[0, 0, 1, 1] = 3`: 2, then 3 came here, and `=` keeps what was written last",
  );
  assert.match(words.gradientWords([0, 0, 1, 1], [], 0), /: nothing has come here, and `=` keeps/);
});

test("a step, by its number", () => {
  assert.equal(words.windowWords(3, 6, "it"), "Window 4 of 6: it.");
  const plus = { average: false, operator: "+=", winners: [], sent: [] };
  assert.equal(words.tapWords(1, 4, plus), "Tap 2 of 4, place 1 in every window, has won none: zeros go to `dx`.");
  assert.equal(
    words.tapWords(1, 4, { ...plus, winners: [0, 4], sent: [2, 0.5] }),
    "Tap 2 of 4, place 1 in every window, has won windows 1, 5: their 2, 0.5 go to `dx`.",
  );
  assert.match(
    words.tapWords(1, 4, { ...plus, average: true, operator: "=" }),
    /each window’s share goes .* `=` overwrites/,
  );
});

test("titles, names and the legend say what is on show", () => {
  assert.equal(words.rowsTitle(false, false), "`rows`: a window in each, its places from 0");
  assert.match(words.rowsTitle(true, false), /^`dmax`/);
  assert.match(words.rowsTitle(true, true), /^`drows`/);
  assert.equal(
    words.rowsName("rows", { rows: 4, columns: 9 }),
    "rows: 4 rows, one for each window, and 9 columns, one for each place in it",
  );
  assert.deepEqual([words.rowHead(0), words.placeName(3)], ["1", "place 3"]);
  assert.equal(words.rowName({ N: 1, C: 2, OH: 2, OW: 2 }, 5), "window 6: image 0, channel 1, output row 0, column 1");
  assert.equal(words.gradientTitle("+=", 3), "`dx`");
  assert.equal(words.gradientTitle("=", 0), "`dx` with `=`");
  assert.equal(words.gradientTitle("=", 3), "`dx` with `=`: 3 wrong");
  const colours = (shown) =>
    words.legendOf({ kind: "forward", average: false, padded: false, unread: false, ...shown }).map(([colour]) => colour);
  assert.deepEqual(colours({}), ["window", "winner", "output"]);
  assert.deepEqual(colours({ kind: "tap", average: true, padded: true, unread: true }), [
    "window",
    "gradient",
    "padding",
    "unread",
  ]);
  assert.deepEqual(words.legendOf({ kind: "window", average: true, padded: true, unread: false }).at(-1), [
    "padding",
    "padding: 0",
  ]);
});

test("what ceil_mode does, or would do", () => {
  const said = (isCeil, added, left = 0, lost = 0) => words.edgeWords(isCeil, { added, lost, left });
  assert.equal(said(false, 0), "`ceil_mode` would change nothing: the windows end where the image does.");
  assert.equal(said(false, 1), "Dashed: 1 window that hangs over the edge, dropped. `ceil_mode` would keep it.");
  assert.equal(said(false, 5), "Dashed: 5 windows that hang over the edge, dropped. `ceil_mode` would keep them.");
  assert.equal(said(false, 0, 2), "`ceil_mode` would change nothing: a window more would start in the padding.");
  assert.equal(said(false, 0, 2, 2), "`ceil_mode` would drop 2 windows: a last one may not start in the padding.");
  assert.equal(said(true, 0), "`ceil_mode` changes nothing here: the windows end where the image does.");
  assert.equal(said(true, 5), "`ceil_mode` keeps 5 windows that hang over the edge.");
  assert.equal(
    said(true, 0, 1),
    "`ceil_mode` changes nothing here. Dashed: 1 window that would start in the padding, and so is dropped.",
  );
  assert.match(said(true, 1, 2), /^`ceil_mode` keeps 1 window .* Dashed: 2 windows .* are dropped\.$/);
});

const SLICES = { top: 0, left: 1, down: [0, 1, 1], across: [1, 2, 1] };
const TAKEN = { down: { at: [0], size: 4 }, across: { at: [1], size: 4 } };

test("a place in a row, and a piece of the code", () => {
  assert.equal(
    words.cellWords(PLAIN, [1, 2], { place: [0, 0, 1, 2], pixel: true }, 0.5),
    "place 2 of window 2, `out[0, 0, 0, 1]`: `x[0, 0, 1, 2]`, `0.5`",
  );
  const code = (names, variables, backward = true) => words.codeWords(names, variables, TAKEN, backward);
  assert.equal(code("cells", { row: 2, ...SLICES }), "row 2: this window");
  assert.equal(code("cells", { k: 2, ...SLICES }), "column 2: this place of every window");
  assert.equal(code("number", { row: 2, ...SLICES }), "this window’s number, which comes back to it");
  assert.equal(code("number", { row: 2, ...SLICES }, false), "this window’s number");
  assert.equal(code("corner", { row: 2, ...SLICES }), "row 0, column 1 of the padded image, where this step begins");
});

test("a question, what it shows and what it says", () => {
  const question = (kind) => ({ kind, sizes: PLAIN, k: 2, window: poolWindow(PLAIN, X, MAXIMUM, 2), d: 5 });
  assert.equal(words.awaitedWords(2, 4), "Window 3 of 4. What comes of it is for you to say.");
  assert.equal(words.askWords(question("winner")), "Which number of the framed window goes on? Choose it in `x`.");
  assert.match(words.askWords(question("number")), /`out\[0, 0, 1, 0\]`\?$/);
  assert.match(words.askWords(question("gradient")), /^`dout\[0, 0, 1, 0\] = 5` comes back, and `arg_max` is 0\./);
  for (const kind of ["arg_max", "mean", "share"]) assert.match(words.askWords(question(kind)), /\?$/);
  assert.match(words.shownWords(question("winner")), /^`out\[0, 0, 1, 0\] = max/);
  assert.match(words.shownWords(question("gradient")), /^`dout\[0, 0, 1, 0\] = 5` goes to/);
  const said = words.saidWords(question("arg_max"));
  assert.equal(said.other(2), "At place 2 stands 0.");
  assert.equal(said.other(7), "At place 7 stands padding.");
  assert.match(said.right(0), /^Yes: /);
});

test("the border", () => {
  assert.equal(words.borderWords(false, true), "padding: it counts as `-∞`, so it never wins over a pixel");
  assert.equal(words.borderWords(true, true), "padding: 0, and counted");
  assert.equal(words.borderWords(true, false), "padding: 0, and not counted");
});

test("a cell of the border", () => {
  assert.equal(words.borderText(false, true), "-∞");
  assert.equal(words.borderText(false, false), "-∞");
  assert.equal(words.borderText(true, true), "0");
  assert.equal(words.borderText(true, false), "");
});

test("too large a picture", () => {
  assert.equal(words.tooManyCells(20000, 40000), "x and its windows must not need more than 20000 cells, but need 40000");
});

test("every rule says something of each library", () => {
  assert.deepEqual(module.RULE_HEADS, ["", "cnnlib", "PyTorch", "TensorFlow", "ONNX"]);
  for (const row of Object.values(module.RULES)) {
    assert.equal(row.length, module.RULE_HEADS.length);
    assert.ok(row.every((text) => text.length > 0));
  }
});
