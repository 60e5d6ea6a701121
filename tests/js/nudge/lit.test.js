import assert from "node:assert/strict";
import { test } from "node:test";
import { colOf } from "../../../unrolled/widgets/js/nudge/line.js";
import { cellAt, litBy, shownOf } from "../../../unrolled/widgets/js/nudge/lit.js";

const HELD = { kind: "x", place: 3 };
const NONE = [];
const listed = (lit) =>
  Object.fromEntries(Object.entries(lit).map(([name, marks]) => [name, [...marks.keys()].sort((a, b) => a - b)]));

test("the number in hand lights its copies and all that moves with them", () => {
  const lit = { x: [3], w: NONE, col: [5, 7, 9], out: [1, 2, 3], target: NONE, dout: [1, 2, 3] };
  assert.deepEqual(listed(litBy(HELD, {})), lit);
  const counted = colOf({ x: [0, 1, 2, 3, 4, 5, 6], w: [], target: [] }).flat();
  assert.deepEqual(
    lit.col.map((cell) => counted[cell]),
    [3, 3, 3],
  );
});

test("a number that is pointed at goes before it", () => {
  const pointed = { kind: "w", place: 1 };
  assert.deepEqual(shownOf(HELD, pointed), pointed);
  assert.deepEqual(shownOf(HELD, { kind: "x", place: 5 }), { kind: "x", place: 5 });
  assert.equal(shownOf(HELD, { kind: "col", place: 4 }), HELD);
  const rows = [0, 1, 2, 3, 4];
  assert.deepEqual(listed(litBy(HELD, pointed)), {
    x: NONE,
    w: [1],
    col: [1, 4, 7, 10, 13],
    out: rows,
    target: NONE,
    dout: rows,
  });
});

test("a copy lights its pixel, its weight, its output, and the other copies faintly", () => {
  const lit = litBy(HELD, { kind: "col", place: 7 });
  assert.deepEqual(listed(lit), { x: [3], w: [1], col: [5, 7, 9], out: [2], target: NONE, dout: NONE });
  assert.deepEqual([...lit.col.values()].sort(), ["1", "faint", "faint"]);
  assert.equal(lit.col.get(7), "1");
  assert.deepEqual(cellAt(7), [2, 1]);
});

test("an output lights its window, and a target and an error theirs", () => {
  const window = { x: [2, 3, 4], w: [0, 1, 2], col: [6, 7, 8], out: [2] };
  assert.deepEqual(listed(litBy(HELD, { kind: "out", place: 2 })), { ...window, target: NONE, dout: NONE });
  assert.deepEqual(listed(litBy(HELD, { kind: "target", place: 2 })), { ...window, target: [2], dout: NONE });
  assert.deepEqual(listed(litBy(HELD, { kind: "dout", place: 2 })), { ...window, target: [2], dout: [2] });
});
