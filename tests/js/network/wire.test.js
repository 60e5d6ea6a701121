import assert from "node:assert/strict";
import { test } from "node:test";
import { imageAt, specsOf, unpack } from "../../../unrolled/widgets/js/network/wire.js";
import { cases } from "../cases.js";

const viewOf = (base64) => new DataView(Uint8Array.from(Buffer.from(base64, "base64")).buffer);

test("what Python packs is unpacked, to the last bit", () => {
  const kinds = new Set();
  for (const { data, numbers, ...rest } of cases("packed")) {
    const { shape, data: found } = unpack({ ...rest, data: rest.dtype === "letters" ? data : viewOf(data) });
    assert.deepEqual([shape, [...found]], [rest.shape, numbers]);
    kinds.add(`${rest.dtype} ${rest.divide}`);
  }
  assert.deepEqual([...kinds], ["float64 undefined", "float32 undefined", "letters 16", "uint8 1", "int8 64"]);
});

test("a layer's numbers, whatever they travel as", () => {
  const [{ name, parameters }] = specsOf([{ name: "affine", parameters: { b: { shape: [2], data: [1, 2] } } }]);
  assert.deepEqual([name, parameters.b], ["affine", { shape: [2], data: Float64Array.of(1, 2) }]);
});

test("one image of many", () => {
  const images = { shape: [2, 1, 1, 2], data: Float64Array.of(1, 2, 3, 4) };
  assert.deepEqual([...imageAt(images, 1)], [3, 4]);
});
