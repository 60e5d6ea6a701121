import assert from "node:assert/strict";
import { test } from "node:test";
import { swapped } from "../../../unrolled/widgets/js/convolution/layer.js";
import {
  CHOICES,
  changedState,
  channelsInSight,
  compareGradients,
  drawnLayer,
  gridsKey,
  kindOf,
  stateOf,
  TRAITS,
} from "../../../unrolled/widgets/js/convolution/state.js";
import { slidingValues } from "../../../unrolled/widgets/js/shared/sliding.js";
import { cases, counted } from "../cases.js";

const VALUES = { stride: [1], pad: [0], dilation: [1] };
const STATE = {
  x: counted([1, 1, 4, 4]),
  W: counted([2, 1, 3, 3]),
  b: counted([2]),
  dout: counted([1, 2, 2, 2]),
  stride: [1, 1],
  pad: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  mode: "forward",
  flipped: false,
  max_cells: 36,
};

test("every trait is one that Python sends", () => {
  assert.ok(TRAITS.includes("x"));
  for (const { state } of cases("convolution"))
    assert.deepEqual(
      TRAITS.filter((name) => !(name in state)),
      [],
    );
});

test("the choices; which image, map and channel there are depends on the layer", () => {
  assert.deepEqual(CHOICES, [
    {
      name: "kind",
      label: "Direction",
      options: [
        ["forward", "forward"],
        ["backward", "backward"],
        ["flipped", "dx as a convolution"],
        ["weights", "dW as a convolution"],
      ],
    },
    { name: "image", label: "", options: [] },
    { name: "made", label: "", options: [] },
    { name: "channel", label: "", options: [] },
  ]);
});

test("a kind and the model's state are the same thing", () => {
  for (const [kind] of CHOICES[0].options) assert.equal(kindOf(stateOf(kind)), kind);
  assert.equal(kindOf({ mode: "forward", flipped: true }), "forward");
  assert.equal(kindOf({ mode: "dW", flipped: true }), "weights");
});

test("all channels are in sight, unless they are too many or too high", () => {
  const seen = (C, PH, channel = 1) => channelsInSight({ sizes: { C, PH } }, channel);
  assert.deepEqual([seen(2, 8), seen(3, 5), seen(1, 40)], [[0, 1], [0, 1, 2], [0]]);
  assert.deepEqual([seen(2, 9), seen(3, 6), seen(4, 4), seen(2, 9, 7)], [[1], [1], [1], [1]]);
});

test("what is drawn is the forward layer, or that which makes dx", () => {
  for (const { state, out, after } of cases("convolution")) {
    const last = Math.max(...Object.keys(after).map(Number));
    for (const flipped of [false, true]) {
      const forward = drawnLayer({ ...state, mode: "forward", flipped });
      assert.equal(forward.kind, "forward");
      assert.equal(forward.layer, forward.forward);
      assert.deepEqual(forward.layer.out, out);
      assert.deepEqual(forward.dout, state.dout);
    }
    const backward = drawnLayer({ ...state, mode: "backward", flipped: false });
    assert.deepEqual([backward.kind, backward.layer], ["backward", backward.forward]);
    const turned = drawnLayer({ ...state, mode: "backward", flipped: true });
    assert.equal(turned.kind, "flipped");
    assert.deepEqual(
      turned.layer.out.data.map((number) => number + 0),
      after[last].dx,
    );
    assert.deepEqual(compareGradients(turned), { size: state.x.data.length, difference: 0, agree: true });
    const weights = drawnLayer({ ...state, mode: "dW" });
    assert.equal(weights.kind, "weights");
    assert.deepEqual(
      swapped(weights.layer.out).data.map((number) => number + 0),
      after[last].dW,
    );
    assert.deepEqual(swapped(weights.layer.out).shape, state.W.shape);
    assert.deepEqual(compareGradients(weights), { size: state.W.data.length, difference: 0, agree: true });
  }
});

test("text that stands for numbers is understood", () => {
  const { forward, dout } = drawnLayer({
    ...STATE,
    x: { ...STATE.x, data: Array(16).fill("inf") },
    dout: { shape: [1], data: ["nan"] },
  });
  assert.ok(forward.x.data.every((number) => number === Infinity));
  assert.deepEqual(dout.data, [Number.NaN]);
  assert.equal(drawnLayer({ ...STATE, b: null }).forward.b, null);
});

test("a disagreement is seen", () => {
  const drawn = drawnLayer({ ...STATE, mode: "backward", flipped: true });
  drawn.layer.out.data[3] += 0.25;
  assert.deepEqual(compareGradients(drawn), { size: 16, difference: 0.25, agree: false });
});

test("grids stay as they are while numbers change, and not while shapes, settings or the kind do", () => {
  const key = (change) => gridsKey(drawnLayer({ ...STATE, ...change }));
  assert.equal(key({ x: counted([1, 1, 4, 4], 5) }), key({}));
  assert.equal(key({ W: counted([2, 1, 3, 3], 5), b: counted([2], 7) }), key({}));
  const others = [
    { mode: "backward" },
    { x: counted([2, 1, 4, 4]) },
    { W: counted([3, 1, 3, 3]), b: counted([3]) },
    { stride: [2, 2] },
    { b: null },
  ];
  for (const change of others) assert.notEqual(key(change), key({}));
});

test("what was typed becomes a state that Python sent", () => {
  for (const { state } of cases("convolution")) {
    const { stride, pad, dilation, dout } = state;
    assert.deepEqual(changedState(slidingValues(state), { ...state, max_cells: 20000 }), { stride, pad, dilation, dout });
  }
});

test("a dout that fits stays, another becomes ones", () => {
  assert.equal(changedState(VALUES, STATE).dout, STATE.dout);
  const { dout, ...sliding } = changedState({ ...VALUES, stride: [2, 1] }, STATE);
  assert.deepEqual(dout, { shape: [1, 2, 1, 2], data: [1, 1, 1, 1] });
  assert.deepEqual(sliding, {
    stride: [2, 1],
    pad: [
      [0, 0],
      [0, 0],
    ],
    dilation: [1, 1],
  });
});

test("what can't be drawn is refused, col and out alike, and before anything is computed", () => {
  const message = (most, need) => ({
    message: `x, col and out must not need more than ${most} cells to draw, but need ${need}`,
  });
  assert.throws(() => changedState(VALUES, { ...STATE, max_cells: 35 }), message(35, 36));
  const wide = { ...STATE, W: counted([10, 1, 3, 3]) };
  assert.throws(() => changedState(VALUES, { ...wide, max_cells: 39 }), message(39, 40));
  const huge = { ...STATE, x: { shape: [1, 1, 1e6, 1e6], data: [] } };
  assert.throws(() => changedState(VALUES, huge), /but need 8999964000036$/);
});
