import assert from "node:assert/strict";
import { test } from "node:test";
import { tapAcross, tapDown } from "../../../unrolled/widgets/js/shared/orders.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis } from "../cases.js";

test("down a window's columns, or across its channels", () => {
  const sizes = im2colSizes([1, 2, 4, 4], { height: axis({ filter: 2 }), width: axis({ filter: 3 }) });
  const all = [...Array(12).keys()];
  assert.deepEqual(
    all.slice(0, 7).map((k) => tapDown(sizes, k).join("")),
    ["000", "010", "001", "011", "002", "012", "100"],
  );
  assert.deepEqual(
    all.slice(0, 7).map((k) => tapAcross(sizes, k).join("")),
    ["000", "100", "001", "101", "002", "102", "010"],
  );
  for (const order of [tapDown, tapAcross]) assert.equal(new Set(all.map((k) => String(order(sizes, k)))).size, 12);
});
