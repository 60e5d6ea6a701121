import assert from "node:assert/strict";
import { test } from "node:test";
import { FORWARD, flippedRoles } from "../../../unrolled/widgets/js/convolution/roles.js";
import { axis } from "../cases.js";

test("forward, a cell shows the number that stands there", () => {
  const { xIndex, weightIndex, filterTitle, ...names } = FORWARD;
  assert.deepEqual(names, {
    says: "The window times the filter, number by number; all added up, plus `b`.",
    x: "x",
    out: "out",
    xColour: "image",
    outColour: "output",
  });
  assert.deepEqual(
    [xIndex([0, 1, 2, 3]), weightIndex([3, 2, 1, 0])],
    [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
    ],
  );
  assert.equal(filterTitle(1, 2), "W[1, 2]");
});

test("for dx, dout stands spread out and W turned", () => {
  const forward = { axes: { height: axis({ stride: 2 }), width: axis({ stride: 2 }) }, W: { shape: [2, 1, 3, 3] } };
  const { xIndex, weightIndex, filterTitle, ...names } = flippedRoles(forward);
  assert.deepEqual(names, {
    says: "`dx` is a convolution too: of `dout`, with zeros all around, and the filter turned by half a turn.",
    x: "dout",
    out: "dx",
    xColour: "gradient",
    outColour: "gradient",
  });
  assert.deepEqual([xIndex([0, 1, 2, 4]), xIndex([0, 1, 2, 3])], [[0, 1, 1, 2], null]);
  assert.deepEqual(weightIndex([0, 1, 0, 2]), [1, 0, 2, 0]);
  assert.equal(filterTitle(1, 2), "W[2, 1] turned");
});
