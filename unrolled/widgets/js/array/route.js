// The way of the line from a number's box to its place in memory: along the edges of boxes, where no number stands.

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */

const HALF_EDGE = 0.5; // pixels: a box's edge is one wide, at its right

/** @param {Box} box */
const middleOf = ({ left, right }) => (left + right) / 2;

/**
 * Down beside the box, on the side where its place lies, through the gap above memory, and down to the place's middle.
 * @param {Box} cell
 * @param {Box} place
 * @param {number} gap how far down the gap is
 * @returns {[number, number][]}
 */
export function routeOf(cell, place, gap) {
  const end = middleOf(place);
  const x = (end < middleOf(cell) ? cell.left : cell.right) - HALF_EDGE;
  return [
    [x, cell.bottom],
    [x, gap],
    [end, gap],
    [end, place.top],
  ];
}

/** @param {[number, number][]} points */
export const pathOf = (points) =>
  `M${points.map((point) => point.map((at) => Math.round(at * 10) / 10).join(" ")).join("L")}`;

/** Is the middle of what stands in a box that scrolls in sight? @param {Box} box @param {Box} inner */
export function isInside(box, inner) {
  const [x, y] = [middleOf(inner), (inner.top + inner.bottom) / 2];
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}
