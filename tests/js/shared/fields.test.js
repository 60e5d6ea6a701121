import assert from "node:assert/strict";
import { test } from "node:test";
import { parseField } from "../../../unrolled/widgets/js/shared/fields.js";

const HEIGHT = { name: "H", label: "Height H", group: "Images", least: 1, most: 12 };
const PAD = { name: "pad", label: "Pad", group: "Sliding", least: 0, most: 6, lengths: [1, 2, 4] };

test("numbers stand apart by commas or spaces", () => {
  assert.deepEqual(parseField(HEIGHT, " 12 "), [12]);
  assert.deepEqual(parseField(HEIGHT, "1"), [1]);
  assert.deepEqual(parseField(PAD, "0, 6"), [0, 6]);
  assert.deepEqual(parseField(PAD, "1 2,3 ,  4"), [1, 2, 3, 4]);
});

test("what is no number in range, or too many of them, is refused by the field's name", () => {
  for (const text of ["0", "13", "1.5", "-1", "x1", "1x", "1, 2"]) {
    assert.throws(() => parseField(HEIGHT, text), {
      name: "RangeError",
      message: `Height H must be a whole number from 1 to 12, not “${text}”`,
    });
  }
  assert.throws(() => parseField(HEIGHT, " "), { message: "Height H must be a whole number from 1 to 12, not empty" });
  for (const text of ["1, 2, 3", "1, 7", "7, 1"]) {
    assert.throws(() => parseField(PAD, text), {
      message: `Pad must be 1 or 2 or 4 whole numbers from 0 to 6, not “${text}”`,
    });
  }
});
