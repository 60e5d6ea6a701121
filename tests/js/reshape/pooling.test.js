import assert from "node:assert/strict";
import { test } from "node:test";
import { poolingTrace } from "../../../unrolled/widgets/js/reshape/pooling.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { indexAt } from "../../../unrolled/widgets/js/shared/strides.js";
import { cases } from "../cases.js";

const traceOf = ({ state }) => poolingTrace(imageSizes(state, "filter"), state.x);

test("every stage of the gradients' way back holds cnnlib's numbers", () => {
  for (const one of cases("reshape_pooling")) {
    const { items, stages } = traceOf(one);
    const shown = stages.map(({ axes, cells }) => ({
      shape: axes.map(({ size }) => size),
      data: cells.map((held) => held.reduce((sum, item) => sum + items[item].value, 0)),
    }));
    assert.deepEqual(shown, one.stages);
  }
});

test("each gradient's way, among zeros, leads to cnnlib's numbers", () => {
  for (const one of cases("reshape_pooling")) {
    let source = one.stages[0].data;
    traceOf(one).stages.forEach(({ moves, isZeroed, cells }, step) => {
      if (step === 0) return assert.deepEqual(moves, []);
      const made = isZeroed ? cells.map(() => 0) : [];
      for (const { from, to } of moves) made[to] = (made[to] ?? 0) + source[from];
      source = one.stages[step].data;
      assert.deepEqual(made, source);
    });
  }
});

test("a move is of its cell's item, of its channel, and travels with its window", () => {
  for (const one of cases("reshape_pooling")) {
    const { items, stages } = traceOf(one);
    for (const { moves, cells } of stages) {
      for (const { item, to, channel, turn } of moves) {
        assert.ok(item === null ? cells[to].length === 0 : cells[to].includes(item));
        if (item === null) continue;
        assert.deepEqual([channel, turn[0]], [items[item].channel, items[item].window]);
      }
    }
  }
});

test("an item knows its window, its channel, its tap and its pixel", () => {
  for (const one of cases("reshape_pooling")) {
    const { items, winners } = traceOf(one);
    const [dout, , dmax, , , dx] = one.stages;
    items.forEach(({ window, column, channel, tap, pixel, value }, k) => {
      const [n, c, oh, ow] = indexAt(k, dout.shape);
      const [, C, OH, OW] = dout.shape;
      assert.deepEqual([window, channel], [(n * OH + oh) * OW + ow, c]);
      const [row, taps] = [window * C + channel, dmax.shape[1]];
      assert.equal(dmax.data[row * taps + tap], value);
      assert.equal(column, channel * taps + tap);
      if (pixel !== null) assert.ok(dx.data[pixel] >= value);
    });
    const receiving = new Set(items.map((item) => item.pixel));
    assert.deepEqual(winners, receiving);
  }
});

test("the code of the stages, and the names of their axes", () => {
  const { stages } = traceOf(cases("reshape_pooling")[0]);
  assert.deepEqual(
    stages.map(({ code, axes }) => [code, ...axes.map(({ name }) => name)].join(" | ")),
    [
      "dout | n | c | oh | ow",
      "turned = dout.transpose(0, 2, 3, 1) | n | oh | ow | c",
      "dmax[np.arange(dout.size), arg_max] = turned.ravel() | row | tap",
      "dmax = dmax.reshape(turned.shape + one_axis) | n | oh | ow | c | tap",
      "dcol = dmax.reshape(N * OH * OW, C * PH * PW) | row | column",
      "dx = col2im(dcol, …) | n | c | h | w",
    ],
  );
  const across = stages.flatMap(({ axes }) => axes.filter((axis) => axis.across).map(({ name }) => name));
  assert.deepEqual(new Set(across), new Set(["c", "ow", "w"]));
});
