import assert from "node:assert/strict";
import { test } from "node:test";
import { colour, depth, hue, letter, mark, paint } from "../../../unrolled/widgets/js/reshape/letters.js";

test("windows are A to Z, then AA, AB, …", () => {
  const asked = [0, 1, 25, 26, 27, 51, 52, 701, 702];
  assert.deepEqual(asked.map(letter), ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
});

test("each next window's hue is a golden angle further round the circle", () => {
  assert.deepEqual([0, 1, 2, 3].map(hue), [40, 178, 315, 93]);
});

test("a cell's corner has room for two letters; more windows are counted", () => {
  assert.deepEqual([[], [3], [0, 1], [0, 1, 2], [0, 3, 4, 5], [27], [0, 27]].map(mark), [
    "",
    "D",
    "AB",
    "A+2",
    "A+3",
    "AB",
    "A+1",
  ]);
});

test("a tap is the deeper the later, and nine at most are told apart", () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((tap) => depth(tap, 4)),
    [0, 0.33, 0.67, 1],
  );
  assert.deepEqual([depth(0, 1), depth(8, 9), depth(0, 10), depth(9, 10)], [0, 1, 0.5, 0.5]);
});

test("a colour has the window's hue and the tap's depth", () => {
  assert.equal(
    colour({ window: 1, tap: 3 }, 4),
    "oklch(calc(var(--pale) + var(--deep)*1) calc(var(--dull) + var(--vivid)*1) 178)",
  );
});

test("several colours lie side by side, in equal parts", () => {
  const all = [0, 1, 2].map((window) => ({ window, tap: 0 }));
  assert.equal(paint([], 1), "");
  assert.equal(paint(all.slice(0, 1), 1), colour(all[0], 1));
  const [a, b, c] = all.map((one) => colour(one, 1));
  assert.equal(paint(all, 1), `linear-gradient(90deg,${a} 0% 33.3%,${b} 33.3% 66.7%,${c} 66.7% 100%)`);
});
