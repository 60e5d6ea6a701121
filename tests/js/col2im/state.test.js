import assert from "node:assert/strict";
import { test } from "node:test";
import { changedState, givenBy, TRAITS } from "../../../unrolled/widgets/js/col2im/state.js";
import { imageValues } from "../../../unrolled/widgets/js/shared/sizes.js";
import { cases, counted } from "../cases.js";

const VALUES = { N: [1], C: [1], H: [4], W: [4], filter_h: [2], filter_w: [2], stride: [2], pad: [0], dilation: [1] };
const STATE = { x: counted([1, 1, 4, 4], 1), fill: "digits", dcol: counted([4, 4]), max_cells: 16 };

test("every trait is one that Python sends", () => {
  for (const { state } of cases("col2im"))
    assert.deepEqual(
      TRAITS.filter((name) => !(name in state)),
      [],
    );
});

test("what the rows are made of, in numbers", () => {
  const x = { shape: [1, 1, 1, 2], data: ["inf", 2] };
  const dcol = { shape: [1, 2], data: ["-inf", 3] };
  assert.deepEqual(givenBy({ x, dcol, fill: "ones" }), {
    x: { ...x, data: [Infinity, 2] },
    dcol: [-Infinity, 3],
    fill: "ones",
  });
  assert.deepEqual(givenBy({ x, dcol: null, fill: "x" }).dcol, null);
});

test("what was typed becomes a state that Python sent", () => {
  for (const { state } of cases("col2im")) {
    const change = changedState(imageValues(state, "filter"), state);
    assert.deepEqual(change, Object.fromEntries(Object.keys(change).map((name) => [name, state[name]])));
    assert.ok("dcol" in change);
  }
});

test("a dcol that no longer fits is laid off", () => {
  assert.equal(changedState(VALUES, STATE).dcol, STATE.dcol);
  assert.equal(changedState({ ...VALUES, stride: [1] }, { ...STATE, max_cells: 99 }).dcol, null);
  assert.equal(changedState({ ...VALUES, filter_h: [1] }, STATE).dcol, null);
  assert.equal(changedState(VALUES, { ...STATE, dcol: null }).dcol, null);
});

test("too large a picture is refused", () => {
  const message = "x and dcol must not need more than 15 cells to draw, but need 16";
  assert.throws(() => changedState(VALUES, { ...STATE, max_cells: 15 }), { message });
});
