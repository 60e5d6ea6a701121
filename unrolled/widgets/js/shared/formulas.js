// How many places a window has, as a formula: in letters, and with its numbers.

/** @import { Axis } from "./windows.js" */

export const OUTPUT_SIZE = {
  height: "`OH = (H + pad + pad − (dilation·(FH − 1) + 1)) // stride + 1`",
  width: "`OW = (W + pad + pad − (dilation·(FW − 1) + 1)) // stride + 1`",
};

/** @param {Axis} axis @param {number} size @param {number} places */
export function outputSizeWords(axis, size, places) {
  const reach = `(${axis.dilation}·(${axis.filter} − 1) + 1)`;
  return `\`(${size} + ${axis.before} + ${axis.after} − ${reach}) // ${axis.stride} + 1 = ${places}\``;
}
