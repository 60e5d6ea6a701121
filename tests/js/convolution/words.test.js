import assert from "node:assert/strict";
import { test } from "node:test";
import { productMoment } from "../../../unrolled/widgets/js/convolution/moment.js";
import { drawnLayer } from "../../../unrolled/widgets/js/convolution/state.js";
import * as module from "../../../unrolled/widgets/js/convolution/words.js";
import { allCalled, counted } from "../cases.js";

const words = allCalled(module);
const [X, W, D] = ["x[0, 0, 1, 1]", "W[0, 0, 0, 0]", "dout[0, 0, 0, 0]"];

test("a number of out", () => {
  const said = (sum, b) => words.outputWords("out[0, 1, 2, 0]", [7, 9], 8, sum, b && { f: 1, value: b.value });
  assert.equal(said(12.34567, null), "Window 7 of 9: 8 products add up to 12.3: `out[0, 1, 2, 0]`.");
  const start = "Window 7 of 9: 8 products add up to";
  assert.equal(said(12, { value: -2 }), `${start} 12, and \`b[1]\` makes it \`12 − 2 = 10\`: \`out[0, 1, 2, 0]\`.`);
  assert.equal(said(-12, { value: 0.5 }), `${start} -12, and \`b[1]\` makes it \`-12 + 0.5 = -11.5\`: \`out[0, 1, 2, 0]\`.`);
  assert.equal(words.unmadeWords("out[0, 1, 2, 0]"), "`out[0, 1, 2, 0]` is not there yet.");
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
    "`dW[0, 0, 0, 0]` receives `dout[0, 0, 0, 0] · x[0, 0, 1, 1] = 2 · (-3) = -6`: `4 − 6 → -2`.",
  );
  assert.equal(
    words.receivesWords(target, D, X, 2, 3, 4),
    "`dW[0, 0, 0, 0]` receives `dout[0, 0, 0, 0] · x[0, 0, 1, 1] = 2 · 3 = 6`: `4 + 6 → 10`.",
  );
  const gives = "`dout[0, 1, 2, 3] = -1.5` goes to `db[1]`, times `W[1]` to `dx`, times its window to `dW[1]`";
  assert.equal(words.givesWords([0, 1, 2, 3], -1.5, null), `${gives}.`);
  const sum = { name: "dx[0, 0, 1, 1]", from: 6, by: 4 };
  assert.equal(words.givesWords([0, 1, 2, 3], -1.5, sum), `${gives}. \`dx[0, 0, 1, 1]\`: \`6 + 4 → 10\`.`);
  assert.equal(words.biasReceivesWords(1, -2, 3), "`db[1]` receives `3 − 2 → 1`.");
  assert.equal(words.biasReceivesWords(1, 2, 3), "`db[1]` receives `3 + 2 → 5`.");
});

test("both ways to a gradient agree, or do not", () => {
  assert.equal(
    words.agreementWords("dx", { size: 25, difference: 0, agree: true }),
    "The same dx as by adding up windows: the largest difference in its 25 numbers is 0.",
  );
  assert.equal(
    words.agreementWords("dx", { size: 9, difference: 1 / 3, agree: false }),
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
  assert.equal(words.filterName(2), "filter 2");
  assert.equal(words.channelsDiffer(2, 3), "x and W must have as many channels, but have 2 and 3");
});

const STATE = {
  x: counted([1, 2, 3, 3]),
  W: counted([2, 2, 2, 2], -3),
  b: counted([2], 5),
  dout: counted([1, 2, 2, 2]),
  mode: "forward",
  flipped: false,
  stride: [1, 1],
  pad: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
};
const momentAt = (step, change = {}) => productMoment(drawnLayer({ ...STATE, ...change }).layer, step, [0, 1]);

test("the corner's numbers become out's", () => {
  assert.equal(words.rowsWords("rows[2, 1]", "out[0, 1, 1, 0]", 3), "`rows[2, 1] = 3` becomes `out[0, 1, 1, 0]`.");
  assert.equal(words.turnWords([1, 2, 2, 2]), "`out = rows.reshape(1, 2, 2, 2).transpose(0, 3, 1, 2)`");
});

test("sizes in letters and numbers", () => {
  const { layer } = momentAt(0);
  const told = words.facts(layer);
  assert.match(told[0][1], /^`OH = .*`: `\(3 \+ 0 \+ 0 − \(1·\(2 − 1\) \+ 1\)\) \/\/ 1 \+ 1 = 2`$/);
  assert.match(told[1][1], /^`OW = /);
  assert.equal(told[2][1], "`col (4, 8) @ col_W (8, 2) = rows (4, 2)`");
  assert.equal(told[3][1], "`out (N, FN, OH, OW) = (1, 2, 2, 2)`");
});

test("the reader's turn", () => {
  const moment = momentAt(5);
  assert.equal(words.awaitedWords(moment), "Window 2 of 4 meets filter 1. What they make is for you to say.");
  assert.equal(
    words.askWeight(moment, [0, 1, 0, 1], 4),
    "`x[0, 1, 0, 1]` is lit. Which weight does it meet? Choose it in `W`.",
  );
  assert.match(words.askPixel(moment, 4), /^`W\[1, 1, 0, 0\]` is lit. To which pixel of `dx` does it take/);
  assert.equal(words.pixelShown([0, 1, 2, 3]), "It goes to `dx[0, 1, 2, 3]`: to the pixel that the weight met.");
  assert.match(words.askWeight(moment, null, 4), /^A zero of the padding, in channel 1, is lit/);
  assert.equal(words.askOutput(moment), "Which number of `out` do this window and this filter make, with `b[1]`?");
  assert.match(words.askOutput(momentAt(5, { b: null })), /make\?$/);
  assert.equal(words.weightShown(moment, 4), "It meets `W[1, 1, 0, 0]`, which stands at its place in the window.");
  const [sum, value] = [moment.layer.out.data[5] - 6, moment.layer.out.data[5]];
  assert.equal(words.outputShown(moment), `8 products add up to \`${sum}\`, and \`b[1]\` makes it \`${value}\`.`);
  assert.equal(words.outputShown(momentAt(5, { b: null })), `8 products add up to \`${sum}\`.`);
  assert.equal(words.outputSaid(moment).right(), `Yes: ${words.outputShown(moment)}`);
  assert.match(words.askWeight(moment, [0, 0, 1, 2], 4, "dout"), /^`dout\[0, 0, 1, 2\]` is lit/);
  assert.equal(words.turnedShown("W[0, 0, 1, 2]"), "It meets `W[0, 0, 1, 2]`, as the filter is turned.");
  for (const said of [words.outputSaid(moment), words.placeSaid(moment, 4)])
    for (const say of Object.values(said)) assert.match(say(), /\.$/);
});

test("what a piece of the code names", () => {
  const variables = { n: 0, f: 1, oh: 2, ow: 0, top: 2, left: 0, down: [2, 4, 1], across: [0, 2, 1] };
  const taken = { down: { at: [2, 3], size: 4 }, across: { at: [0, 1], size: 4 } };
  const said = (names) => words.codeWords(names, variables, taken);
  assert.equal(said("number"), "`out[0, 1, 2, 0]`, the number that this step makes");
  assert.equal(said("filter"), "filter 1, in all channels");
  assert.equal(said("bias"), "the bias of filter 1");
  assert.equal(said("products"), "each number of the window times the weight at its place");
  assert.equal(said("down"), "`slice(2, 4, 1)`: rows 2, 3 of the padded image");
});
