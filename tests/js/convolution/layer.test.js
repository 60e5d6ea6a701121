import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compare,
  flippedLayer,
  gradientsAfter,
  gradientsAround,
  layerSizes,
  makeLayer,
  outputAt,
  productsOf,
  spreadPlace,
  turnedPlace,
} from "../../../unrolled/widgets/js/convolution/layer.js";
import { axesOf } from "../../../unrolled/widgets/js/shared/sliding.js";
import { flatIndex, indexAt } from "../../../unrolled/widgets/js/shared/strides.js";
import { axis, cases } from "../cases.js";

const layerOf = ({ x, W, b, ...sliding }) => makeLayer(x, W, b, axesOf(sliding, W.shape.slice(2)));
const dataOf = ({ dx, dW, db }) => ({ dx: dx.data, dW: dW.data, db: db.data });

test("col and out are cnnlib's", () => {
  for (const { state, col, out } of cases("convolution")) {
    const layer = layerOf(state);
    assert.deepEqual(layer.col, col);
    assert.deepEqual(layer.out, out);
    assert.deepEqual([layer.x, layer.W, layer.b], [state.x, state.W, state.b]);
    assert.deepEqual(layerSizes(state.x.shape, state.W.shape, layer.axes), { sizes: layer.sizes, outShape: out.shape });
  }
});

test("a number of out is the sum of its row times its filter, plus b", () => {
  for (const { state, out } of cases("convolution")) {
    const layer = layerOf(state);
    out.data.forEach((value, step) => {
      const [n, f, oh, ow] = indexAt(step, out.shape);
      const row = flatIndex([n, oh, ow], [out.shape[0], out.shape[2], out.shape[3]]);
      assert.deepEqual(outputAt(layer, step), { n, f, row });
      const bias = state.b ? state.b.data[f] : 0;
      assert.equal(
        productsOf(layer, row, f).reduce((total, product) => total + product, bias),
        value,
      );
    });
  }
});

test("the gradients are cnnlib's after every step", () => {
  for (const { state, after } of cases("convolution")) {
    const layer = layerOf(state);
    for (const [step, expected] of Object.entries(after)) {
      const gradients = gradientsAfter(layer, state.dout, Number(step) + 1);
      assert.deepEqual(dataOf(gradients), expected);
      const shapes = [gradients.dx.shape, gradients.dW.shape, gradients.db.shape];
      assert.deepEqual(shapes, [state.x.shape, state.W.shape, [state.W.shape[0]]]);
    }
  }
});

test("before and after one number of dout", () => {
  for (const { state, after } of cases("convolution")) {
    const layer = layerOf(state);
    for (const step of Object.keys(after).map(Number)) {
      const around = gradientsAround(layer, state.dout, step);
      assert.deepEqual(around.before, gradientsAfter(layer, state.dout, step));
      assert.deepEqual(around.after, gradientsAfter(layer, state.dout, step + 1));
    }
    const nothing = Object.values(dataOf(gradientsAround(layer, state.dout, 0).before)).flat();
    assert.ok(nothing.every((number) => number === 0));
  }
});

test("dx as a convolution with turned filters is cnnlib's dx", () => {
  for (const { state, after } of cases("convolution")) {
    const last = Math.max(...Object.keys(after).map(Number));
    const { out } = flippedLayer(layerOf(state), state.dout);
    assert.deepEqual(out.shape, state.x.shape);
    assert.deepEqual(
      out.data.map((number) => number + 0),
      after[last].dx,
    );
  }
});

test("which number of dout, and of W, stands where in that convolution", () => {
  const axes = { height: axis({ stride: 2 }), width: axis({ stride: 3 }) };
  assert.deepEqual(spreadPlace(axes, [1, 2, 4, 6]), [1, 2, 2, 2]);
  assert.equal(spreadPlace(axes, [1, 2, 3, 6]), null);
  assert.equal(spreadPlace(axes, [1, 2, 4, 7]), null);
  assert.deepEqual(spreadPlace({ height: axis(), width: axis() }, [1, 2, 3, 5]), [1, 2, 3, 5]);
  assert.deepEqual(turnedPlace([4, 3, 2, 5], [1, 2, 0, 4]), [2, 1, 1, 0]);
});

test("shapes that do not fit are refused before anything is computed", () => {
  const axes = { height: axis(), width: axis() };
  assert.throws(() => layerSizes([1, 2, 4, 4], [1, 3, 2, 2], axes), {
    name: "RangeError",
    message: "x and W must have as many channels, but have 2 and 3",
  });
  assert.throws(() => layerSizes([1, 2, 4, 1], [1, 2, 2, 2], axes), /larger than the padded image, 0 \+ 1 \+ 0$/);
  const huge = [1, 2, 40000, 40000];
  assert.deepEqual(layerSizes(huge, [1, 2, 2, 2], axes).outShape, [1, 1, 39999, 39999]);
});

test("two lists agree up to the last digits of their largest number", () => {
  assert.deepEqual(compare([1, 2, 3], [1, 2, 3]), { size: 3, difference: 0, agree: true });
  assert.deepEqual(compare([1, 2, 3], [1, 2.5, 3]), { size: 3, difference: 0.5, agree: false });
  assert.deepEqual(compare([1, 2.5], [1, 2]), { size: 2, difference: 0.5, agree: false });
  assert.ok(compare([1000, 2], [1000 + 5e-7, 2]).agree);
  assert.ok(compare([2, -1000], [2, -1000 - 5e-7]).agree);
  assert.ok(!compare([1, 2], [1 + 5e-7, 2]).agree);
  assert.ok(compare([0], [1e-9]).agree && !compare([0], [2e-9]).agree);
});
