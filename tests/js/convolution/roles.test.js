import assert from "node:assert/strict";
import { test } from "node:test";
import { FORWARD, flippedRoles, WEIGHTS } from "../../../unrolled/widgets/js/convolution/roles.js";
import { axis } from "../cases.js";

const fixed = ({ x, W, out, colours }) => ({ x, W, out, colours });

test("forward, a cell shows the number that stands there", () => {
  assert.deepEqual(fixed(FORWARD), {
    x: "x",
    W: "W",
    out: "out",
    colours: { x: "image", W: "filter", out: "output" },
  });
  assert.match(FORWARD.says, /all channels added up, plus `b`/);
  for (const index of [FORWARD.xIndex, FORWARD.weightIndex, FORWARD.outIndex])
    assert.deepEqual(index([3, 2, 1, 0]), [3, 2, 1, 0]);
  assert.deepEqual([FORWARD.xTitle(1, [2]), FORWARD.xTitle(1, [0, 1])], ["x[1, 2]", "x[1]"]);
  assert.deepEqual([FORWARD.filterTitle(1, [2]), FORWARD.filterTitle(1, [0, 1])], ["W[1, 2]", "W[1]"]);
  assert.equal(FORWARD.outTitle(1, 2), "out[1, 2]");
  assert.equal(FORWARD.plane(1), "channel 1");
});

test("for dx, dout stands spread out and W turned", () => {
  const forward = { axes: { height: axis({ stride: 2 }), width: axis({ stride: 2 }) }, W: { shape: [2, 1, 3, 3] } };
  const roles = flippedRoles(forward);
  assert.deepEqual(fixed(roles), {
    x: "dout",
    W: "W",
    out: "dx",
    colours: { x: "gradient", W: "filter", out: "gradient" },
  });
  assert.match(roles.says, /turned by half a turn/);
  assert.deepEqual([roles.xIndex([0, 1, 2, 4]), roles.xIndex([0, 1, 2, 3])], [[0, 1, 1, 2], null]);
  assert.deepEqual(roles.weightIndex([0, 1, 0, 2]), [1, 0, 2, 0]);
  assert.deepEqual(roles.outIndex([0, 1, 2, 3]), [0, 1, 2, 3]);
  assert.deepEqual([roles.filterTitle(1, [2]), roles.filterTitle(1, [0, 1])], ["W[2, 1] turned", "W[:, 1] turned"]);
  assert.deepEqual([roles.xTitle(1, [2]), roles.xTitle(1, [0, 1])], ["dout[1, 2]", "dout[1]"]);
  assert.deepEqual([roles.outTitle(1, 2), roles.plane(1)], ["dx[1, 2]", "filter 1"]);
});

test("for dW, images are what is summed over, and dout is the filter", () => {
  assert.deepEqual(fixed(WEIGHTS), {
    x: "x",
    W: "dout",
    out: "dW",
    colours: { x: "image", W: "gradient", out: "gradient" },
  });
  assert.match(WEIGHTS.says, /of `x` and `dout`/);
  for (const index of [WEIGHTS.xIndex, WEIGHTS.weightIndex, WEIGHTS.outIndex])
    assert.deepEqual(index([3, 2, 1, 0]), [2, 3, 1, 0]);
  assert.deepEqual([WEIGHTS.xTitle(1, [2]), WEIGHTS.xTitle(1, [0, 1])], ["x[2, 1]", "x[:, 1]"]);
  assert.deepEqual(
    [WEIGHTS.filterTitle(1, [0]), WEIGHTS.outTitle(1, 2), WEIGHTS.plane(1)],
    ["dout[0, 1]", "dW[2, 1]", "image 1"],
  );
});
