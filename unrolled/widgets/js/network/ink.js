// A drawing as the data set's makers would have it: strokes, scaled and centred, then the ink of 4 x 4 dots counted.

/** Where the pen went, in dots of the sheet. @typedef {number[][]} Stroke */

export const SHEET = 32; // dots, each way
export const BLOCK = 4; // dots that make a pixel, each way
const WIDEST = 20; // dots: what their digits fill of the sheet, which they fill from top to bottom
const PEN = 2.6; // dots: half a line's width, so that drawings have as much ink as their digits

/** The least and the most of each coordinate. @param {Stroke[]} strokes */
function boxOf(strokes) {
  const points = strokes.flat();
  const ends = (/** @type {number} */ axis) => {
    const along = points.map((point) => point[axis]);
    return [Math.min(...along), Math.max(...along)];
  };
  return [ends(0), ends(1)];
}

/**
 * The strokes as high as the sheet and as wide as digits are, with the pen's width as it is. What is higher than wide
 * stays as narrow as it was drawn; a dot stays a dot.
 * @param {Stroke[]} strokes
 * @returns {Stroke[]}
 */
export function fitted(strokes) {
  if (strokes.length === 0) return [];
  const [[left, right], [top, bottom]] = boxOf(strokes);
  const [wide, high] = [right - left, bottom - top];
  const [room, roomHigh] = [WIDEST - 2 * PEN, SHEET - 2 * PEN];
  const across = wide > 0 ? room / wide : Infinity;
  // A line that lies must not be torn apart to the sheet's height.
  const scaleY = Math.min(high > 0 ? roomHigh / high : Infinity, 3 * across);
  const scaleX = Math.min(across, scaleY);
  const finite = (/** @type {number} */ scale) => (Number.isFinite(scale) ? scale : 1);
  const to = (/** @type {number[]} */ [x, y]) => [
    SHEET / 2 + (x - (left + right) / 2) * finite(scaleX),
    SHEET / 2 + (y - (top + bottom) / 2) * finite(scaleY),
  ];
  return strokes.map((stroke) => stroke.map(to));
}

/** How far a point is from a line. @param {number[]} point @param {number[]} from @param {number[]} to */
function distance([x, y], [x0, y0], [x1, y1]) {
  const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length));
  return Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0));
}

/** Which of the sheet's dots the pen has inked, line by line: 1 or 0. @param {Stroke[]} strokes */
export function dotsOf(strokes) {
  const dots = Array(SHEET * SHEET).fill(0);
  for (const stroke of strokes)
    stroke.forEach((to, i) => {
      const from = stroke[Math.max(0, i - 1)];
      const reach = (/** @type {number} */ axis) => [
        Math.max(0, Math.floor(Math.min(from[axis], to[axis]) - PEN)),
        Math.min(SHEET - 1, Math.ceil(Math.max(from[axis], to[axis]) + PEN)),
      ];
      const [[left, right], [top, bottom]] = [reach(0), reach(1)];
      for (let y = top; y <= bottom; y += 1)
        for (let x = left; x <= right; x += 1) if (distance([x + 0.5, y + 0.5], from, to) <= PEN) dots[y * SHEET + x] = 1;
    });
  return dots;
}

/** How much ink each block of dots has, from 0 to 16: an image's pixels. @param {number[]} dots */
export function countInk(dots) {
  const size = SHEET / BLOCK;
  const counts = Array(size * size).fill(0);
  dots.forEach((ink, i) => {
    const [y, x] = [Math.floor(i / SHEET), i % SHEET];
    counts[Math.floor(y / BLOCK) * size + Math.floor(x / BLOCK)] += ink;
  });
  return counts;
}

/** The ink of a drawing as the data set has it. @param {Stroke[]} strokes */
export const inkOf = (strokes) => countInk(dotsOf(fitted(strokes)));

/** What the network gets: shares of ink, from 0 to 1. @param {number[]} counts */
export const imageOf = (counts) => Float64Array.from(counts, (count) => count / BLOCK ** 2);
