import assert from "node:assert/strict";
import { test } from "node:test";
import { im2colTrace } from "../../../unrolled/widgets/js/reshape/im2col.js";
import { poolingTrace } from "../../../unrolled/widgets/js/reshape/pooling.js";
import { TRAITS, traceOf } from "../../../unrolled/widgets/js/reshape/state.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { cases } from "../cases.js";

test("every trait is one that Python sends", () => {
  assert.ok(TRAITS.includes("x"));
  for (const { state } of cases("reshape"))
    assert.deepEqual(
      TRAITS.filter((name) => !(name in state)),
      [],
    );
});

test("the trace is that of the mode, with the transpose or without it", () => {
  const [{ state }] = cases("reshape");
  const sizes = imageSizes(state, "filter");
  for (const transpose of [true, false]) {
    assert.deepEqual(traceOf({ ...state, transpose }), im2colTrace(sizes, state.x, transpose));
  }
  assert.deepEqual(traceOf({ ...state, mode: "pooling" }), poolingTrace(sizes, state.x));
});
