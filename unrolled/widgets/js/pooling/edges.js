// Which windows ceil_mode adds, and which it leaves out because they would start in the padding.
import { range } from "../shared/numbers.js";
import { count, span } from "../shared/windows.js";
import { borderOf } from "./windows.js";

/** @import { Sizes } from "../shared/unroll.js" */
/** @import { Axis } from "../shared/windows.js" */
/** A window that is not there, as far as it lies on what is drawn: its first place, and its size. @typedef {{ corner: [number, number], size: [number, number] }} Dropped */

/** How many windows there are on an axis: without ceil_mode, with it, and with those that start in the padding. @param {Axis} axis @param {number} size */
function counts(axis, size) {
  const padded = size + axis.before + axis.after;
  const room = padded - span(axis);
  return {
    floor: Math.max(0, Math.floor(room / axis.stride) + 1),
    ceil: count({ ...axis, ceil_mode: true }, size),
    all: Math.min(Math.ceil(room / axis.stride) + 1, Math.ceil(padded / axis.stride)),
  };
}

/**
 * How many windows ceil_mode adds, how many it takes away that fit, and how many of all it leaves out: both of these start
 * in the padding.
 * @param {Sizes} sizes
 */
export function edgeCounts({ height, width, H, W }) {
  const [h, w] = [counts(height, H), counts(width, W)];
  const both = Math.min(h.floor, h.ceil) * Math.min(w.floor, w.ceil);
  const kept = h.ceil * w.ceil;
  return { added: kept - both, lost: h.floor * w.floor - both, left: h.all * w.all - kept };
}

/**
 * The windows that are dropped: without ceil_mode those that it would add, with it those that would start in the padding.
 * @param {Sizes} sizes
 * @returns {Dropped[]}
 */
export function droppedWindows(sizes) {
  const { height, width, H, W } = sizes;
  const [h, w] = [counts(height, H), counts(width, W)];
  const isCeil = height.ceil_mode ?? false;
  /** @param {{ floor: number, ceil: number, all: number }} axis @returns {[number, number]} how many are there, how many could be */
  const ends = ({ floor, ceil, all }) => (isCeil ? [ceil, all] : [floor, ceil]);
  const [[high, mostHigh], [wide, mostWide]] = [ends(h), ends(w)];
  const border = borderOf(sizes);
  const dropped = range(mostHigh).flatMap((oh) =>
    range(mostWide).flatMap((ow) => (oh >= high || ow >= wide ? [[oh, ow]] : [])),
  );
  return dropped.map(([oh, ow]) => {
    const [top, left] = [oh * height.stride - height.before, ow * width.stride - width.before];
    return {
      corner: [top, left],
      size: [Math.min(span(height), H + border.bottom - top), Math.min(span(width), W + border.right - left)],
    };
  });
}
