import assert from "node:assert/strict";
import { test } from "node:test";
import { pooledAll } from "../../../unrolled/widgets/js/pooling/state.js";
import { outPlace, outShape, pooled, receivers } from "../../../unrolled/widgets/js/pooling/windows.js";
import { slidingSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { numbersOf } from "../../../unrolled/widgets/js/shared/sliding.js";
import { offsetAt, strides } from "../../../unrolled/widgets/js/shared/strides.js";
import { cases, getter } from "../cases.js";

const opened = ({ state }) => {
  const sizes = slidingSizes(getter(state), "pool");
  return { sizes, windows: outShape(sizes).reduce((a, b) => a * b), x: numbersOf(state.x) };
};
const each = (one) => {
  const { sizes, windows, x } = opened(one);
  return Array.from({ length: windows }, (_, k) => pooled(sizes, x, one.state, k));
};

test("out and its shape are cnnlib's", () => {
  for (const one of cases("pooling")) {
    const { sizes } = opened(one);
    assert.deepEqual(outShape(sizes), one.shape);
    assert.deepEqual(
      each(one).map(({ value }) => value + 0),
      numbersOf({ data: one.out }),
    );
    each(one).forEach((_, k) => assert.equal(offsetAt(outPlace(sizes, k), strides(one.shape)), k));
  }
});

test("the winner is cnnlib's: the first of equals, and nan before all", () => {
  for (const one of cases("pooling")) {
    const winners = each(one).map(({ winner }) => winner);
    assert.deepEqual(winners, one.winners ?? winners.map(() => null));
  }
});

test("a window's gradient goes to those of its pixels that made its number", () => {
  for (const one of cases("pooling")) {
    for (const window of each(one)) {
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
    for (const { taps, members } of each(one)) {
      const counted = ({ pixel, counted: inPadding }) => (one.state.count_include_pad ? inPadding : pixel);
      assert.deepEqual(members, taps.filter(counted));
    }
  }
  assert.ok(means.some((one) => each(one).some(({ taps, members }) => members.length < taps.length)));
});

test("what windows up to a step give to a pixel adds up to cnnlib's dx", () => {
  for (const one of cases("pooling")) {
    const { places, parts, dout } = pooledAll(getter(one.state));
    assert.deepEqual(dout, one.dout);
    for (const [step, dx] of Object.entries(one.dx)) {
      const sums = places.map((place) => parts(place, Number(step)).reduce((a, b) => a + b, 0));
      sums.forEach((sum, k) =>
        assert.ok(Math.abs(sum - dx[k]) <= 1e-12 * Math.max(1, Math.abs(dx[k])), `${sum} is not ${dx[k]}`),
      );
    }
  }
});
