import assert from "node:assert/strict";
import { test } from "node:test";
import { count, length, position, readers, span } from "../../../unrolled/widgets/js/shared/windows.js";
import { cases } from "../cases.js";

const range = (size) => [...Array(size).keys()];
const refused = ({ error }) => error !== undefined;

test("windows stand where Python's stand", () => {
  for (const { axis, size, ...expected } of cases("windows").filter((one) => !refused(one))) {
    const places = count(axis, size);
    const taps = range(axis.filter).map((i) => range(places).map((o) => position(axis, o, i)));
    assert.deepEqual({ span: span(axis), count: places, length: length(axis, size), taps }, expected);
  }
});

test("every place and tap that reads a position is found, in the order of the places", () => {
  for (const { axis, size, count: places, length: long, taps } of cases("windows").filter((one) => !refused(one))) {
    for (const at of range(long)) {
      const reading = range(places).flatMap((o) => range(axis.filter).map((i) => [o, i]));
      assert.deepEqual(
        readers(axis, size, at),
        reading.filter(([o, i]) => taps[i][o] === at),
      );
    }
  }
});

test("where no window fits, the reason is Python's, word for word", () => {
  const none = cases("windows").filter(refused);
  assert.ok(none.length > 20);
  for (const stride of [0, -1])
    assert.throws(() => count({ filter: 1, stride, before: 0, after: 0, dilation: 1 }, 3), {
      name: "RangeError",
      message: `stride must be at least 1, not ${stride}`,
    });
  for (const { axis, size, error } of none) assert.throws(() => count(axis, size), { name: "RangeError", message: error });
});

test("output_size answers and refuses alike", () => {
  for (const { axis, size, error, count: places } of cases("sizes")) {
    if (error) assert.throws(() => count(axis, size), { message: error });
    else assert.equal(count(axis, size), places);
  }
});
