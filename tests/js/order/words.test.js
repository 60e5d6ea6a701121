import assert from "node:assert/strict";
import { test } from "node:test";
import * as module from "../../../unrolled/widgets/js/order/words.js";
import { allCalled } from "../cases.js";

const words = allCalled(module);
const PIECES = [
  { text: "    col = im2col(x)  # (N, C)", reads: [], gives: ["col"], ends: false },
  { text: "    for i in col:\n        out += i", reads: [], gives: ["out"], ends: false },
];

test("a line's name is its first, without indentation or comment", () => {
  assert.equal(words.pieceName(PIECES[0].text, 0, 2), "line 1 of 2: col = im2col(x)");
  assert.equal(words.moveName(words.UP, PIECES[1].text), "Move up: for i in col:");
  assert.equal(words.movedWords(PIECES[1].text, 1, 2), "`for i in col:` is line 2 of 2 now.");
});

test("each fault is told by its rule", () => {
  const told = (rule) => words.faultWords(PIECES, { rule, piece: 1, name: "col", giver: 0, by: 1 });
  assert.deepEqual(["missing", "early", "other", "ends", "left"].map(told), [
    "`for i in col:` uses `col`, which no line above gives.",
    "`for i in col:` uses `col` as it comes in, but `for i in col:` above has changed it.",
    "`for i in col:` uses `col` as `col = im2col(x)` leaves it; here it has it from `for i in col:`.",
    "`for i in col:` ends the function: nothing below it would run.",
    "At the end `col` is what `for i in col:` left; it should be what `col = im2col(x)` leaves.",
  ]);
  assert.equal(
    words.faultWords(PIECES, { rule: "ends", piece: 0 }),
    "`col = im2col(x)` ends the function: nothing below it would run.",
  );
});
