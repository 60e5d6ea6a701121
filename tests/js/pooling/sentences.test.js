import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cellSentence,
  placeSentence,
  stepSentence,
  windowSentence,
} from "../../../unrolled/widgets/js/pooling/sentences.js";
import { poolAll } from "../../../unrolled/widgets/js/pooling/state.js";

// Two windows of two pixels that share the middle one, and a column of padding.
const STATE = {
  x: { shape: [1, 1, 1, 3], data: [2, 7, 5] },
  pool_h: 1,
  pool_w: 2,
  stride: [1, 1],
  pad: [
    [0, 0],
    [1, 0],
  ],
  dilation: [1, 1],
  ceil_mode: false,
  average: false,
  count_include_pad: true,
  dout: { shape: [1, 1, 1, 3], data: [10, 20, 30] },
  mode: "forward",
  loop: "window",
  operator: "+=",
};
const pooled = (change) => poolAll({ ...STATE, ...change });

test("a window's sentence is that of the direction", () => {
  assert.equal(
    windowSentence(pooled({}), 1),
    "`out[0, 0, 0, 1] = max(2, 7) = 7`, from `x[0, 0, 0, 1]`, place 1 of its window",
  );
  assert.equal(
    windowSentence(pooled({ mode: "backward" }), 2),
    "`dout[0, 0, 0, 2] = 30` goes to `dx[0, 0, 0, 1]`, which held the maximum; the others get 0",
  );
});

test("a pixel's sentence is that of its picture", () => {
  const said = (kind, place, step, change = {}) => placeSentence(pooled(change), kind, place, step);
  assert.equal(said("x", [0, 0, 0, 1], 2), "`x[0, 0, 0, 1] = 7` is in 2 windows, and wins 2");
  assert.equal(said("x", [0, 0, 0, 2], 2), "`x[0, 0, 0, 2] = 5` is in 1 window, and wins none");
  assert.equal(said("x", [0, 0, 0, 2], 2, { average: true }), "`x[0, 0, 0, 2] = 5` is in 1 window");
  assert.equal(said("dx", [0, 0, 0, 1], 1), "`dx[0, 0, 0, 1] = 20`, from 1 window");
  assert.equal(said("dx", [0, 0, 0, 1], 2), "`dx[0, 0, 0, 1] = 20 + 30 = 50`, added up from 2 windows");
});

test("the border's sentence is that of the rule", () => {
  const said = (change) => placeSentence(pooled(change), "x", [0, 0, 0, -1], 0);
  assert.equal(said({}), "padding: it counts as `-∞`, so it never wins over a pixel");
  assert.equal(said({ average: true }), "padding: 0, and counted");
  assert.equal(said({ average: true, count_include_pad: false }), "padding: 0, and not counted");
});

test("a step's sentence says which of how many it is", () => {
  assert.match(stepSentence(pooled({}), 1), /^Window 2 of 3: `out\[0, 0, 0, 1\] = .*window\.$/);
  const tap = (change, step) => stepSentence(pooled({ mode: "backward", loop: "tap", ...change }), step);
  assert.equal(tap({}, 1), "Tap 2 of 2, place 1 in every window, has won windows 1, 2: their 10, 20 go to `dx`.");
  assert.equal(tap({}, 0), "Tap 1 of 2, place 0 in every window, has won window 3: its 30 goes to `dx`.");
  assert.match(
    tap({ operator: "=" }, 0),
    /goes to `dx`\. `=` overwrites with it all that this place reads, also with zeros\.$/,
  );
});

test("a place in a row says what it holds, once it is there", () => {
  const said = (change, cell, step) => cellSentence(pooled(change), cell, step);
  assert.equal(said({}, [1, 1], 1), "place 1 of window 2, `out[0, 0, 0, 1]`: `x[0, 0, 0, 1]`, `7`");
  assert.equal(said({}, [1, 1], 0), "place 1 of window 2, `out[0, 0, 0, 1]`: `x[0, 0, 0, 1]`, not there yet");
  assert.equal(said({}, [0, 0], 0), "place 0 of window 1, `out[0, 0, 0, 0]`: padding, `-∞`");
  assert.equal(said({ average: true }, [0, 0], 0), "place 0 of window 1, `out[0, 0, 0, 0]`: padding, `0`");
  assert.equal(said({ mode: "backward" }, [1, 1], 1), "place 1 of window 2, `out[0, 0, 0, 1]`: `x[0, 0, 0, 1]`, `20`");
});

test("with = a pixel's sentence says what is left", () => {
  const change = { mode: "backward", operator: "=" };
  assert.equal(
    placeSentence(pooled(change), "dx", [0, 0, 0, 1], 2),
    "`dx[0, 0, 0, 1] = 30`: 20, then 30 came here, and `=` keeps what was written last",
  );
});
