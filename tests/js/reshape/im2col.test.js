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
      const shown = stages.slice(1).map(({ axes, cells }) => ({
        shape: axes.map(({ size }) => size),
        data: cells.flatMap((held) => held.map((item) => items[item].value)),
      }));
      assert.deepEqual(shown, one.stages[transpose]);
    }
  });
}

for (const transpose of [true, false]) {
  test(`each number's way begins where NumPy reads it ${transpose ? "with" : "without"} the transpose`, () => {
    for (const one of cases("reshape")) {
      let source = one.padded;
      tracesOf(one, transpose).stages.forEach(({ moves }, step) => {
        if (step === 0 || (step === 2 && !transpose)) return assert.deepEqual(moves, []);
        const made = [];
        for (const { from, to } of moves) {
          assert.ok(!(to in made), "a cell is written once");
          made[to] = source[from];
        }
        source = one.stages[transpose][step - 1].data;
        assert.deepEqual(made, source);
      });
    }
  });
}

test("a move is of the item that its cell holds, and of its channel", () => {
  for (const one of cases("reshape")) {
    const { items, stages } = tracesOf(one, true);
    for (const { moves, cells } of stages) {
      for (const { item, to, channel } of moves) {
        assert.deepEqual([item], cells[to]);
        assert.equal(channel, items[item].channel);
      }
    }
  }
});

test("x's copies go tap by tap, and all else window by window", () => {
  for (const one of cases("reshape")) {
    const { items, stages } = tracesOf(one, true);
    for (const { item, turn } of stages[1].moves) assert.equal(turn[0], items[item].tap);
    for (const { moves } of stages.slice(2)) for (const { item, turn } of moves) assert.equal(turn[0], items[item].window);
  }
});

test("an item knows its row, its column and its pixel", () => {
  for (const one of cases("reshape")) {
    const { items, stages } = tracesOf(one, true);
    const [rows, columns] = one.stages.true[2].shape;
    assert.equal(items.length, rows * columns);
    stages[3].cells.forEach(([item], k) => {
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
  const said = ({ stages }) => stages.map(({ code, axes }) => [code, ...axes.map(({ name }) => name)].join(" | "));
  const buffer = "n | c | fh | fw | oh | ow";
  const matrix = "col = six.reshape(N * OH * OW, C * FH * FW) | row | column";
  const padded = one.padded.length > one.state.x.data.length ? "padded" : "x";
  const gathered = `buffer[:, :, fh, fw] = ${padded}[:, :, down, across] | ${buffer}`;
  const turned = "six = buffer.transpose(0, 4, 5, 1, 2, 3) | n | oh | ow | c | fh | fw";
  assert.deepEqual(said(tracesOf(one, true)), ["x | n | c | h | w", gathered, turned, matrix]);
  assert.deepEqual(said(tracesOf(one, false)), ["x | n | c | h | w", gathered, `six = buffer | ${buffer}`, matrix]);
});

test("channels, and columns of the filter and of the output, lie side by side", () => {
  const [one] = cases("reshape");
  for (const transpose of [true, false]) {
    for (const { axes } of tracesOf(one, transpose).stages.slice(1, 3)) {
      const across = axes.filter((axis) => axis.across).map(({ name }) => name);
      assert.deepEqual(across.toSorted(), ["c", "fw", "ow"]);
    }
  }
  assert.deepEqual([...tracesOf(one, true).winners], []);
});
