import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFinder } from "../../book/search/find.js";

/** @type {import("../../book/search/find.js").Section[]} */
const SECTIONS = [
  [
    "a.html#a",
    ["Arrays"],
    "What im2colon might be. A layer’s window, and 画像から行列へ.",
    "x[:, 0] += 1\n    col = im2col(x)",
  ],
  ["c.html#c", ["im2col"], "It has a title.", "out.reshape(N * OH * OW, -1)"],
  ["d.html#d", ["The im2cols"], "A receptive thing.", "y = 3"],
  ["b.html#b", ["Matrices", "Before im2col"], "Nothing here.", ""],
  ["e.html#e", ["Fields"], `A field that is receptive. ${"long ".repeat(60)}the END ${"more ".repeat(60)}`, ""],
];
const find = makeFinder(SECTIONS);
const where = (query) =>
  find(query)
    .map(({ address }) => address[0])
    .join("");
const shown = ({ text, from, to }) => text.slice(from, to);

test("a heading of these words comes first, then whole words in headings, parts of them, then the text", () => {
  assert.equal(where("im2col"), "cbda");
  assert.equal(where("IM2COL"), "cbda");
  assert.equal(where("title"), "c");
});

test("whole words come before parts of words", () => {
  const sections = [
    ["a#a", ["A"], "padding", ""],
    ["b#b", ["B"], "a pad of one", ""],
  ];
  assert.deepEqual(
    makeFinder(/** @type {any} */ (sections))("pad").map(({ address }) => address),
    ["b#b", "a#a"],
  );
});

test("code is found by any of its characters, and its line is shown", () => {
  const [plus] = find("+=");
  assert.deepEqual([plus.address, plus.isCode, plus.line.text, shown(plus.line)], ["a.html#a", true, "x[:, 0] += 1", "+="]);
  const [reshape] = find("reshape(N * OH * OW, -1)");
  assert.equal(shown(reshape.line), "reshape(N * OH * OW, -1)");
  const [indented] = find("col = im");
  assert.deepEqual([indented.line.text, shown(indented.line)], ["col = im2col(x)", "col = im"]);
});

test("Japanese, and what a keyboard writes for a quotation mark, is found", () => {
  assert.equal(shown(find("行列")[0].line), "行列");
  assert.equal(shown(find("layer's")[0].line), "layer’s");
});

test("words that stand apart are found too, after those in a row: the more of them, and the nearer to the heading, the better", () => {
  const sections = [
    ["book/a.html#a", ["A"], "the loss is told", ""],
    ["book/b.html#b", ["B", "Before you train"], "a loss that is infinite, and then not a number", ""],
    ["book/c.html#c", ["C", "Infinite loss"], "it grows", ""],
    ["book/d.html#d", ["D"], "my infinite gradient", ""],
    ["book/e.html#e", ["E"], "an infinite loss", ""],
  ];
  const found = makeFinder(/** @type {any} */ (sections))("infinite loss");
  assert.deepEqual(
    found.map(({ address, isApart }) => [address.at(-1), isApart]),
    [
      ["c", false],
      ["e", false],
      ["b", true],
      ["d", true],
      ["a", true],
    ],
  );
  assert.equal(shown(found[3].line), "infinite");
});

test("what a question is made of is not looked for, and a slip or a beginning is forgiven", () => {
  assert.equal(where("how do I get a receptive field?"), "ed");
  assert.equal(where("recptive"), "de");
  assert.equal(where("recep"), "de");
  assert.equal(where("receptive nowhere"), "de");
});

test("of a question, the questions page and the glossary come first, and an exercise last", () => {
  const at = (address) => [address, ["Ties"], "pooling gives the first a win", ""];
  const sections = ["book/a.html#ex-a", "book/a.html#a", "book/questions.html#q"].map(at);
  assert.deepEqual(
    makeFinder(/** @type {any} */ (sections))("who wins ties in pooling").map(({ address }) => address),
    ["book/questions.html#q", "book/a.html#a", "book/a.html#ex-a"],
  );
});

test("what is typed as 1x1 is found as 1×1; of code that stands nowhere, its names are found", () => {
  const sections = [["a#a", ["One by one"], "a 1×1 filter", "out.reshape(-1, N)"]];
  const look = makeFinder(/** @type {any} */ (sections));
  assert.deepEqual(
    look("1x1").map(({ line }) => shown(line)),
    ["1×1"],
  );
  assert.equal(look("reshape(-1, N)").length, 1);
  assert.deepEqual(
    look("reshape(N)").map(({ isApart }) => isApart),
    [true],
  );
});

test("of long prose the words around are shown", () => {
  const [{ line }] = find("the end");
  assert.equal(shown(line), "the END");
  assert.match(line.text, /^….{20,80}the END.{20,80}…$/);
});

test("nothing is found for nothing", () => {
  assert.deepEqual([find(""), find("  "), find("zebra")], [[], [], []]);
});
