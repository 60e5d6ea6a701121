import assert from "node:assert/strict";
import { test } from "node:test";
import { im2colTrace } from "../../../unrolled/widgets/js/reshape/im2col.js";
import {
  axesWithTicks,
  cellOf,
  keysHtml,
  lookHtml,
  lookOf,
  pixelLook,
  tintsHtml,
  trailHtml,
} from "../../../unrolled/widgets/js/reshape/stage.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis } from "../cases.js";

// Two windows of two taps side by side; the first hangs over the left edge.
const X = { shape: [1, 1, 1, 2], data: [0.123456, 8] };
const sizes = im2colSizes(X.shape, { height: axis({ filter: 1 }), width: axis({ before: 1 }) });
const [TURNED, SKIPPED] = [true, false].map((transpose) => im2colTrace(sizes, X, transpose));

const TINT = (deep, hue) => `oklch(calc(var(--pale) + var(--deep)*${deep}) calc(var(--dull) + var(--vivid)*${deep}) ${hue})`;

test("a stage's place in the trail: its name, its shape", () => {
  assert.equal(trailHtml(TURNED.stages[3]), "<li><code>col</code><b>(2, 2)</b></li>");
});

test("a cell shows its item's number, letter and colour, and whether it is padding", () => {
  assert.deepEqual(lookOf(TURNED, [0]), { text: "0", id: 0, tag: "A", own: TINT(0, 40), isPadding: true });
  assert.deepEqual(lookOf(TURNED, [3]), { text: "8", id: 3, tag: "B", own: TINT(1, 178), isPadding: false });
  const both = lookOf(TURNED, [3, 2]);
  assert.deepEqual([both.text, both.tag, both.id], ["8.12", "BA", 3]);
  assert.equal(both.own, `linear-gradient(90deg,${TINT(1, 178)} 0% 50%,${TINT(1, 40)} 50% 100%)`);
  assert.deepEqual(lookOf(TURNED, []), { text: "0", id: null, tag: "", own: "", isPadding: false });
});

test("a cell as HTML", () => {
  const attributes = (id, tag, own) => `data-id="${id}" data-tag="${tag}" style="--own:${own}"`;
  assert.deepEqual(cellOf(TURNED, [0]), ["0", `${attributes(0, "A", TINT(0, 40))} data-padding=""`]);
  assert.deepEqual(cellOf(TURNED, [1]), ["0.123", attributes(1, "B", TINT(0, 178))]);
  assert.deepEqual(cellOf(TURNED, []), ["0", 'data-zero=""']);
  assert.equal(lookHtml({ tag: "C", own: "red" }), 'data-tag="C" style="--own:red"');
});

test("a pixel wears the letters and the colours of all who read it", () => {
  const look = pixelLook(TURNED.readings[0], 2);
  assert.equal(look.tag, "AB");
  assert.equal(look.own, `linear-gradient(90deg,${TINT(1, 40)} 0% 50%,${TINT(0, 178)} 50% 100%)`);
  assert.deepEqual(pixelLook(TURNED.readings[1], 2), { tag: "B", own: TINT(1, 178) });
});

test("a matrix says beside each row which windows it holds", () => {
  const ticks = (trace) => axesWithTicks(trace, trace.stages[3]);
  const columns = { name: "column", size: 2, across: false, ticks: [0, 1] };
  assert.deepEqual(ticks(TURNED), [{ name: "row", size: 2, across: false, ticks: ["0: A", "1: B"] }, columns]);
  assert.deepEqual(ticks(SKIPPED)[0].ticks, ["0: AB", "1: AB"]);
  assert.equal(axesWithTicks(TURNED, TURNED.stages[1]), TURNED.stages[1].axes);
});

const lettersIn = (html) => [...html.matchAll(/>([A-Z]*)<\/i>/g)].map(([, letters]) => letters).join("");

test("the legend's keys: each window, or where they are many some and the last; each tap", () => {
  assert.equal(lettersIn(keysHtml(8, 4)), "ABCDEFGH");
  assert.equal(lettersIn(keysHtml(9, 4)), "ABCDEFG");
  assert.ok(!keysHtml(8, 4).includes("…"));
  assert.ok(keysHtml(9, 4).endsWith("<b>… I</b>"));
  assert.ok(keysHtml(1, 4).includes(TINT(0.5, 40)));
  assert.deepEqual(tintsHtml(3).match(/deep\)\*[\d.]+/g), ["deep)*0", "deep)*0.5", "deep)*1"]);
});
