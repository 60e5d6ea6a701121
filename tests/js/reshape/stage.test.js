import assert from "node:assert/strict";
import { test } from "node:test";
import { im2colTrace } from "../../../unrolled/widgets/js/reshape/im2col.js";
import { axesWithTicks, cellOf, trailHtml } from "../../../unrolled/widgets/js/reshape/stage.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis } from "../cases.js";

// Two windows of two taps side by side; the first hangs over the left edge.
const X = { shape: [1, 1, 1, 2], data: [0.123456, 8] };
const sizes = im2colSizes(X.shape, { height: axis({ filter: 1 }), width: axis({ before: 1 }) });
const [TURNED, SKIPPED] = [true, false].map((transpose) => im2colTrace(sizes, X, transpose));

test("a stage's place in the trail: its code, its axes, its shape", () => {
  assert.equal(
    trailHtml(TURNED.stages[2]),
    '<li><code>.reshape(N*OH*OW, -1)</code><span class="names">(row, column)</span><b>(2, 2)</b></li>',
  );
});

test("a cell shows its item's number, letter and colour, and whether it is padding", () => {
  const attributes = (id, tag, hue, padding = "") => `data-id="${id}" data-tag="${tag}" style="--hue:${hue}" ${padding}`;
  assert.deepEqual(cellOf(TURNED, [0]), ["0", attributes(0, "A", 40, 'data-padding=""')]);
  assert.deepEqual(cellOf(TURNED, [1]), ["0.123", attributes(1, "B", 178)]);
  assert.deepEqual(cellOf(TURNED, [3, 2]), ["8.12", attributes(3, "BA", 178)]);
  assert.deepEqual(cellOf(TURNED, []), ["0", 'data-zero=""']);
});

test("a matrix says beside each row which windows it holds", () => {
  const ticks = (trace) => axesWithTicks(trace, trace.stages[2]);
  const columns = { name: "column", size: 2, across: false, ticks: [0, 1] };
  assert.deepEqual(ticks(TURNED), [{ name: "row", size: 2, across: false, ticks: ["0: A", "1: B"] }, columns]);
  assert.deepEqual(ticks(SKIPPED)[0].ticks, ["0: AB", "1: AB"]);
  assert.equal(axesWithTicks(TURNED, TURNED.stages[0]), TURNED.stages[0].axes);
});
