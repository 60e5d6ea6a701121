import assert from "node:assert/strict";
import { test } from "node:test";
import { heldOf } from "../../../unrolled/widgets/js/nudge/hand.js";
import * as nudge from "../../../unrolled/widgets/js/nudge/line.js";
import { numbersOf } from "../../../unrolled/widgets/js/shared/arrays.js";
import { range } from "../../../unrolled/widgets/js/shared/numbers.js";
import { cases } from "../cases.js";

const all = cases("nudge");

export const lineOf = ({ state }) => ({
  x: numbersOf(state.x),
  w: numbersOf(state.w),
  target: numbersOf(state.target),
});
const near = (found, wanted, tolerance = 1e-9) => {
  assert.ok(Math.abs(found - wanted) <= tolerance * Math.max(1, Math.abs(wanted)), `${found} and not ${wanted}`);
};
const allNear = (found, wanted) => {
  assert.equal(found.length, wanted.length);
  found.forEach((value, i) => {
    near(value, wanted[i]);
  });
};

test("there are thirty lines, and both kinds of numbers are in hand", () => {
  assert.equal(all.length, 30);
  const kinds = all.map(({ state }) => heldOf(state.held).kind);
  assert.ok(kinds.includes("x") && kinds.includes("w"));
});

test("windows, outputs and loss are the layer's", () => {
  for (const given of all) {
    const line = lineOf(given);
    assert.deepEqual(nudge.colOf(line), given.col);
    allNear(nudge.outputs(line), given.out);
    near(nudge.lossOf(line), given.loss);
    allNear(
      nudge.errors(line),
      given.out.map((out, row) => out - line.target[row]),
    );
  }
});

test("the gradient of each pixel and of each weight is the layer's", () => {
  for (const given of all) {
    const line = lineOf(given);
    for (const [kind, count] of [
      ["x", nudge.PIXELS],
      ["w", nudge.WEIGHTS],
    ]) {
      allNear(
        range(count).map((place) => nudge.gradient(line, { kind, place })),
        given.gradients[kind],
      );
    }
  }
});

test("the loss over one number is what the layer makes of it, and its slope is found by nudges too", () => {
  for (const given of all) {
    const [line, held] = [lineOf(given), heldOf(given.state.held)];
    for (const [value, loss] of given.at) near(nudge.lossAt(line, held, value), loss);
    const now = line[held.kind][held.place];
    near(nudge.slope(line, held, now - 1e-2, now + 1e-2), given.numerical, 1e-5);
    near(nudge.gradient(line, held), given.numerical, 1e-5);
    const [[from, low], , , , [to, high]] = given.at;
    near(nudge.slope(line, held, from, to), (high - low) / (to - from));
  }
});

test("a number is at work in the cells that hold it, or in its column", () => {
  assert.deepEqual(nudge.usesOf({ kind: "x", place: 3 }), [
    [1, 2],
    [2, 1],
    [3, 0],
  ]);
  assert.deepEqual(nudge.usesOf({ kind: "x", place: 0 }), [[0, 0]]);
  assert.deepEqual(
    nudge.usesOf({ kind: "w", place: 1 }),
    range(5).map((row) => [row, 1]),
  );
  for (const place of range(nudge.PIXELS)) {
    for (const cell of nudge.usesOf({ kind: "x", place })) assert.equal(nudge.pixelOf(cell), place);
  }
});

test("each use is a term: a weight for a pixel, a pixel for a weight", () => {
  const line = { x: [1, 2, 0, 1, 3, 2, 1], w: [2, 1, -1], target: [3, 5, -3, 0, 8] };
  assert.deepEqual(nudge.termsOf(line, { kind: "x", place: 3 }), [
    { factor: "w", place: 2, value: -1, row: 1 },
    { factor: "w", place: 1, value: 1, row: 2 },
    { factor: "w", place: 0, value: 2, row: 3 },
  ]);
  assert.deepEqual(nudge.termsOf(line, { kind: "w", place: 2 })[4], { factor: "x", place: 6, value: 1, row: 4 });
});

test("a moved number leaves the line as it was", () => {
  const line = lineOf(all[0]);
  const copy = structuredClone(line);
  const other = nudge.moved(line, { kind: "w", place: 0 }, 4.5);
  assert.equal(other.w[0], 4.5);
  assert.deepEqual(line, copy);
});
