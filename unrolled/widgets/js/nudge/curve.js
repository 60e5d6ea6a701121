// The loss as a curve over one number, with its tangent and the line through what was just done; in a box of pixels.
import { range } from "../shared/numbers.js";
import { LEAST, MOST, valueIn } from "./hand.js";
import { gradient, lossAt, slope } from "./line.js";

/** @import { Held, Line } from "./line.js" */
/** @typedef {[x: number, y: number]} Point */

const PIECES = 40;

/**
 * @param {Line} line
 * @param {Held} held
 * @param {number | null} from where the last move began, or null
 * @param {[width: number, height: number]} box
 */
export function curveOf(line, held, from, [width, height]) {
  const top = Math.max(1, ...[LEAST, MOST].map((value) => lossAt(line, held, value)));
  /** @param {number} value @param {number} loss @returns {Point} */
  const at = (value, loss) => [((value - LEAST) / (MOST - LEAST)) * width, height - (loss / top) * height];
  /** @param {number} value */
  const on = (value) => at(value, lossAt(line, held, value));
  /** A line through the curve at `value`, from edge to edge. @param {number} value @param {number} rise @returns {Point[]} */
  const through = (value, rise) => [LEAST, MOST].map((end) => at(end, lossAt(line, held, value) + rise * (end - value)));
  const now = valueIn(line, held);
  const hasMoved = from !== null && from !== now;
  return {
    points: range(PIECES + 1).map((i) => on(LEAST + ((MOST - LEAST) * i) / PIECES)),
    point: on(now),
    tangent: through(now, gradient(line, held)),
    start: hasMoved ? on(from) : null,
    secant: hasMoved ? through(now, slope(line, held, from, now)) : null,
  };
}
