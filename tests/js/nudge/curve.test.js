import assert from "node:assert/strict";
import { test } from "node:test";
import { curveOf } from "../../../unrolled/widgets/js/nudge/curve.js";
import { heldOf, LEAST, MOST } from "../../../unrolled/widgets/js/nudge/hand.js";
import { gradient, lossAt, lossOf, slope } from "../../../unrolled/widgets/js/nudge/line.js";
import { cases } from "../cases.js";

const BOX = [200, 100];
const all = cases("nudge").map(({ state }) => [
  { x: state.x.data, w: state.w.data, target: state.target.data },
  heldOf(state.held),
]);
const near = (found, wanted) =>
  assert.ok(Math.abs(found - wanted) < 1e-6 * Math.max(1, Math.abs(wanted)), `${found}, ${wanted}`);
// From pixels of the box to the loss.
const reading = (line, held) => {
  const top = Math.max(1, lossAt(line, held, LEAST), lossAt(line, held, MOST));
  return { value: (x) => LEAST + (x / BOX[0]) * (MOST - LEAST), loss: (y) => ((BOX[1] - y) / BOX[1]) * top };
};
const rise = (line, held, [[x1, y1], [x2, y2]]) => {
  const read = reading(line, held);
  return (read.loss(y2) - read.loss(y1)) / (read.value(x2) - read.value(x1));
};

// How high a line is at x.
const heightAt = ([[x1, y1], [x2, y2]], x) => y1 + ((y2 - y1) * (x - x1)) / (x2 - x1);

test("each point of the curve is a value and its loss, and all lie in the box", () => {
  for (const [line, held] of all) {
    const read = reading(line, held);
    const { points } = curveOf(line, held, null, BOX);
    assert.equal(points.length, 41);
    assert.deepEqual([points[0][0], points[40][0]], [0, BOX[0]]);
    for (const [x, y] of points) {
      near(read.loss(y), lossAt(line, held, read.value(x)));
      assert.ok(y >= -1e-9 && y <= BOX[1] + 1e-9);
    }
  }
});

test("the tangent touches the curve at the number, and rises as the gradient says", () => {
  for (const [line, held] of all) {
    const { point, tangent } = curveOf(line, held, null, BOX);
    near(reading(line, held).loss(point[1]), lossOf(line));
    near(rise(line, held, tangent), gradient(line, held));
    near(heightAt(tangent, point[0]), point[1]);
  }
});

test("what was just done is a line through both its ends", () => {
  for (const [line, held] of all) {
    const now = line[held.kind][held.place];
    const from = now > 0 ? now - 1.5 : now + 1.5;
    const { point, start, secant } = curveOf(line, held, from, BOX);
    near(rise(line, held, secant), slope(line, held, from, now));
    near(heightAt(secant, point[0]), point[1]);
    near(heightAt(secant, start[0]), start[1]);
  }
});

test("without a move there is no such line", () => {
  const [line, held] = all[0];
  for (const from of [null, line[held.kind][held.place]]) {
    const { start, secant } = curveOf(line, held, from, BOX);
    assert.deepEqual([start, secant], [null, null]);
  }
});

test("a loss that never changes is a flat line in the box", () => {
  const { points } = curveOf({ x: [0, 0, 0, 0, 0, 0, 0], w: [1, 1, 1], target: [0, 0, 0, 0, 0] }, heldOf("w[0]"), null, BOX);
  assert.ok(points.every(([, y]) => y === BOX[1]));
});
