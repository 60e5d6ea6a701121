import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "../../../unrolled/widgets/js/reshape/state.js";
import { TURNS } from "../../../unrolled/widgets/js/reshape/turn.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { counted } from "../cases.js";

function shown(mode) {
  const [one, none] = [
    [1, 1],
    [
      [0, 0],
      [0, 0],
    ],
  ];
  const state = { x: counted([1, 2, 3, 4]), filter_h: 2, filter_w: 2, stride: one, pad: none, dilation: one };
  const full = /** @type {any} */ ({ ...state, mode, transpose: true });
  return { state: full, trace: traceOf(full), sizes: imageSizes(full, "filter"), isPooling: mode === "pooling" };
}

test("im2col's trace asks about a pixel, which is lit, and pooling's about all of dx", () => {
  const asked = ["im2col", "pooling"].map((mode) => TURNS.question(shown(mode)));
  assert.deepEqual(asked[0][0].lit, new Map([[5, "1"]]));
  assert.deepEqual(asked[1][0], {});
  for (const [, { text, answers = [], rules, said, shown: told }] of asked) {
    assert.match(text, /^How many/);
    assert.ok(told);
    const found = answers.map(([count]) => String(ruleOf(rules, count)));
    assert.equal(found.filter((rule) => rule === "right").length, 1);
    assert.ok(found.length >= 3);
    for (const rule of found) assert.match(said[rule](0), /[.?]$/);
  }
});
