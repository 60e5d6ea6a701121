import assert from "node:assert/strict";
import { test } from "node:test";
import { dedented, firstFault, moved } from "../../../unrolled/widgets/js/order/rules.js";
import { cases } from "../cases.js";

// total = 0; for n in x: total += n; self.mean = total; self.mean = 0; return total
const PIECES = [
  { text: "total = 0", reads: [], gives: ["total"], ends: false },
  { text: "for n in x: total += n", reads: [["total", 0]], gives: ["n", "total"], ends: false },
  { text: "self.mean = total", reads: [["total", 1]], gives: ["self.mean"], ends: false },
  { text: "self.mean = 0", reads: [["total", 1]], gives: ["self.mean"], ends: false },
  { text: "return total", reads: [["total", 1]], gives: [], ends: true },
];

test("it judges as Python does", () => {
  for (const { pieces, orders } of cases("order")) {
    const judged = orders.map(([order]) => firstFault(pieces, order) === null);
    assert.deepEqual(
      judged,
      orders.map(([, fits]) => fits),
    );
    assert.equal(judged[0], true);
    assert.ok(judged.includes(false));
  }
});

test("a fault says by which rule, and who", () => {
  assert.equal(firstFault(PIECES, [0, 1, 2, 3, 4]), null);
  assert.deepEqual(firstFault(PIECES, [1, 0, 2, 3, 4]), { rule: "missing", piece: 1, name: "total", giver: 0 });
  assert.deepEqual(firstFault(PIECES, [0, 2, 1, 3, 4]), { rule: "other", piece: 2, name: "total", giver: 1, by: 0 });
  assert.deepEqual(firstFault(PIECES, [0, 1, 4, 2, 3]), { rule: "ends", piece: 4 });
  assert.deepEqual(firstFault(PIECES, [0, 1, 3, 2, 4]), { rule: "left", piece: 2, name: "self.mean", giver: 3 });
  const reads = [
    { text: "y = x", reads: [["x", -1]], gives: ["y"], ends: false },
    { text: "x = 2", reads: [], gives: ["x"], ends: false },
  ];
  assert.deepEqual(firstFault(reads, [1, 0]), { rule: "early", piece: 0, name: "x", giver: -1, by: 1 });
});

test("what is moved leaves its place and takes another", () => {
  assert.deepEqual(moved([3, 1, 2, 0], 0, 2), [1, 2, 3, 0]);
  assert.deepEqual(moved([3, 1, 2, 0], 3, 0), [0, 3, 1, 2]);
  assert.deepEqual(moved([3, 1], 1, 1), [3, 1]);
});

test("a piece is shown without what all are indented by", () => {
  assert.deepEqual(dedented("    for i in x:\n        y += i"), { indent: 4, code: "for i in x:\n    y += i" });
  assert.deepEqual(dedented("a"), { indent: 0, code: "a" });
});
