import assert from "node:assert/strict";
import { test } from "node:test";
import { rulesFor, shownBy } from "../../../unrolled/widgets/js/pooling/elsewhere.js";
import { poolAll } from "../../../unrolled/widgets/js/pooling/state.js";
import { RULES } from "../../../unrolled/widgets/js/pooling/words.js";
import { cases, counted } from "../cases.js";

const NOTHING = { ties: false, average: false, padded: false, dropped: false, ceil_mode: false, dilated: false };
const rowsFor = (what) => rulesFor({ ...NOTHING, ...what });

test("a rule is shown where it matters, and the stride's always, last", () => {
  assert.deepEqual(rowsFor({}), [RULES.stride]);
  assert.deepEqual(rowsFor({ average: true }), [RULES.stride]);
  assert.deepEqual(rowsFor({ ties: true }), [RULES.ties, RULES.stride]);
  assert.deepEqual(rowsFor({ padded: true }), [RULES.padded_maximum, RULES.stride]);
  assert.deepEqual(rowsFor({ padded: true, average: true }), [RULES.padded_mean, RULES.stride]);
  assert.deepEqual(rowsFor({ dropped: true }), [RULES.dropped, RULES.stride]);
  assert.deepEqual(rowsFor({ ceil_mode: true }), [RULES.ceil_mode, RULES.stride]);
  assert.deepEqual(rowsFor({ dilated: true }), [RULES.dilation, RULES.stride]);
});

test("all rules together stand in their order", () => {
  const all = { ties: true, padded: true, dropped: true, ceil_mode: true, dilated: true };
  const names = ["ties", "padded_maximum", "dropped", "ceil_mode", "dilation", "stride"];
  assert.deepEqual(
    rowsFor(all),
    names.map((name) => RULES[name]),
  );
});

// Two by two, side by side, on rising numbers: nothing to remark.
const PLAIN = {
  x: counted([1, 1, 4, 4]),
  pool_h: 2,
  pool_w: 2,
  stride: [2, 2],
  pad: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  ceil_mode: false,
  average: false,
  count_include_pad: true,
  dout: null,
};
const seen = (change) => shownBy(poolAll({ ...PLAIN, ...change }));

test("what is on show that a rule may be about", () => {
  assert.deepEqual(seen({}), NOTHING);
  assert.deepEqual(seen({ average: true }), { ...NOTHING, average: true });
  assert.deepEqual(seen({ x: { shape: [1, 1, 4, 4], data: Array(16).fill(3) } }), { ...NOTHING, ties: true });
  const inOneWindow = { shape: [1, 1, 4, 4], data: [5, ...counted([1, 1, 4, 4]).data.slice(1)] };
  assert.deepEqual(seen({ x: inOneWindow }), { ...NOTHING, ties: true });
  for (const pad of [
    [
      [1, 0],
      [0, 0],
    ],
    [
      [0, 1],
      [0, 0],
    ],
    [
      [0, 0],
      [1, 0],
    ],
    [
      [0, 0],
      [0, 1],
    ],
  ]) {
    assert.equal(seen({ pad }).padded, true);
  }
  assert.deepEqual(seen({ x: counted([1, 1, 5, 4]) }), { ...NOTHING, dropped: true });
  assert.deepEqual(seen({ x: counted([1, 1, 5, 4]), ceil_mode: true }), { ...NOTHING, ceil_mode: true });
  assert.equal(seen({ dilation: [2, 1] }).dilated, true);
  assert.equal(seen({ dilation: [1, 2] }).dilated, true);
  assert.equal(seen({ x: counted([1, 1, 5, 4]), pool_h: 3, pool_w: 1, stride: [1, 1], ceil_mode: true }).dropped, false);
});

test("the examples are about what their names say", () => {
  const [plain, ties, , padding, , dropped, ceil] = cases("pooling").map(({ state }) => shownBy(poolAll(state)));
  assert.deepEqual(plain, NOTHING);
  assert.deepEqual([ties.ties, padding.padded, dropped.dropped, ceil.ceil_mode], [true, true, true, true]);
});
