import assert from "node:assert/strict";
import { test } from "node:test";
import { im2colTrace } from "../../../unrolled/widgets/js/reshape/im2col.js";
import {
  isMixed,
  itemsByPixel,
  litBy,
  paddedIndex,
  readingsOf,
  reshaping,
  rowWindows,
  shapeOf,
  stageAxes,
  turnAt,
} from "../../../unrolled/widgets/js/reshape/trace.js";
import { im2colSizes } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, counted } from "../cases.js";

// Two windows of two taps, side by side on three pixels; the middle one is in both.
const X = counted([1, 1, 1, 3]);
const trace = (transpose, more = {}) => {
  const height = axis({ filter: 1 });
  return im2colTrace(im2colSizes([1, 1, 1, 3], { height, width: axis(more) }), X, transpose);
};
const [TURNED, SKIPPED] = [trace(true), trace(false)];

test("axes have a name, a size, and a way in which their parts lie", () => {
  assert.deepEqual(stageAxes("n c fh fw", [1, 2, 3, 4]), [
    { name: "n", size: 1, across: false },
    { name: "c", size: 2, across: true },
    { name: "fh", size: 3, across: false },
    { name: "fw", size: 4, across: true },
  ]);
  assert.deepEqual(
    stageAxes("h w oh ow", [1, 1, 1, 1]).map(({ across }) => across),
    [false, true, false, true],
  );
  assert.deepEqual(shapeOf({ axes: stageAxes("row column", [2, 3]) }), [2, 3]);
});

test("the windows that each row holds", () => {
  assert.deepEqual(rowWindows(TURNED, TURNED.stages[3]), [[0], [1]]);
  assert.deepEqual(rowWindows(SKIPPED, SKIPPED.stages[3]), [
    [0, 1],
    [0, 1],
  ]);
  assert.deepEqual([isMixed(TURNED), isMixed(SKIPPED)], [false, true]);
});

const lit = (made, step, kind, k) => {
  const { items, cell, pixel } = litBy(made, { cell: made.stages[step] }, kind, k);
  return { items, cells: [...cell].sort(([a], [b]) => a - b), pixels: [...pixel].sort(([a], [b]) => a - b) };
};

// The buffer's items are 0: tap 0 of window 0, 1: tap 0 of window 1, 2: tap 1 of window 0, 3: tap 1 of window 1.
test("a cell lights itself and its pixel, and fainter the rest of its window", () => {
  assert.deepEqual(lit(TURNED, 3, "cell", 1), {
    items: [2],
    cells: [
      [0, "faint"],
      [1, "1"],
    ],
    pixels: [
      [0, "faint"],
      [1, "1"],
    ],
  });
  assert.deepEqual(lit(SKIPPED, 3, "cell", 1), {
    items: [1],
    cells: [
      [1, "1"],
      [3, "faint"],
    ],
    pixels: [
      [1, "1"],
      [2, "faint"],
    ],
  });
});

test("a pixel lights all its copies, and no window", () => {
  assert.deepEqual(lit(TURNED, 3, "pixel", 1), {
    items: [1, 2],
    cells: [
      [1, "1"],
      [2, "1"],
    ],
    pixels: [[1, "1"]],
  });
  assert.deepEqual(lit(TURNED, 1, "pixel", 1), {
    items: [1, 2],
    cells: [
      [1, "1"],
      [2, "1"],
    ],
    pixels: [[1, "1"]],
  });
});

test("a pixel that no window reads lights alone, and padding has none", () => {
  const jumping = trace(true, { filter: 1, stride: 2 });
  assert.deepEqual(lit(jumping, 3, "pixel", 1), { items: [], cells: [], pixels: [[1, "1"]] });
  const padded = trace(true, { before: 1 });
  assert.deepEqual(lit(padded, 3, "cell", 0), {
    items: [0],
    cells: [
      [0, "1"],
      [1, "faint"],
    ],
    pixels: [[0, "faint"]],
  });
});

test("where nothing is pointed at, nothing lights", () => {
  assert.deepEqual(lit(TURNED, 3, undefined, undefined), { items: [], cells: [], pixels: [] });
});

test("a cell of the source lights what has come of it, and its window there too", () => {
  const { items, cell, source, pixel } = litBy(TURNED, { cell: TURNED.stages[3], source: TURNED.stages[1] }, "source", 2);
  assert.deepEqual(items, [2]);
  assert.deepEqual([...cell].sort(), [
    [0, "faint"],
    [1, "1"],
  ]);
  assert.deepEqual([...source].sort(), [
    [0, "faint"],
    [2, "1"],
  ]);
  assert.deepEqual([...pixel].sort(), [
    [0, "faint"],
    [1, "1"],
  ]);
});

test("each pixel's readers, window by window, and at which tap", () => {
  const sizes = im2colSizes([1, 1, 1, 3], { height: axis({ filter: 1 }), width: axis() });
  const [first, second] = [0, 1].map((window) => ({ window, tap: 0 }));
  assert.deepEqual(readingsOf(sizes), [[first], [{ ...first, tap: 1 }, second], [{ ...second, tap: 1 }]]);
  const two = im2colSizes([1, 2, 1, 2], { height: axis({ filter: 1 }), width: axis({ filter: 1, stride: 2 }) });
  assert.deepEqual(readingsOf(two), [[first], [], [first], []]);
});

test("the items of each pixel, and of none where there is padding", () => {
  const items = [1, null, 0, 1].map((pixel) => ({ pixel }));
  assert.deepEqual(itemsByPixel(items, 3), [[2], [0, 3], []]);
});

test("a place of the padded x, in reading order", () => {
  const sizes = im2colSizes([2, 3, 4, 5], { height: axis({ before: 1 }), width: axis({ after: 2 }) });
  assert.equal(paddedIndex(sizes, [1, 2, 3, 4]), ((1 * 3 + 2) * 5 + 3) * 7 + 4);
});

test("a reshape moves nothing in reading order; its turns are cut from it", () => {
  assert.deepEqual(turnAt(7, [4, 2]), [1, 3]);
  const channelOf = (k) => k + 10;
  assert.deepEqual(reshaping([[5], []], channelOf, [1]), [
    { item: 5, from: 0, to: 0, channel: 10, turn: [0] },
    { item: null, from: 1, to: 1, channel: 11, turn: [1] },
  ]);
});

test("a cell that holds nothing lights alone", () => {
  const empty = { items: TURNED.items, stages: [{ axes: [], cells: [[], [0]] }] };
  assert.deepEqual(lit(empty, 0, "cell", 0), { items: [], cells: [[0, "1"]], pixels: [] });
});

// A made-up stage: items of the windows 0, 0 and 1, and cells that hold several, as dx's pixels do.
const shared = (...cells) => ({
  items: [0, 0, 1].map((window, pixel) => ({ window, pixel, value: 1, column: 0 })),
  stages: [{ axes: stageAxes("row column", [cells.length / 2, 2]), cells }],
});

test("a cell lights by any one of the items that it holds", () => {
  assert.deepEqual(lit(shared([0, 2], [0]), 0, "cell", 1).cells, [
    [0, "1"],
    [1, "1"],
  ]);
  assert.deepEqual(lit(shared([1, 2], [0]), 0, "cell", 1).cells, [
    [0, "faint"],
    [1, "1"],
  ]);
});

test("one row that mixes windows is enough", () => {
  assert.equal(isMixed(shared([0], [1], [2], [2])), false);
  assert.equal(isMixed(shared([0], [1], [1], [2])), true);
});
