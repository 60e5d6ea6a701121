import assert from "node:assert/strict";
import { test } from "node:test";
import { HEADS, rulesFor } from "../../../unrolled/widgets/js/pooling/rules.js";

const NOTHING = { ties: false, average: false, padded: false, dropped: false, ceil_mode: false, dilated: false };
const shownFor = (what) => rulesFor({ ...NOTHING, ...what }).map(([name]) => name);
const ALWAYS = "stride, if none is given";

test("a rule is shown where it matters, and the stride's always, last", () => {
  assert.deepEqual(shownFor({}), [ALWAYS]);
  assert.deepEqual(shownFor({ average: true }), [ALWAYS]);
  assert.deepEqual(shownFor({ ties: true }), ["equal maxima", ALWAYS]);
  assert.deepEqual(shownFor({ padded: true }), ["padding, for a maximum", ALWAYS]);
  assert.deepEqual(shownFor({ padded: true, average: true }), ["padding, for a mean", ALWAYS]);
  assert.deepEqual(shownFor({ dropped: true }), ["pixels that no last window reaches", ALWAYS]);
  assert.deepEqual(shownFor({ ceil_mode: true }), ["a last window over the edge", ALWAYS]);
  assert.deepEqual(shownFor({ dilated: true }), ["dilation", ALWAYS]);
});

test("every row says something of each library", () => {
  assert.deepEqual(HEADS, ["", "cnnlib", "PyTorch", "TensorFlow", "ONNX"]);
  const all = { ties: true, padded: true, dropped: true, ceil_mode: true, dilated: true };
  for (const average of [true, false]) {
    for (const row of rulesFor({ ...all, average })) {
      assert.equal(row.length, HEADS.length);
      assert.ok(row.every((text) => text.length > 0));
    }
  }
});
