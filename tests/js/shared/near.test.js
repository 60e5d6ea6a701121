import assert from "node:assert/strict";
import { test } from "node:test";
import { aboutOf, around, lensPlace, partAt } from "../../../unrolled/widgets/js/shared/near.js";

test("what lies around a place has it in its middle, but at the ends", () => {
  assert.deepEqual(around(10, 5, 75), [8, 9, 10, 11, 12]);
  assert.deepEqual(around(1, 5, 75), [0, 1, 2, 3, 4]);
  assert.deepEqual(around(74, 5, 75), [70, 71, 72, 73, 74]);
  assert.deepEqual(around(2, 5, 4), [0, 1, 2, 3]);
  for (let at = 0; at < 9; at += 1) assert.ok(around(at, 3, 9).includes(at));
});

test("a point lies in one of equal parts, and beyond the ends in the outermost", () => {
  assert.deepEqual(
    [0, 0.19, 0.2, 0.5, 0.99, 1, 1.4, -0.1].map((fraction) => partAt(fraction, 5)),
    [0, 0, 1, 2, 4, 4, 4, 0],
  );
});

const PICTURE = { left: 100, top: 100, right: 500, bottom: 460 };
const BOUNDS = { picture: PICTURE, frame: { left: 0, top: 0, right: 520, bottom: 600 } };
const LENS = { width: 200, height: 150 };
const area = (left, top, width = 5, height = 4) => ({ left, top, right: left + width, bottom: top + height });

test("a lens hides nothing of what is pointed at and lit with it", () => {
  const lit = [area(250, 300), area(310, 290)];
  const about = aboutOf(area(280, 310), lit);
  assert.deepEqual(about, { left: 250, top: 290, right: 315, bottom: 314 });
  const [left, top] = lensPlace(LENS, about, BOUNDS, false);
  assert.equal(left + LENS.width / 2, (250 + 315) / 2);
  assert.ok(top + LENS.height < about.top);
  assert.deepEqual(aboutOf(area(280, 310), [area(280, 100)]), area(280, 310), "what is far off is left alone");
});

test("a lens stays beside its picture's edges, and goes below where there is no room above", () => {
  assert.equal(lensPlace(LENS, area(102, 300), BOUNDS, false)[0], 100);
  assert.equal(lensPlace(LENS, area(495, 300), BOUNDS, false)[0], 300);
  assert.ok(lensPlace(LENS, area(300, 120), BOUNDS, false)[1] > 124);
  assert.ok(lensPlace(LENS, area(300, 120), BOUNDS, true)[1] + LENS.height < 120, "under a finger it would not be seen");
  assert.equal(lensPlace({ width: 450, height: 150 }, area(300, 300), BOUNDS, false)[0], 70, "nor does it leave its widget");
});
