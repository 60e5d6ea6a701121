import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL_TONES, TONES, toneScale } from "../../../unrolled/widgets/js/shared/tones.js";

test("the smallest number is the palest, the largest the fullest, and all that lie between are between", () => {
  const tone = toneScale([-3, 0, 5, 13]);
  assert.deepEqual([-3, 5, 13].map(tone), [0, TONES / 2, TONES - 1]);
  const walk = Array.from({ length: 161 }, (_, i) => tone(-3 + i / 10));
  assert.deepEqual(
    walk,
    walk.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(walk).size, TONES);
  for (const each of [...walk, tone(NaN)]) assert.ok(ALL_TONES.includes(each));
});

test("one number alone is neither pale nor full", () => {
  assert.equal(toneScale([7, 7])(7), TONES / 2);
});

test("what is infinite is at an end and changes no other's tone, and what is no number has none", () => {
  const tone = toneScale([0, Infinity, 8, NaN, -Infinity]);
  assert.deepEqual([-Infinity, 0, 4, 8, Infinity, NaN].map(tone), [0, 0, TONES / 2, TONES - 1, TONES - 1, "none"]);
});
