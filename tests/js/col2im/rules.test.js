import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cellToAdd,
  cellToCarry,
  freshRound,
  placeRules,
  sumAnswers,
  sumRules,
  sums,
} from "../../../unrolled/widgets/js/col2im/rules.js";
import { givenBy } from "../../../unrolled/widgets/js/col2im/state.js";
import { meetingsOf } from "../../../unrolled/widgets/js/col2im/sums.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { cellsOfStep, stepsOf } from "../../../unrolled/widgets/js/shared/loops.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { flatIndex, indexAt } from "../../../unrolled/widgets/js/shared/strides.js";
import { fromPadded, im2colSizes, isPixel } from "../../../unrolled/widgets/js/shared/unroll.js";
import { axis, cases, counted } from "../cases.js";

const said = (sizes, cell, place) => ruleOf(placeRules(sizes, cell), place);

test("where im2col copies from is where a number goes back to, in every cell", () => {
  for (const { shape, axes, padded, places } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    places.forEach((row, k) => {
      row.forEach((place, column) =>
        assert.equal(said(sizes, [k, column], fromPadded(sizes, indexAt(place, padded))), "right"),
      );
    });
  }
});

test("other orders of a window are NumPy's other transposes", () => {
  let met = 0;
  for (const { shape, axes, padded, orders } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    for (const name of ["columns", "channels", "before"]) {
      (orders[name] ?? []).forEach((row, k) => {
        row.forEach((at, column) => {
          const place = fromPadded(sizes, indexAt(at, padded));
          assert.ok(placeRules(sizes, [k, column])[name](place), name);
          met += said(sizes, [k, column], place) === name;
        });
      });
    }
  }
  assert.ok(met > 100);
});

const PLAIN = im2colSizes([2, 2, 4, 5], { height: axis({ filter: 3 }), width: axis({ filter: 3 }) });
// Windows two apart, taps three apart, a border of one.
const WIDE = { stride: 2, before: 1, after: 1, dilation: 3 };
const SPREAD = im2colSizes([1, 1, 7, 7], { height: axis(WIDE), width: axis(WIDE) });

test("each wrong place is told why", () => {
  // Row 1, window (0, 1); column 5 is tap (1, 2).
  assert.equal(said(PLAIN, [1, 5], [0, 0, 1, 3]), "right");
  assert.equal(said(PLAIN, [1, 5], [0, 0, 1, 1]), "flipped");
  assert.equal(said(PLAIN, [1, 5], [0, 0, 2, 2]), "columns");
  assert.equal(said(PLAIN, [1, 5], [0, 1, 0, 3]), "channels");
  assert.equal(said(PLAIN, [1, 5], [0, 0, 2, 3]), "window");
  assert.equal(said(PLAIN, [3, 3], [0, 0, 2, 1]), "down");
  assert.equal(said(PLAIN, [1, 5], [0, 0, 1, 2]), "before");
  assert.equal(said(PLAIN, [1, 5], [0, 1, 1, 3]), "plane");
  assert.equal(said(PLAIN, [1, 5], [1, 0, 1, 3]), "plane");
  assert.equal(said(PLAIN, [1, 5], [0, 0, 3, 0]), "elsewhere");
});

test("who forgets stride, dilation or padding is told so", () => {
  // Row 4 is window (1, 1) of 3 x 3, which begins at (1, 1); column 1 is tap (0, 1).
  assert.equal(SPREAD.OW, 3);
  assert.equal(said(SPREAD, [4, 1], [0, 0, 1, 4]), "right");
  assert.equal(said(SPREAD, [4, 1], [0, 0, 0, 3]), "unstrided");
  assert.equal(said(SPREAD, [4, 1], [0, 0, 1, 2]), "undilated");
  assert.equal(said(SPREAD, [4, 1], [0, 0, 2, 5]), "padded");
});

test("the cell whose place is asked for lies in the image, if any of the step does, and tells most rules apart", () => {
  let inside = 0;
  for (const { shape, axes } of cases("unroll")) {
    const sizes = im2colSizes(shape, axes);
    for (const loop of ["window", "tap"]) {
      for (let step = 0; step < stepsOf(sizes, loop); step += 1) {
        const cells = cellsOfStep(sizes, loop, step);
        const cell = cellToCarry(sizes, { loop, step }, step);
        assert.ok(cells.some((each) => String(each) === String(cell)));
        const rightOf = ([row, column]) => placeOf(sizes, row, column);
        if (cells.some((each) => isPixel(sizes, rightOf(each)))) assert.ok(isPixel(sizes, rightOf(cell)));
        inside += isPixel(sizes, rightOf(cell));
      }
    }
  }
  assert.ok(inside > 100);
  // The middle of a window would be right by most of the wrong rules, too.
  for (let round = 0; round < 9; round += 1)
    assert.notEqual(cellToCarry(PLAIN, { loop: "window", step: 0 }, round)[1] % 9, 4);
});

