import assert from "node:assert/strict";
import { test } from "node:test";
import * as hand from "../../../unrolled/widgets/js/nudge/hand.js";
import { cases } from "../cases.js";

test("a number's name is read and written, and says which value it has", () => {
  for (const { state } of cases("nudge")) {
    const held = hand.heldOf(state.held);
    assert.equal(hand.nameOf(held), state.held);
    const line = { x: state.x.data, w: state.w.data, target: state.target.data };
    assert.equal(hand.valueIn(line, held), state[held.kind].data[held.place]);
  }
  assert.deepEqual(hand.heldOf("x[6]"), { kind: "x", place: 6 });
});

test("a hand sets whole tenths, and none out of reach", () => {
  assert.equal(hand.settled(0.1 + 0.2), 0.3);
  assert.equal(hand.settled(1.2499), 1.2);
  assert.equal(hand.settled(9), hand.MOST);
  assert.equal(hand.settled(-5.3), hand.LEAST);
});

test("how high a value stands", () => {
  assert.deepEqual([-5, 0, 5, 7, -7].map(hand.height), [0, 0.5, 1, 1, 0]);
});

test("arrows nudge a little, plus and minus a lot, and no other key does", () => {
  const keys = ["ArrowUp", "ArrowDown", "+", "=", "PageUp", "-", "_", "PageDown", "ArrowLeft", "a"];
  const by = keys.map((key) => hand.nudgeOf({ key, shiftKey: false }));
  assert.deepEqual(by, [0.1, -0.1, 1, 1, 1, -1, -1, -1, undefined, undefined]);
  assert.equal(hand.nudgeOf({ key: "ArrowDown", shiftKey: true }), -1);
});

test("the traits are the widget's", () => {
  const [{ state }] = cases("nudge");
  for (const name of hand.TRAITS) assert.ok(name in state, name);
  assert.equal(hand.TRAITS.length, 5);
});
