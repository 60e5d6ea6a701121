import assert from "node:assert/strict";
import { test } from "node:test";
import { find } from "../../book/search/find.js";

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
const where = (query) =>
  find(SECTIONS, query)
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
    find(/** @type {any} */ (sections), "pad").map(({ address }) => address),
    ["b#b", "a#a"],
  );
});

test("code is found by any of its characters, and its line is shown", () => {
  const [plus] = find(SECTIONS, "+=");
  assert.deepEqual([plus.address, plus.isCode, plus.line.text, shown(plus.line)], ["a.html#a", true, "x[:, 0] += 1", "+="]);
  const [reshape] = find(SECTIONS, "reshape(N * OH * OW, -1)");
  assert.equal(shown(reshape.line), "reshape(N * OH * OW, -1)");
  const [indented] = find(SECTIONS, "col = im");
  assert.deepEqual([indented.line.text, shown(indented.line)], ["col = im2col(x)", "col = im"]);
});

test("Japanese, and what a keyboard writes for a quotation mark, is found", () => {
  assert.equal(shown(find(SECTIONS, "行列")[0].line), "行列");
  assert.equal(shown(find(SECTIONS, "layer's")[0].line), "layer’s");
});

test("words that stand apart are found where all of them are", () => {
  assert.equal(where("receptive field"), "e");
  assert.equal(where("receptive nowhere"), "");
});

test("of long prose the words around are shown", () => {
  const [{ line }] = find(SECTIONS, "the end");
  assert.equal(shown(line), "the END");
  assert.match(line.text, /^….{20,80}the END.{20,80}…$/);
});

test("nothing is found for nothing", () => {
  assert.deepEqual([find(SECTIONS, ""), find(SECTIONS, "  "), find(SECTIONS, "zebra")], [[], [], []]);
});
