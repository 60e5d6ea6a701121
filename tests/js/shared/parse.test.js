import assert from "node:assert/strict";
import { test } from "node:test";
import { parseNumber } from "../../../unrolled/widgets/js/shared/parse.js";

test("a number is read, with either minus", () => {
  assert.deepEqual(
    ["3", " -0.5 ", "−2", "1e3", "0"].map((text) => parseNumber(text, "x[0]")),
    [3, -0.5, -2, 1000, 0],
  );
});

test("what is none is refused by the cell's name", () => {
  for (const text of ["abc", "1 2", "inf", "Infinity", "nan", "--1"]) {
    assert.throws(() => parseNumber(text, "W[0, 0, 1, 1]"), {
      name: "RangeError",
      message: `W[0, 0, 1, 1] must be a number such as 3 or -0.5, not “${text}”`,
    });
  }
  assert.throws(() => parseNumber("  ", "b[0]"), { message: "b[0] must be a number such as 3 or -0.5, not empty" });
});
