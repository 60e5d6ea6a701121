import assert from "node:assert/strict";
import { test } from "node:test";
import { im2colTrace } from "../../../unrolled/widgets/js/reshape/im2col.js";
import { poolingTrace } from "../../../unrolled/widgets/js/reshape/pooling.js";
import { askedPixel, copyCounts, winnerCounts } from "../../../unrolled/widgets/js/reshape/rules.js";
import { answersOf, ruleOf, rulesOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, counted } from "../cases.js";

const X = counted([1, 2, 3, 4]);
const SIZES = im2colSizes(X.shape, { height: axis(), width: axis() });
const TRACE = im2colTrace(SIZES, X, true);
const PIXEL = 5; // x[0, 0, 1, 1]

test("asked is of a pixel in as many windows as any", () => {
  assert.equal(askedPixel(TRACE), PIXEL);
});

test("as many cells of the buffer hold a pixel's number as the rule says", () => {
  const [, buffer] = TRACE.stages;
  X.data.forEach((_, pixel) => {
    const copies = buffer.cells.filter(([item]) => TRACE.items[item].pixel === pixel);
    assert.equal(copyCounts(TRACE, SIZES, pixel).right, copies.length);
  });
});

test("each answer has a rule", () => {
  const counts = copyCounts(TRACE, SIZES, PIXEL);
  assert.deepEqual(answersOf(counts), [1, 4, 6]);
  assert.deepEqual(
    [1, 4, 6].map((answer) => ruleOf(rulesOf(counts), answer)),
    ["once", "right", "windows"],
  );
});

test("in pooling the right one is how many numbers of dx are not 0", () => {
  // In the last windows nothing but padding wins.
  const x = { shape: [1, 2, 3, 3], data: [1, 2, 3, 4, 9, 6, 7, 8, 5, 9, 2, 3, 4, 1, 6, 7, 8, 5] };
  for (const given of [{}, { before: 2 }]) {
    const sizes = im2colSizes(x.shape, { height: axis(given), width: axis() });
    const trace = poolingTrace(sizes, x);
    const counts = winnerCounts(trace, sizes);
    const dx = trace.stages.at(-1).cells;
    assert.equal(counts.right, dx.filter((held) => held.length).length);
    assert.equal(ruleOf(rulesOf(counts), 18), "pixels");
    assert.equal(ruleOf(rulesOf(counts), sizes.rows), sizes.rows === counts.right ? "right" : "places");
  }
});
