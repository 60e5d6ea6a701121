import assert from "node:assert/strict";
import { test } from "node:test";
import { makeChain } from "../../../unrolled/widgets/js/network/chain.js";
import {
  cellSize,
  cornerOf,
  indexNear,
  isMove,
  mapsOf,
  moved,
  ownIndex,
  stagesOf,
  tallLayout,
  wideLayout,
} from "../../../unrolled/widgets/js/network/stages.js";
import { specsOf } from "../../../unrolled/widgets/js/network/wire.js";
import { indicesOf } from "../../../unrolled/widgets/js/shared/strides.js";
import { cases } from "../cases.js";

const shipped = cases("network")[0];
const stages = stagesOf(makeChain(specsOf(shipped.layers), shipped.shape));
const SHAPES = [[1, 8, 8], [16, 8, 8], [16, 4, 4], [32, 4, 4], [32, 2, 2], [3, 5, 7], [20]];

test("a ReLU shares the stage of the layer before it; the scores are no stage", () => {
  assert.deepEqual(
    stages.map(({ shown, names }) => [shown, ...names]),
    [
      ["input", "input"],
      ["relu1", "conv1", "relu1"],
      ["pool1", "pool1"],
      ["relu2", "conv2", "relu2"],
      ["pool2", "pool2"],
    ],
  );
  const relu = { name: "relu1", kind: "relu", parameters: {} };
  const affine = { name: "affine", kind: "affine", parameters: { W: { shape: [4, 2], data: new Float64Array(8) } } };
  const first = stagesOf(makeChain([relu, affine], [1, 2, 2]));
  assert.deepEqual(
    first.map(({ names }) => names),
    [["input"], ["relu1"]],
  );
});

test("every number is found where it stands", () => {
  for (const shape of SHAPES)
    for (const layout of [tallLayout(shape), wideLayout(shape, 334, false), wideLayout(shape, 334, true)])
      for (const index of indicesOf(mapsOf(shape))) {
        const { x, y } = cornerOf(layout, index);
        assert.deepEqual(indexNear(layout, x + layout.cell / 2, y + layout.cell / 2), index);
        assert.ok(x >= 0 && x + layout.cell <= layout.width && y >= 0 && y + layout.cell <= layout.height);
      }
});

test("beyond the edge the nearest is meant", () => {
  const layout = tallLayout([3, 2, 2]);
  assert.deepEqual(indexNear(layout, -50, -50), [0, 0, 0]);
  assert.deepEqual(indexNear(layout, 999, 999), [2, 1, 1]);
});

test("the whole network is as high as its picture, and as wide as a book's column", () => {
  const layouts = stages.map(({ shape }) => tallLayout(shape));
  assert.ok(Math.max(...layouts.map(({ height }) => height)) <= 290);
  assert.ok(layouts.reduce((sum, { width }) => sum + width, 0) <= 470);
  assert.equal(cellSize(1, 8), 17);
  assert.ok(cellSize(16, 28) >= 1 && cellSize(16, 2) > cellSize(16, 8));
});

test("on a phone no stage is wider than the screen, and the open one is large", () => {
  for (const shape of SHAPES) {
    const [closed, open] = [false, true].map((isOpen) => wideLayout(shape, 334, isOpen));
    assert.ok(closed.width <= 334 && open.width <= 334, String(shape));
    assert.ok(open.cell > closed.cell && open.cell >= 10);
  }
});

test("keys go from number to number, and over the edge into the next map", () => {
  const layout = tallLayout([3, 2, 2]); // one column of three maps
  const walk = (index, ...keys) => keys.reduce((at, key) => moved(layout, at, key), index);
  assert.deepEqual(walk([0, 0, 0], "ArrowRight", "ArrowDown"), [0, 1, 1]);
  assert.deepEqual(walk([0, 1, 1], "ArrowDown"), [1, 0, 1]);
  assert.deepEqual(walk([0, 0, 0], "ArrowUp", "ArrowLeft"), [0, 0, 0]);
  assert.deepEqual(walk([2, 1, 1], "ArrowDown", "ArrowRight"), [2, 1, 1]);
  assert.deepEqual(walk([1, 1, 0], "PageDown", "PageDown"), [2, 1, 0]);
  assert.deepEqual(walk([1, 1, 0], "PageUp", "PageUp"), [0, 1, 0]);
  assert.deepEqual(walk([1, 1, 0], "End"), [1, 1, 1]);
  assert.deepEqual(walk([1, 1, 1], "Home"), [1, 1, 0]);
  const ragged = wideLayout([3, 2, 2], 60, true); // two maps, and one below the first
  assert.equal(ragged.columns, 2);
  assert.deepEqual(moved(ragged, [1, 1, 0], "ArrowDown"), [1, 1, 0]);
  assert.deepEqual(moved(ragged, [0, 1, 0], "ArrowDown"), [2, 0, 0]);
  assert.ok(isMove("Home") && isMove("ArrowUp") && !isMove("Enter"));
});

test("a row of numbers is maps of one", () => {
  assert.deepEqual(mapsOf([20]), [20, 1, 1]);
  assert.deepEqual(ownIndex([20], [3, 0, 0]), [3]);
  assert.deepEqual(ownIndex([2, 3, 4], [1, 2, 3]), [1, 2, 3]);
});