/** The only place that is right. */
function placeOf(sizes, row, column) {
  const rules = placeRules(sizes, [row, column]);
  const { N, C, PH, PW } = sizes;
  for (let k = 0; k < N * C * PH * PW; k += 1) {
    const place = fromPadded(sizes, indexAt(k, [N, C, PH, PW]));
    if (rules.right(place)) return place;
  }
  throw new Error("no place is right");
}

test("the right sum is what dx holds after the step in Python, and overwritten what `=` leaves", () => {
  let met = 0;
  for (const { state, dx, assigned } of cases("col2im")) {
    const [sizes, given, loop] = [imageSizes(state, "filter"), givenBy(state), state.loop];
    for (const step of Object.keys(dx).map(Number)) {
      const cell = cellToAdd(sizes, given, { loop, step });
      assert.equal(cell === undefined, meetingsOf(sizes, given, { loop, step }).length === 0);
      if (!cell) continue;
      met += 1;
      const found = sums(sizes, given, cell, { loop, step });
      const k = flatIndex(placeOf(sizes, ...cell), state.x.shape);
      assert.equal(found.right, dx[step][k]);
      assert.equal(found.overwritten, assigned[step][k]);
      assert.equal(found.forgotten + found.overwritten, found.right);
      if (step === stepsOf(sizes, loop) - 1) assert.equal(found.all, found.right);
    }
  }
  assert.ok(met > 20, String(met));
});

const ROW = { shape: [1, 1, 4, 4], data: Array(16).fill(0) };

test("each wrong sum is told the rule that leads to it", () => {
  const sizes = im2colSizes([1, 1, 4, 4], { height: axis({ filter: 3 }), width: axis({ filter: 3 }) });
  // Row after row, 100 times the row and its column.
  const dcol = Array.from({ length: 36 }, (_, k) => 100 * Math.floor(k / 9) + (k % 9));
  const found = sums(sizes, { x: ROW, dcol, fill: "digits" }, [1, 3], { loop: "window", step: 1 }); // to (1, 1)
  assert.deepEqual(found, {
    right: 4 + 103,
    overwritten: 103,
    forgotten: 4,
    flipped: 4 + 105,
    columns: 4 + 101,
    beside: 4 + 102,
    all: 4 + 103 + 201 + 300,
    counted: 2,
  });
  assert.deepEqual(sumAnswers(found), [4, 103, 105, 106, 107, 109]);
  assert.equal(ruleOf(sumRules(found), 103), "overwritten");
  assert.equal(ruleOf(sumRules(found), 1), null);
});

test("a round's numbers can be added by head, and its question has answers enough", () => {
  for (const { state } of cases("col2im")) {
    const [sizes, loop] = [imageSizes(state, "filter"), state.loop];
    const steps = stepsOf(sizes, loop);
    for (const isSum of [false, true]) {
      const { dcol, step } = freshRound(sizes, { loop, steps, isSum });
      assert.deepEqual(dcol.shape, [sizes.rows, sizes.columns]);
      assert.ok(dcol.data.length === sizes.rows * sizes.columns && dcol.data.every((n) => n >= 1 && n <= 9));
      assert.ok(step >= 0 && step < steps);
    }
  }
  for (let i = 0; i < 20; i += 1) {
    const { dcol, step } = freshRound(PLAIN, { loop: "window", steps: PLAIN.rows, isSum: true });
    const given = { x: counted([2, 2, 4, 5]), dcol: dcol.data, fill: "digits" };
    const shown = { loop: "window", step };
    assert.ok(sumAnswers(sums(PLAIN, given, cellToAdd(PLAIN, given, shown), shown)).length >= 4);
  }
});

test("it is drawn again until there are enough, or given up where there are none", () => {
  const one = im2colSizes([1, 1, 1, 1], { height: axis({ filter: 1 }), width: axis({ filter: 1 }) });
  let drawn = 0;
  const random = () => {
    drawn += 1;
    return 0.999;
  };
  assert.deepEqual(freshRound(one, { loop: "window", steps: 1, isSum: true }, random), {
    dcol: { shape: [1, 1], data: [9] },
    step: 0,
  });
  assert.equal(drawn, 42); // a step and a number, 21 times
  // At first the first window, where no number meets another.
  const plan = [0, ...Array(36).fill(0.3), 0.99, ...Array.from({ length: 36 }, (_, k) => (k % 9) / 9)];
  const sizes = im2colSizes([1, 1, 4, 4], { height: axis({ filter: 3 }), width: axis({ filter: 3 }) });
  const { step, dcol } = freshRound(sizes, { loop: "window", steps: 4, isSum: true }, () => plan.shift());
  assert.deepEqual([step, dcol.data.slice(0, 9)], [3, [1, 2, 3, 4, 5, 6, 7, 8, 9]]);
});
