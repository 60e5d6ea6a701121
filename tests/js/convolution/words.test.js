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
    words.receives(target, D, X, 2, -3, 4),
    "`dW[0, 0, 0, 0]` receives `dout[0, 0, 0, 0] · x[0, 0, 1, 1] = 2 · (-3) = -6`: `4 − 6 = -2`.",
  );
  assert.equal(
    words.receives(target, D, X, 2, 3, 4),
    "`dW[0, 0, 0, 0]` receives `dout[0, 0, 0, 0] · x[0, 0, 1, 1] = 2 · 3 = 6`: `4 + 6 = 10`.",
  );
  assert.equal(
    words.givesWords([0, 1, 2, 3], -1.5),
    "`dout[0, 1, 2, 3] = -1.5` gives itself to `db[1]`, -1.5 times its window of `x` to `dW[1]`, " +
      "and -1.5 times `W[1]` to that window of `dx`.",
  );
  assert.equal(words.biasReceives(1, -2, 3), "`db[1]` receives `3 − 2 = 1`.");
  assert.equal(words.biasReceives(1, 2, 3), "`db[1]` receives `3 + 2 = 5`.");
});

test("both ways to dx agree, or do not, beside the size of their numbers", () => {
  const said = (one, other) => words.agreement(one, other);
  const ending = (count, difference) =>
    `as by adding up windows: the largest difference in its ${count} numbers is ${difference}.`;
  assert.equal(said([1, 2, 3], [1, 2, 3]), `The same dx ${ending(3, "0")}`);
  assert.equal(said([1, 2, 3], [1, 2.5, 3]), `Not the same dx ${ending(3, "0.5")}`);
  assert.equal(said([1000, 2], [1000 + 5e-7, 2]), `The same dx ${ending(2, "5e-7")}`);
  assert.equal(said([-1000, 2], [-1000 - 5e-7, 2]), `The same dx ${ending(2, "5e-7")}`);
  assert.equal(said([1, 2], [1 + 5e-7, 2]), `Not the same dx ${ending(2, "5e-7")}`);
  assert.equal(said([0], [1e-9]), `The same dx ${ending(1, "1e-9")}`);
  assert.equal(said([0], [2e-9]), `Not the same dx ${ending(1, "2e-9")}`);
});

test("a sum of channels, and a number's name", () => {
  assert.equal(words.added([1]), "1");
  assert.equal(words.added([1, -2, 0.5]), "1 − 2 + 0.5");
  assert.equal(words.named("dW", [0, 1]), "dW[0, 1]");
});
