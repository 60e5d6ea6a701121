// What lies around a place, and where a lens that shows it stands.
import { range } from "./numbers.js";

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Area */

/** @param {number} number @param {number} least @param {number} most which may be less than the least; then that is it */
const within = (number, least, most) => Math.max(least, Math.min(most, number));

/** So many of 0 .. count - 1 around one of them, or all. @param {number} at @param {number} size @param {number} count */
export function around(at, size, count) {
  const first = within(at - (size >> 1), 0, count - size);
  return range(Math.min(size, count)).map((i) => first + i);
}

/** Which of `count` equal parts a fraction lies in; at its ends, and beyond, the outermost. @param {number} fraction @param {number} count */
export const partAt = (fraction, count) => within(Math.floor(fraction * count), 0, count - 1);

/** @param {Area[]} areas */
const union = (areas) => ({
  left: Math.min(...areas.map(({ left }) => left)),
  top: Math.min(...areas.map(({ top }) => top)),
  right: Math.max(...areas.map(({ right }) => right)),
  bottom: Math.max(...areas.map(({ bottom }) => bottom)),
});

const [GAP, TALL] = [10, 130]; // pixels

/** What a lens must not hide: what is pointed at, and what is lit with it, unless that is too much to stand beside. @param {Area} pointed @param {Area[]} lit */
export function aboutOf(pointed, lit) {
  const all = union([pointed, ...lit]);
  return all.bottom - all.top > TALL ? pointed : all;
}

/**
 * Where a lens of this size stands, as [left, top]: above what it is about, or below where there it would leave the
 * picture; under a finger nothing is seen, so there it stays above.
 * @param {{ width: number, height: number }} lens
 * @param {Area} about
 * @param {{ picture: Area, frame: Area }} bounds it leaves the picture rather than the frame
 * @param {boolean} isFinger
 */
export function lensPlace({ width, height }, about, { picture, frame }, isFinger) {
  const middle = (about.left + about.right - width) / 2;
  const left = Math.min(within(middle, picture.left, picture.right - width), frame.right - width);
  const above = about.top - GAP - height;
  return [left, above >= picture.top || isFinger ? above : about.bottom + GAP];
}
