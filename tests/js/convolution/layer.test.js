import assert from "node:assert/strict";
import { test } from "node:test";
import { flippedLayer, meeting, products, received, sumOf } from "../../../unrolled/widgets/js/convolution/layer.js";
import { layerOf } from "../../../unrolled/widgets/js/convolution/state.js";
import { cases, getter } from "../cases.js";

const modelOf = (state) => ({ get: getter({ ceil_mode: false, ...state }) });

test("col and out are cnnlib's", () => {
  for (const { state, col, out } of cases("convolution")) {
    const { forward, layer } = layerOf(modelOf(state));
    assert.deepEqual(forward.col, col);
    assert.deepEqual(forward.out, out);
    assert.equal(layer, forward);
  }
});

test("a number of out is the sum of its row times its filter, plus b", () => {
  for (const { state, out } of cases("convolution")) {
    const { forward } = layerOf(modelOf(state));
    out.data.forEach((value, step) => {
      const { n, f, oh, ow, row } = meeting(forward, step);
      const [, FN, OH, OW] = out.shape;
      assert.equal(((n * FN + f) * OH + oh) * OW + ow, step);
      const bias = state.b ? state.b.data[f] : 0;
      assert.equal(sumOf(products(forward, row, f)) + bias, value);
    });
  }
});

test("the gradients are cnnlib's after every step", () => {
  for (const { state, after } of cases("convolution")) {
    const { forward, dout } = layerOf(modelOf(state));
    for (const [step, expected] of Object.entries(after)) {
      const { dx, dW, db } = received(forward, dout, Number(step) + 1);
      assert.deepEqual({ dx: dx.data, dW: dW.data, db: db.data }, expected);
      assert.deepEqual([dx.shape, dW.shape, db.shape], [state.x.shape, state.W.shape, [state.W.shape[0]]]);
    }
  }
});

test("before the first step nothing is received", () => {
  for (const { state } of cases("convolution")) {
    const { forward, dout } = layerOf(modelOf(state));
    for (const { data } of Object.values(received(forward, dout, 0))) assert.ok(data.every((number) => number === 0));
  }
});

test("dx as a convolution with flipped filters is cnnlib's dx", () => {
  for (const { state, after } of cases("convolution")) {
    const { forward, dout } = layerOf(modelOf(state));
    const last = Math.max(...Object.keys(after).map(Number));
    const { out } = flippedLayer(forward, dout);
    assert.deepEqual(out.shape, state.x.shape);
    assert.deepEqual(
      out.data.map((number) => number + 0),
      after[last].dx,
    );
    const view = layerOf(modelOf({ ...state, mode: "backward", flipped: true }));
    assert.deepEqual(view.layer.out, out);
  }
});
