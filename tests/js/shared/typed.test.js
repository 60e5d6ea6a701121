import assert from "node:assert/strict";
import { test } from "node:test";
import { meant, readAnswer } from "../../../unrolled/widgets/js/shared/typed.js";

test("spaces, brackets and the sign between do not matter", () => {
  const shapes = ["(90, 75)", "90,75", "[90, 75]", " 90  75 ", "90 x 75", "90×75", "( 90 ; 75 , )"];
  assert.deepEqual(new Set(shapes.map(meant)), new Set(["90, 75"]));
  assert.equal(meant("(3,)"), meant("3"));
  assert.notEqual(meant("(90, 75)"), meant("(75, 90)"));
  assert.notEqual(meant("90 75"), meant("9075"));
});

test("a number is what it is worth", () => {
  assert.equal(meant("0.50"), meant(".5"));
  assert.equal(meant("−3"), meant("-3"));
  assert.equal(meant("1e3"), meant("1000"));
});

test("a word is what it says", () => {
  assert.equal(meant(" True"), meant("true"));
  assert.equal(meant("col . T"), meant("col.T"));
  assert.notEqual(meant("max"), meant("mx"));
});

test("what can be no answer says so, and is none", () => {
  assert.throws(() => readAnswer("  ", "90"), { message: "type an answer first" });
  assert.throws(() => readAnswer("rows", "(90, 75)"), /^Error: a number is asked for, such as 3/);
  assert.throws(() => readAnswer("()", "90"), /a number is asked for/);
  assert.equal(readAnswer("(75, 90)", "(90, 75)"), "75, 90");
  assert.equal(readAnswer("9", "(90, 75)"), "9", "of another length it is an answer too");
  assert.equal(readAnswer("Yes", "no"), "yes");
  assert.equal(readAnswer("3", "three"), "3");
});
