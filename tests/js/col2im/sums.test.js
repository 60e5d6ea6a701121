import assert from "node:assert/strict";
import { test } from "node:test";
import { arrived, cellsOf, holds, onImage, onPadded, sum } from "../../../unrolled/widgets/js/col2im/sums.js";
import { slidingSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { numbersOf } from "../../../unrolled/widgets/js/shared/sliding.js";
import { indexAt } from "../../../unrolled/widgets/js/shared/strides.js";
import { cases, getter } from "../cases.js";

// As the stepper itself makes them of its model.
function opened({ state }) {
  const get = getter(state);
  const sizes = slidingSizes((name) => get(name) ?? false, "filter"); // no ceil_mode
  return { sizes, given: { x: state.x, fill: state.fill, dcol: state.dcol && numbersOf(state.dcol) } };
}

test("the rows hold what Python's rows hold", () => {
  for (const one of cases("col2im")) {
    const { sizes, given } = opened(one);
    const cells = one.rows.map((_, k) => holds(sizes, given, Math.floor(k / sizes.columns), k % sizes.columns));
    assert.deepEqual(cells, one.rows);
  }
});

test("what has arrived adds up to col2im's dx, after every step", () => {
  for (const one of cases("col2im")) {
    const { sizes, given } = opened(one);
    const { shape, data } = one.state.x;
    for (const [step, dx] of Object.entries(one.dx)) {
      const sums = data.map((_, k) => sum(arrived(sizes, given, indexAt(k, shape), Number(step))));
      assert.deepEqual(sums, dx);
    }
  }
});

test("numbers arrive in the order of the rows", () => {
  for (const one of cases("col2im")) {
    const { sizes, given } = opened(one);
    one.state.x.data.forEach((_, k) => {
      const place = indexAt(k, one.state.x.shape);
      const cells = cellsOf(sizes, place);
      assert.deepEqual(
        cells,
        cells.toSorted(([a], [b]) => a - b),
      );
      const all = arrived(sizes, given, place, sizes.rows);
      assert.deepEqual(
        all,
        cells.map(([row, column]) => one.rows[row * sizes.columns + column]),
      );
    });
  }
});

test("a pixel lies `before` places further on the padded image", () => {
  const sizes = { height: { before: 1 }, width: { before: 2 } };
  assert.deepEqual(onPadded(sizes, [1, 0, 3, 4]), [1, 0, 4, 6]);
  assert.deepEqual(onImage(sizes, [1, 0, 4, 6]), [1, 0, 3, 4]);
});
