import assert from "node:assert/strict";
import { test } from "node:test";
import { givenBy } from "../../../unrolled/widgets/js/col2im/state.js";
import { arrivals, cellsOf, dcolValue, meetingsOf } from "../../../unrolled/widgets/js/col2im/sums.js";
import { sum } from "../../../unrolled/widgets/js/shared/numbers.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { indexAt } from "../../../unrolled/widgets/js/shared/strides.js";
import { cases } from "../cases.js";

const opened = ({ state }) => ({ sizes: imageSizes(state, "filter"), given: givenBy(state), loop: state.loop });

test("the rows hold what Python's rows hold", () => {
  for (const one of cases("col2im")) {
    const { sizes, given } = opened(one);
    const cells = one.rows.map((_, k) => dcolValue(sizes, given, Math.floor(k / sizes.columns), k % sizes.columns));
    assert.deepEqual(cells, one.rows);
  }
});

test("what has arrived adds up to col2im's dx, after every step of either loop", () => {
  for (const one of cases("col2im")) {
    const { sizes, given, loop } = opened(one);
    const { shape, data } = one.state.x;
    for (const [step, dx] of Object.entries(one.dx)) {
      const sums = data.map((_, k) => sum(arrivals(sizes, given, indexAt(k, shape), { loop, step: Number(step) })));
      assert.deepEqual(sums, dx);
    }
  }
});

test("the last that has arrived is what `=` leaves, in either loop's order", () => {
  for (const one of cases("col2im")) {
    const { sizes, given, loop } = opened(one);
    const { shape, data } = one.state.x;
    for (const [step, dx] of Object.entries(one.assigned)) {
      const last = (place) => arrivals(sizes, given, place, { loop, step: Number(step) }).at(-1) ?? 0;
      assert.deepEqual(
        data.map((_, k) => last(indexAt(k, shape))),
        dx,
      );
    }
  }
});

test("where numbers meet: sums and what `=` leaves go from Python's before a step to those after it", () => {
  let met = 0;
  for (const one of cases("col2im")) {
    const { sizes, given, loop } = opened(one);
    const { shape } = one.state.x;
    for (const step of Object.keys(one.dx).map(Number)) {
      const shown = { loop, step };
      const meetings = new Map(meetingsOf(sizes, given, shown).map((meeting) => [String(meeting.place), meeting]));
      met += meetings.size;
      one.dx[step].forEach((after, k) => {
        const place = indexAt(k, shape);
        const [now, earlier] = [step, step - 1].map((at) => arrivals(sizes, given, place, { loop, step: at }).length);
        const meeting = meetings.get(String(place));
        assert.equal(meeting !== undefined, earlier > 0 && now > earlier);
        if (!meeting) return;
        assert.equal(meeting.before + meeting.addend, after);
        assert.equal(meeting.addend, one.assigned[step][k]);
        if (step - 1 in one.dx)
          assert.deepEqual([meeting.before, meeting.last], [one.dx[step - 1][k], one.assigned[step - 1][k]]);
      });
    }
  }
  assert.ok(met > 100);
});

test("the cells of a pixel come row by row, and all of their numbers arrive", () => {
  for (const one of cases("col2im")) {
    const { sizes, given } = opened(one);
    one.state.x.data.forEach((_, k) => {
      const place = indexAt(k, one.state.x.shape);
      const cells = cellsOf(sizes, place);
      assert.deepEqual(
        cells,
        cells.toSorted(([a], [b]) => a - b),
      );
      assert.deepEqual(
        arrivals(sizes, given, place, { loop: "window", step: sizes.rows }),
        cells.map(([row, column]) => one.rows[row * sizes.columns + column]),
      );
    });
  }
});
