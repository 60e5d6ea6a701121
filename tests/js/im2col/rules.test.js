import assert from "node:assert/strict";
import { test } from "node:test";
import { rulesOf } from "../../../unrolled/widgets/js/im2col/rules.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { indexAt } from "../../../unrolled/widgets/js/shared/strides.js";
import { im2colSizes, sourceOf } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases } from "../cases.js";

const PLAIN = im2colSizes([1, 2, 4, 5], { height: axis({ filter: 3 }), width: axis({ filter: 3 }) });
const said = (sizes, cell, place) => ruleOf(rulesOf(sizes, cell), place);

test("what im2col copies is right, in every cell", () => {
  for (const { shape, axes, padded, places } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    places.forEach((row, k) => {
      row.forEach((place, column) => assert.equal(said(sizes, [k, column], indexAt(place, padded)), "right"));
    });
  }
});

test("other orders of a window are NumPy's other transposes", () => {
  let met = 0;
  for (const { shape, axes, padded, orders } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    for (const [name, rows] of Object.entries(orders)) {
      rows.forEach((row, k) => {
        row.forEach((place, column) => {
          assert.ok(rulesOf(sizes, [k, column])[name](indexAt(place, padded)), name);
          met += said(sizes, [k, column], indexAt(place, padded)) === name;
        });
      });
    }
  }
  assert.ok(met > 100);
});

test("each wrong place of the plain picture is told why", () => {
  assert.equal(said(PLAIN, [1, 1], [0, 0, 1, 1]), "columns");
  assert.equal(said(PLAIN, [1, 1], [0, 1, 0, 1]), "channels");
  assert.equal(said(PLAIN, [1, 4], [0, 0, 1, 1]), "before");
  assert.equal(said(PLAIN, [1, 3], [0, 0, 0, 4]), "along");
  assert.equal(said(PLAIN, [1, 4], [0, 0, 2, 2]), "window");
  assert.equal(said(PLAIN, [1, 4], [0, 0, 3, 4]), "elsewhere");
  assert.equal(said(PLAIN, [1, 4], [0, 1, 3, 1]), "elsewhere");
});

test("who forgets the padding is told so", () => {
  const sizes = im2colSizes([1, 1, 4, 5], {
    height: axis({ filter: 3, before: 1, after: 1 }),
    width: axis({ filter: 3, before: 1, after: 1 }),
  });
  const [n, c, h, w] = sourceOf(sizes, 7, 4);
  assert.equal(said(sizes, [7, 4], [n, c, h + 1, w + 1]), "unpadded");
});
