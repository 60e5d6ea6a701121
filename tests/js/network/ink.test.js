import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { forward, makeChain } from "../../../unrolled/widgets/js/network/chain.js";
import { BLOCK, countInk, dotsOf, fitted, imageOf, inkOf, SHEET } from "../../../unrolled/widgets/js/network/ink.js";
import { said } from "../../../unrolled/widgets/js/network/walk.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { cases } from "../cases.js";

const DRAWINGS = JSON.parse(readFileSync("tests/js/network/drawings.json", "utf8"));
const shipped = cases("network")[0];
const chain = makeChain(specsOf(shipped.layers), shipped.shape);
const moved = (strokes, scale, dx, dy) => strokes.map((stroke) => stroke.map(([x, y]) => [scale * x + dx, scale * y + dy]));
const boxOf = (strokes) => {
  const [xs, ys] = [0, 1].map((axis) => strokes.flat().map((point) => point[axis]));
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)].map((number) => Math.round(10 * number) / 10);
};

test("of twenty digits, drawn as a hand would, most are read right", () => {
  assert.deepEqual(
    DRAWINGS.map(({ digit }) => digit),
    Array.from({ length: 20 }, (_, i) => Math.floor(i / 2)),
  );
  const right = DRAWINGS.filter(({ digit, strokes }) => said(chain, forward(chain, imageOf(inkOf(strokes)))) === digit);
  assert.ok(right.length >= 16, `${right.length} of 20`);
});

test("their ink counts are exact", () => {
  for (const { strokes } of DRAWINGS) {
    const dots = dotsOf(fitted(strokes));
    const counts = countInk(dots);
    counts.forEach((count, i) => {
      const [top, left] = [Math.floor(i / 8) * BLOCK, (i % 8) * BLOCK];
      let ink = 0;
      for (let y = top; y < top + BLOCK; y += 1) for (let x = left; x < left + BLOCK; x += 1) ink += dots[y * SHEET + x];
      assert.equal(count, ink);
    });
    assert.deepEqual(inkOf(strokes), counts);
    assert.deepEqual(
      [...imageOf(counts)],
      counts.map((count) => count / 16),
    );
    assert.equal(
      counts.reduce((sum, count) => sum + count),
      dots.reduce((sum, dot) => sum + dot),
    );
  }
});

test("however large and wherever it is drawn, the network gets the same", () => {
  for (const { strokes } of DRAWINGS) {
    const small = moved(strokes, 0.5, 3, 9);
    const [expected, found] = [inkOf(strokes), inkOf(small)];
    expected.forEach((count, i) => assert.ok(Math.abs(count - found[i]) <= 1)); // a dot on the line's edge
  }
});

test("a drawing fills the sheet from top to bottom, as the data set's digits do, and 20 dots across", () => {
  const wide = [
    [
      [0, 0],
      [30, 20],
    ],
  ];
  assert.deepEqual(boxOf(fitted(wide)), [8.6, 23.4, 2.6, 29.4]);
  const narrow = [
    [
      [10, 0],
      [11, 20],
    ],
  ];
  const [left, right, top, bottom] = boxOf(fitted(narrow));
  assert.deepEqual([top, bottom], [2.6, 29.4]);
  assert.ok(right - left < 2, "it is not stretched");
});

test("a line that lies stays one, a dot stays a dot, and nothing is nothing", () => {
  const line = [
    [
      [4, 8],
      [20, 9],
    ],
  ];
  const [, , top, bottom] = boxOf(fitted(line));
  assert.ok(bottom - top < 4);
  assert.deepEqual(fitted([[[3, 5]]]), [[[16, 16]]]);
  assert.ok(inkOf([[[3, 5]]]).some((count) => count > 0));
  assert.deepEqual(fitted([]), []);
  assert.ok(inkOf([]).every((count) => count === 0));
});
