import assert from "node:assert/strict";
import { test } from "node:test";
import * as module from "../../../unrolled/widgets/js/convolution/words.js";
import { allCalled } from "../cases.js";

const words = allCalled(module);
const [X, W, D] = ["x[0, 0, 1, 1]", "W[0, 0, 0, 0]", "dout[0, 0, 0, 0]"];

test("a number of out", () => {
  const said = (sum, b, value) => words.outputWords("out", [0, 1, 2, 0], 9, sum, b, value);
  assert.equal(said(12.34567, undefined, 12.34567), "`out[0, 1, 2, 0]`: 9 products add up to 12.3.");
  assert.equal(said(12, -2, 10), "`out[0, 1, 2, 0]`: 9 products add up to 12, and `b[1]` makes it `12 − 2 = 10`.");
  assert.equal(
    said(-12, 0.5, -11.5),
    "`out[0, 1, 2, 0]`: 9 products add up to -12, and `b[1]` makes it `-12 + 0.5 = -11.5`.",
  );
  assert.equal(said(4, 0, 4), "`out[0, 1, 2, 0]`: 9 products add up to 4, and `b[1]` makes it `4 + 0 = 4`.");
});

test("one product", () => {
  assert.equal(words.productWords(X, W, 3, -2), "`x[0, 0, 1, 1] · W[0, 0, 0, 0] = 3 · (-2) = -6`");
  assert.equal(words.productWords(X, W, -3, 2), "`x[0, 0, 1, 1] · W[0, 0, 0, 0] = -3 · 2 = -6`");
  assert.equal(words.productWords("zero", W, 0, 0), "`zero · W[0, 0, 0, 0] = 0 · 0 = 0`");
});

test("a pixel outside the window, and one of b", () => {
  assert.equal(words.unreadWords(X, 0.12345, 1), "`x[0, 0, 1, 1] = 0.123` is not under this window; 1 window reads it.");
  assert.equal(words.unreadWords("zero", 0, 0), "`zero = 0` is not under this window; 0 windows read it.");
  assert.equal(words.unreadWords("zero", 0, 2), "`zero = 0` is not under this window; 2 windows read it.");
  assert.equal(words.biasWords(1, 2), "`b[1] = 2` is added to every number of `out[:, 1]`.");
});

test("what a gradient receives, and what dout gives", () => {
  const target = "dW[0, 0, 0, 0]";
  assert.equal(
    words.receivesWords(target, D, X, 2, -3, 4),
    "`dW[0, 0, 0, 0]` receives `dout[0, 0, 0, 0] · x[0, 0, 1, 1] = 2 · (-3) = -6`: `4 − 6 = -2`.",
  );
  assert.equal(
    words.receivesWords(target, D, X, 2, 3, 4),
    "`dW[0, 0, 0, 0]` receives `dout[0, 0, 0, 0] · x[0, 0, 1, 1] = 2 · 3 = 6`: `4 + 6 = 10`.",
  );
  assert.equal(
    words.givesWords([0, 1, 2, 3], -1.5),
    "`dout[0, 1, 2, 3] = -1.5` gives itself to `db[1]`, -1.5 times its window of `x` to `dW[1]`, " +
      "and -1.5 times `W[1]` to that window of `dx`.",
  );
  assert.equal(words.biasReceivesWords(1, -2, 3), "`db[1]` receives `3 − 2 = 1`.");
  assert.equal(words.biasReceivesWords(1, 2, 3), "`db[1]` receives `3 + 2 = 5`.");
});

test("both ways to dx agree, or do not", () => {
  assert.equal(
    words.agreementWords({ size: 25, difference: 0, agree: true }),
    "The same dx as by adding up windows: the largest difference in its 25 numbers is 0.",
  );
  assert.equal(
    words.agreementWords({ size: 9, difference: 1 / 3, agree: false }),
    "Not the same dx as by adding up windows: the largest difference in its 9 numbers is 0.333.",
  );
});

test("a cell of col, and a number by its name", () => {
  assert.equal(words.colWords([4, 7], X, 0.12345), "`col[4, 7] == x[0, 0, 1, 1] == 0.123`");
  assert.equal(words.colWords([4, 7], module.PADDING, 0), "`col[4, 7] == padding == 0`");
  assert.equal(words.valueWords(X, 0.12345), "`x[0, 0, 1, 1] = 0.123`");
  assert.equal(words.nameOrZero("x", [0, 0, 1, 1]), X);
  assert.equal(words.nameOrZero("x", null), "zero");
  assert.equal(words.nameOrZero("x", undefined), "zero");
});

test("a sum of channels, and titles", () => {
  assert.equal(words.added([1]), "1");
  assert.equal(words.added([1, -2, 0.5]), "1 − 2 + 0.5");
  assert.equal(words.soFar("dW[0, 1]"), "dW[0, 1] so far");
  assert.equal(words.turnedTitle("W[0, 1]"), "W[0, 1] turned");
  assert.equal(words.channelsDiffer(2, 3), "x and W must have as many channels, but have 2 and 3");
});
