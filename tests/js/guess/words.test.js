import assert from "node:assert/strict";
import { test } from "node:test";
import * as module from "../../../unrolled/widgets/js/guess/words.js";
import { allCalled } from "../cases.js";

const words = allCalled(module);

test("what an answer is told", () => {
  assert.equal(words.rightWords("Each window is a row."), "Yes. Each window is a row.");
  assert.equal(words.rightWords(""), "Yes.");
  assert.equal(words.shownWords("90", "Each window is a row."), "The answer: 90. Each window is a row.");
  assert.equal(words.shownWords("It is a view.", ""), "The answer: It is a view.");
  assert.equal(words.shownWords("1.5", "Half of it."), "The answer: 1.5. Half of it.");
});

test("what a line is told, and how many are right", () => {
  assert.equal(words.lineWords("x.T", "That is `x`."), "`x.T`: That is `x`.");
  assert.equal(words.countWords(2, 3), "2 of 3 are right; the others are still empty.");
});
