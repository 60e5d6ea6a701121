import assert from "node:assert/strict";
import { test } from "node:test";
import { ASKED, grown, judgeOfPixels } from "../../../unrolled/widgets/js/follow/rules.js";
import { cases } from "../cases.js";

const [one, two] = cases("follow");

test("each answer has the rule that gives it", () => {
  const [row, column] = ASKED;
  const right = one.col[row][column];
  const along = one.col[row][column - 1] + 1;
  assert.deepEqual([right, along], [11, 9]);
  for (const pixel of one.x) {
    const rule = { [right]: "down", [along]: "along" }[pixel] ?? "elsewhere";
    assert.equal(judgeOfPixels()(pixel).rule, rule, `${pixel}`);
  }
  const judge = judgeOfPixels();
  assert.deepEqual(
    [3, 4].map((pixel) => judge(pixel).isSettled),
    [false, true],
  );
});

test("a second channel makes longer rows, and no more of them", () => {
  assert.equal(two.col.length, one.col.length);
  assert.equal(two.col[0].length, 2 * one.col[0].length);
  assert.equal(grown(), "longer");
});
