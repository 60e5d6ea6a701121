// How a network and its images travel from Python to the page: bytes, with their shape and kind.

/** @import { Numbers } from "./layers.js" */
/** `data`: bytes in little-endian order, letters from "a" for 0, or a list. Each number is to be divided. @typedef {{ shape: number[], dtype: string, data: DataView | number[] | string, divide?: number }} Packed */

const A = "a".charCodeAt(0);
const READERS = {
  float32: { size: 4, read: (/** @type {DataView} */ view, /** @type {number} */ at) => view.getFloat32(at, true) },
  float64: { size: 8, read: (/** @type {DataView} */ view, /** @type {number} */ at) => view.getFloat64(at, true) },
  int8: { size: 1, read: (/** @type {DataView} */ view, /** @type {number} */ at) => view.getInt8(at) },
  uint8: { size: 1, read: (/** @type {DataView} */ view, /** @type {number} */ at) => view.getUint8(at) },
};

/** @param {Packed} packed @returns {Numbers} */
export function unpack({ shape, dtype, data, divide = 1 }) {
  if (Array.isArray(data)) return { shape, data: Float64Array.from(data) };
  if (typeof data === "string")
    return { shape, data: Float64Array.from(data, (letter) => (letter.charCodeAt(0) - A) / divide) };
  const { size, read } = READERS[/** @type {keyof typeof READERS} */ (dtype)];
  const length = data.byteLength / size;
  return { shape, data: Float64Array.from({ length }, (_, i) => read(data, i * size) / divide) };
}

/** A network's layers as Python tells of them. @param {any[]} layers @returns {import("./layers.js").Spec[]} */
export const specsOf = (layers) =>
  layers.map(({ parameters, ...rest }) => ({
    ...rest,
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([key, packed]) => [key, unpack(/** @type {Packed} */ (packed))]),
    ),
  }));

/** One of many images, (N, C, H, W). @param {Numbers} images @param {number} n */
export function imageAt({ shape: [, ...shape], data }, n) {
  const size = shape.reduce((all, one) => all * one, 1);
  return data.slice(n * size, (n + 1) * size);
}
