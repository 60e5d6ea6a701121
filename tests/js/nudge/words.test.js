import assert from "node:assert/strict";
import { test } from "node:test";
import { rates } from "../../../unrolled/widgets/js/nudge/rules.js";
import * as module from "../../../unrolled/widgets/js/nudge/words.js";
import { allCalled } from "../cases.js";

const words = allCalled(module);
const LINE = { x: [1, 2, 0, 1, 3, 2, 1], w: [2, 1, -1], target: [3, 5, -3, 0, 8] };
const PIXEL = { kind: "x", place: 3 };
const WEIGHT = { kind: "w", place: 2 };
const MOVED = { ...LINE, x: LINE.x.with(3, 1.1) };

test("numbers, as they are written", () => {
  assert.deepEqual([1, -0.5, 8.93, 0.1 + 0.2, -1e-12, 12.345678].map(words.written), [
    "1",
    "-0.5",
    "8.93",
    "0.3",
    "0",
    "12.3457",
  ]);
  assert.deepEqual([-1, 0.1].map(words.signed), ["−1", "+0.1"]);
  assert.deepEqual([-0.6, 0.9].map(words.answerText), ["−0.6", "+0.9"]);
});

test("the legend has each colour of the picture", () => {
  assert.deepEqual(
    words.LEGEND.map(([colour]) => colour),
    ["image", "filter", "column", "output", "gradient"],
  );
});

test("what is in hand, and where it is at work", () => {
  assert.equal(words.heldText(PIXEL, LINE), "`x[3] = 1`");
  assert.equal(words.usesWords(LINE, PIXEL), "`x[3] == 1` is read 3 times, by `out[1]` to `out[3]`.");
  assert.equal(words.usesWords(LINE, { kind: "x", place: 0 }), "`x[0] == 1` is read once, by `out[0]`.");
  assert.equal(words.usesWords(LINE, WEIGHT), "`w[2] == -1` is used 5 times, once for each output.");
  assert.equal(words.nudgeName(PIXEL, -0.1), "lower x[3] by 0.1");
  assert.equal(words.nudgeName(WEIGHT, 1), "raise w[2] by 1");
});

test("what a move did", () => {
  assert.equal(words.moveWords(MOVED, PIXEL, 1), "`x[3]` went from 1 to 1.1: the loss from 8 to 8.93.");
  assert.equal(words.riseWords(MOVED, PIXEL, 1), "`(8.93 − 8) / 0.1 = 9.3`");
  assert.equal(words.riseWords(LINE, PIXEL, null), "None yet: drag a number up or down.");
  assert.equal(words.riseWords(LINE, PIXEL, 1), "None yet: drag a number up or down.");
});

test("what is pointed at", () => {
  const said = ["col", "out", "target", "dout", "x"].map((kind) => words.pointedWords(LINE, { kind, place: 2 }));
  assert.deepEqual(said, [
    "`col[0, 2] == x[2] == 0`: it meets `w[2]`, and goes into `out[0]`.",
    "`out[2] = 2·0 + 1·1 + (-1)·3 = -2`",
    "`out[2]` should be -3.",
    "`dout[2] = -2 − (-3) = 1`: raise `out[2]` by a little, and the loss changes 1 times as much.",
    null,
  ]);
  assert.equal(words.pointedWords(LINE, {}), null);
  assert.equal(said[0], words.cellWords(LINE, [0, 2]));
  assert.equal(said[1], words.outWords(LINE, 2));
  assert.equal(said[2], words.targetWords(LINE, 2));
  assert.equal(said[3], words.doutWords(LINE, 2));
});

test("the gradient is spelled out, by names and by numbers", () => {
  assert.deepEqual(words.termTexts(LINE, PIXEL), [
    [2, "w[2]·dout[1]"],
    [1, "w[1]·dout[2]"],
    [0, "w[0]·dout[3]"],
  ]);
  assert.equal(words.sumWords(LINE, PIXEL), "`= (-1)·(-2) + 1·1 + 2·3 = 9`");
  assert.deepEqual(words.termTexts(LINE, WEIGHT)[4], [null, "x[6]·dout[4]"]);
  assert.equal(words.tinyWords(LINE, PIXEL), "`(8.0903 − 7.9103) / 0.02 = 9`");
  assert.equal(words.curveName(LINE, PIXEL), "The loss over x[3]: a valley. At 1 its slope is 9.");
});

test("the question, and what each answer is told", () => {
  assert.equal(
    words.question(LINE, PIXEL, 0.1),
    "Raise `x[3]` from `1` to `1.1`. By how much will the loss change, roughly?",
  );
  const told = words.answered(LINE, PIXEL);
  assert.deepEqual(Object.keys(told), Object.keys(rates(LINE, PIXEL)));
  assert.deepEqual(
    Object.values(told).map((say) => say()),
    [
      "Yes: each copy counts, times its weight and times the `dout` of its output.",
      "Not quite: that pairs weights and outputs the wrong way round. In `out[1]` it meets `w[2]`.",
      "That is one copy’s share alone. All of these move: `out[1]`, `out[2]`, `out[3]`.",
      "That is the share of `out[3]` alone. The shares of all its copies add up.",
      "So much the outputs grow, all together. Each counts times its `dout`: how far it is off.",
    ],
  );
  assert.equal(
    words.shownWords(LINE, PIXEL, 0.1),
    "It is +0.9: each copy counts, times its weight and times the `dout` of its output.",
  );
});
