import assert from "node:assert/strict";
import { test } from "node:test";
import { isInside, pathOf, routeOf } from "../../../unrolled/widgets/js/array/route.js";

const box = (left, top, width = 30, height = 20) => ({ left, top, right: left + width, bottom: top + height });
const CELL = box(100, 40);

test("the line leaves the box at the side where its place lies, and ends upon the place's middle", () => {
  assert.deepEqual(routeOf(CELL, box(200, 300), 280), [
    [129.5, 60],
    [129.5, 280],
    [215, 280],
    [215, 300],
  ]);
  assert.deepEqual(routeOf(CELL, box(0, 300), 280), [
    [99.5, 60],
    [99.5, 280],
    [15, 280],
    [15, 300],
  ]);
});

test("it never goes through the middle of a column, where numbers stand", () => {
  for (let left = -200; left < 400; left += 7) {
    const [[x], [same]] = routeOf(CELL, box(left, 300), 280);
    assert.ok(x === same && Math.abs(x - 114.5) === 15);
  }
});

test("as a path", () => {
  assert.equal(
    pathOf([
      [1.04, 2],
      [3.26, 4.5],
    ]),
    "M1 2L3.3 4.5",
  );
});

test("what is scrolled out of its box by more than a half is out of sight", () => {
  const scroller = box(0, 0, 200, 100);
  assert.ok(isInside(scroller, box(-15, 90)));
  assert.ok(isInside(scroller, box(185, -10)));
  assert.ok(!isInside(scroller, box(-16, 50)));
  assert.ok(!isInside(scroller, box(186, 50)));
  assert.ok(!isInside(scroller, box(50, -11)));
  assert.ok(!isInside(scroller, box(50, 91)));
});
