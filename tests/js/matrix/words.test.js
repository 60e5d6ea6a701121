import assert from "node:assert/strict";
import { test } from "node:test";
import { counts } from "../../../unrolled/widgets/js/matrix/rules.js";
import { MODES, typedState, valuesOf, viewOf } from "../../../unrolled/widgets/js/matrix/state.js";
import * as module from "../../../unrolled/widgets/js/matrix/words.js";
import { allCalled, cases } from "../cases.js";

const words = allCalled(module);
const [line, small] = cases("matrix").map(({ state }) => state);
const view = viewOf(line);
const image = viewOf(small);
const padded = viewOf({ ...line, ...typedState({ ...valuesOf(line), pad: [1] }, line) });
const strided = viewOf({ ...line, ...typedState({ ...valuesOf(line), stride: [4] }, line) });

test("what a step shows, in each mode", () => {
  const said = MODES.map((mode) => words.stepWords({ ...view, mode }, 3));
  assert.deepEqual(said, [
    "Row 3 of M is window 4 of 5: `out[3] = 1·1 + 2·0 + 3·3 = 10`.",
    "Row 3 of Mᵀ gathers what its 3 copies bring back: `dx[3] = 3·1 + 2·3 + 1·(-1) = 8`.",
    "Column 3 of Mᵀ is stamp 4 of 5: the filter, times `dout[3] = -1`, is added onto `dx`.",
  ]);
  assert.equal(
    words.stepWords({ ...image, mode: "forward" }, 4),
    "Row 4 of M is window 5 of 9: `out[1, 1] = 1·3 + 2·1 + 3·1 + 4·0 = 8`.",
  );
  assert.equal(
    words.stepWords({ ...view, mode: "gather" }, 0),
    "Row 0 of Mᵀ gathers what its one copy brings back: `dx[0] = 1·2 = 2`.",
  );
  assert.equal(
    words.stepWords({ ...strided, mode: "gather" }, 3),
    "Row 3 of Mᵀ: no window reads this pixel, so `dx[3] = 0`.",
  );
});

test("what is pointed at goes before the step", () => {
  const say = (mode, kind, place) => words.pointedWords({ ...view, mode }, { kind, place }, 0);
  assert.equal(say("forward", "cell", [2, 3]), "`M[2, 3] = w[1] = 2`: this weight meets `x[3]` in window 3.");
  assert.equal(say("gather", "cell", [2, 3]), "`Mᵀ[3, 2] = w[1] = 2`: this weight meets `x[3]` in window 3.");
  assert.equal(say("forward", "cell", [0, 6]), "`M[0, 6] = 0`: window 1 does not read `x[6]`.");
  assert.equal(say("forward", "pixel", 3), "Column 3: `x[3]` lies in 3 of 5 windows.");
  assert.equal(say("stamp", "pixel", 3), "Row 3: `dx[3]` lies in 3 of 5 windows.");
  assert.equal(say("forward", "window", 1), "Row 1: window 2, which makes `out[1]`.");
  assert.equal(say("gather", "window", 1), "Column 1: window 2, which makes `out[1]` and gets `dout[1]`.");
  assert.equal(say("forward", "tap", 2), "`w[2] = 3` stands in M 5 times, always in this tint.");
  const onePlace = viewOf({ ...line, ...typedState({ ...valuesOf(line), stride: [5] }, line) });
  assert.equal(
    words.pointedWords(onePlace, { kind: "tap", place: 0 }, 0),
    "`w[0] = 1` stands in M once, always in this tint.",
  );
  assert.equal(say("forward", undefined, undefined), words.stepWords(view, 0));
  assert.equal(words.pointedWords(strided, { kind: "pixel", place: 3 }, 0), "Column 3 is all 0: no window reads `x[3]`.");
});

test("the legend has the colours of a mode, and no more", () => {
  assert.deepEqual(
    MODES.map((mode) => words.LEGENDS[mode].map(([colour]) => colour)),
    [
      ["image", "filter", "window", "output"],
      ["filter", "gradient"],
      ["filter", "gradient"],
    ],
  );
});

test("names", () => {
  assert.equal(words.captionOf("x", [4, 5]), "x (4, 5)");
  assert.equal(words.gridName("x", [4, 5]), "x: 4 by 5 numbers");
  assert.equal(words.lineName("dout"), "dout as one line");
  assert.equal(words.matrixName(view), "M: 5 rows, one for each window, and 7 columns, one for each pixel");
  assert.equal(
    words.matrixName({ ...view, mode: "stamp" }),
    "M transposed: 7 rows, one for each pixel, and 5 columns, one for each window",
  );
  for (const mode of MODES) {
    assert.equal(words.SIGNS[mode].length, 3);
    assert.ok(words.MODE_NAMES[mode]);
  }
  assert.deepEqual(Object.keys(words.PRESETS), Object.keys(line.presets));
});

test("the question, and what each answer is told", () => {
  assert.equal(
    words.question(view),
    "There is one matrix `M`, 5 × 7, with `M @ x` = `out`. How many of its 35 numbers come from the filter? (The others are 0.)",
  );
  const told = words.answered(view);
  assert.deepEqual(Object.keys(told), Object.keys(counts(view.whole)));
  assert.deepEqual(
    Object.values(told).map((say) => say()),
    [
      "Yes: 5 windows of 3: 15. All others are 0.",
      "Not all of these: some taps lie on the padding, which is no part of `x` and has no column.",
      "That is one row: the filter’s 3 numbers. Each of the 5 windows needs a row of its own.",
      "That would be each of 7 pixels under each of 3 taps. At the ends, pixels meet fewer.",
      "That is all of them. But a window reads 3 of the 7 pixels; for the rest its row is 0.",
    ],
  );
  assert.equal(words.shownWords(padded), "It is so: 7 windows of 3, but for 2 on the padding: 19. All others are 0.");
});
