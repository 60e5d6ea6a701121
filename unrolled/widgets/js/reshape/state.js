// The reshape trace's state, and the trace that it makes.
import { imageSizes } from "../shared/sizes.js";
import { im2colTrace } from "./im2col.js";
import { poolingTrace } from "./pooling.js";

/** @import { ImageState } from "../shared/sizes.js" */
/** @typedef {ImageState & { transpose: boolean, mode: "im2col" | "pooling", max_cells: number }} ReshapeState */

export const TRAITS = ["x", "filter_h", "filter_w", "stride", "pad", "dilation", "transpose"];

/** @param {ReshapeState} state */
export function traceOf({ mode, transpose, ...state }) {
  const sizes = imageSizes(state, "filter");
  return mode === "pooling" ? poolingTrace(sizes, state.x) : im2colTrace(sizes, state.x, transpose);
}
