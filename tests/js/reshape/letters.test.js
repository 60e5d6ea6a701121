import assert from "node:assert/strict";
import { test } from "node:test";
import { hue, letter } from "../../../unrolled/widgets/js/reshape/letters.js";

test("windows are A to Z, then AA, AB, …", () => {
  const asked = [0, 1, 25, 26, 27, 51, 52, 701, 702];
  assert.deepEqual(asked.map(letter), ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
});

test("each next window's hue is a golden angle further round the circle", () => {
  assert.deepEqual([0, 1, 2, 3].map(hue), [40, 178, 315, 93]);
});
