import assert from "node:assert/strict";
import { test } from "node:test";
import {
  borderOf,
  isCounted,
  outIndex,
  outShape,
  poolWindow,
  receivers,
} from "../../../unrolled/widgets/js/pooling/windows.js";
import { numbersOf } from "../../../unrolled/widgets/js/shared/arrays.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { indicesOf } from "../../../unrolled/widgets/js/shared/strides.js";
import { axis, cases } from "../cases.js";

const opened = ({ state, shape }) => {
  const sizes = imageSizes(state, "pool");
  const x = numbersOf(state.x);
  return { sizes, windows: indicesOf(shape).map((_, k) => poolWindow(sizes, x, state, k)) };
};

test("out and its shape are cnnlib's", () => {
  for (const one of cases("pooling")) {
    const { sizes, windows } = opened(one);
    assert.deepEqual(outShape(sizes), one.shape);
    assert.deepEqual(
      windows.map(({ value }) => value + 0),
      numbersOf({ data: one.out }),
    );
    assert.deepEqual(
      windows.map((_, k) => outIndex(sizes, k)),
      indicesOf(one.shape),
    );
  }
});

test("the winner is cnnlib's: the first of equals, and nan before all", () => {
  for (const one of cases("pooling")) {
    const winners = opened(one).windows.map(({ winner }) => winner);
    assert.deepEqual(winners, one.winners ?? winners.map(() => null));
  }
});

test("a window's gradient goes to those of its pixels that made its number", () => {
  for (const one of cases("pooling")) {
    for (const window of opened(one).windows) {
      const { taps, winner, members, shares, ties } = window;
      const pixels = taps.filter(({ pixel }) => pixel);
      const expected = winner === null ? pixels : pixels.filter((tap) => tap === taps[winner]);
      assert.deepEqual(receivers(window), expected);
      if (winner === null) assert.deepEqual([shares, ties], [Math.max(members.length, 1), 1]);
      else assert.deepEqual([shares, members, ties], [1, taps, equals(pixels, taps[winner].value)]);
    }
  }
});

const equals = (pixels, value) => pixels.filter((tap) => Object.is(tap.value, value)).length;

test("members of a mean are its pixels, with the padding where that is counted", () => {
  const means = cases("pooling").filter(({ state }) => state.average);
  for (const one of means) {
    for (const { taps, members } of opened(one).windows) {
      const counted = ({ pixel, counted: inPadding }) => (one.state.count_include_pad ? inPadding : pixel);
      assert.deepEqual(members, taps.filter(counted));
    }
  }
  assert.ok(means.some((one) => opened(one).windows.some(({ taps, members }) => members.length < taps.length)));
});

test("a place is counted on the image and in its padding, not beyond", () => {
  const sizes = { H: 3, W: 4, height: axis({ before: 1, after: 2 }), width: axis({ before: 2, after: 1 }) };
  const counted = (h, w) => isCounted(sizes, [0, 0, h, w]);
  assert.deepEqual([counted(-2, 0), counted(-1, 0), counted(4, 0), counted(5, 0)], [false, true, true, false]);
  assert.deepEqual([counted(0, -3), counted(0, -2), counted(0, 4), counted(0, 5)], [false, true, true, false]);
});

test("the border is the padding, and what a last window reads beyond it", () => {
  const border = (height, width) => borderOf({ H: 5, W: 4, height, width });
  const padded = border(axis({ before: 1, after: 2 }), axis({ before: 3, after: 0 }));
  assert.deepEqual(padded, { top: 1, bottom: 2, left: 3, right: 0 });
  const hanging = axis({ filter: 3, stride: 2, before: 1, ceil_mode: true });
  assert.deepEqual(border(hanging, hanging), { top: 1, bottom: 1, left: 1, right: 0 });
});
