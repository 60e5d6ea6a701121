import assert from "node:assert/strict";
import { test } from "node:test";
import {
  abbreviated,
  becomes,
  formatNumber,
  nameAt,
  pieces,
  plus,
  plusTo,
  tuple,
} from "../../../unrolled/widgets/js/shared/text.js";

test("whole numbers in full, others to three digits, text as it is", () => {
  const numbers = [0, -12, 123456, 0.5, -1 / 3, 1234.5, 1e-7, Number.NaN, Infinity, "9007199254740993", "inf"];
  const written = ["0", "-12", "123456", "0.5", "-0.333", "1230", "1e-7", "NaN", "Infinity", "9007199254740993", "inf"];
  assert.deepEqual(numbers.map(formatNumber), written);
});

test("a number's name, and a shape as Python writes it", () => {
  assert.equal(nameAt("x", [0, 1, 2, 3]), "x[0, 1, 2, 3]");
  assert.equal(nameAt("", [":", 2]), "[:, 2]");
  assert.equal(tuple([]), "()");
  assert.equal(tuple([3]), "(3,)");
  assert.equal(tuple([3, 4]), "(3, 4)");
});

test("a sum, with a sign of its own for what is negative", () => {
  assert.equal(plusTo("1 + 2", 3), "1 + 2 + 3");
  assert.equal(plusTo("1", -2), "1 − 2");
  assert.equal(plus(-1, 0.12345), "-1 + 0.123");
  assert.equal(becomes(6, 4), "6 + 4 → 10");
  assert.equal(becomes(4, -6), "4 − 6 → -2");
});

test("a long list is cut, and says so", () => {
  assert.equal(abbreviated(["1", "2", "3"], " + ", 3), "1 + 2 + 3");
  assert.equal(abbreviated(["1", "2", "3", "4"], " + ", 3), "1 + 2 + 3 + …");
});

test("a text in pieces: code, emphasis, and what is neither", () => {
  const cut = [
    ["", "has "],
    ["code", "x * y * z"],
    ["", " "],
    ["em", "one image"],
    ["", ", 2 * 3 * 4 <b>"],
  ];
  assert.deepEqual(pieces("has `x * y * z` *one image*, 2 * 3 * 4 <b>"), cut);
  assert.deepEqual(pieces("*a*"), [["em", "a"]]);
  assert.deepEqual(pieces(""), []);
});
