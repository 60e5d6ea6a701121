import assert from "node:assert/strict";
import { test } from "node:test";
import { im2colTrace } from "../../../unrolled/widgets/js/reshape/im2col.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { cases } from "../cases.js";

const tracesOf = ({ state }, transpose) => im2colTrace(imageSizes(state, "filter"), state.x, transpose);

for (const transpose of [true, false]) {
  test(`every stage holds NumPy's numbers ${transpose ? "with" : "without"} the transpose`, () => {
    for (const one of cases("reshape")) {
      const { items, stages } = tracesOf(one, transpose);
      const shown = stages.map(({ axes, cells }) => ({
        shape: axes.map(({ size }) => size),
        data: cells.flatMap((held) => held.map((item) => items[item].value)),
      }));
      assert.deepEqual(shown, one.stages[transpose]);
    }
  });
}

test("an item knows its row, its column and its pixel", () => {
  for (const one of cases("reshape")) {
    const { items, stages } = tracesOf(one, true);
    const [rows, columns] = one.stages.true[2].shape;
    assert.equal(items.length, rows * columns);
    stages[2].cells.forEach(([item], k) => {
      const { window, column, channel, tap, pixel, value } = items[item];
      assert.deepEqual([window, column], [Math.floor(k / columns), k % columns]);
      const taps = one.state.filter_h * one.state.filter_w;
      assert.deepEqual([channel, tap], [Math.floor(column / taps), column % taps]);
      assert.equal(value, pixel === null ? 0 : one.state.x.data[pixel]);
    });
  }
});

test("the code of the stages, and the names of their axes", () => {
  const [one] = cases("reshape");
  const said = (transpose) =>
    tracesOf(one, transpose).stages.map(({ code, axes }) => [code, ...axes.map(({ name }) => name)].join(" "));
  const buffer = "buffer n c fh fw oh ow";
  const matrix = ".reshape(N*OH*OW, -1) row column";
  assert.deepEqual(said(true), [buffer, ".transpose(0, 4, 5, 1, 2, 3) n oh ow c fh fw", matrix]);
  assert.deepEqual(said(false), [buffer, "transpose skipped n c fh fw oh ow", matrix]);
});

test("channels, and columns of the filter and of the output, lie side by side", () => {
  const [one] = cases("reshape");
  for (const transpose of [true, false]) {
    for (const { axes } of tracesOf(one, transpose).stages.slice(0, 2)) {
      const across = axes.filter((axis) => axis.across).map(({ name }) => name);
      assert.deepEqual(across.toSorted(), ["c", "fw", "ow"]);
    }
  }
  assert.deepEqual([...tracesOf(one, true).winners], []);
});
