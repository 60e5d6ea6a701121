// What the rows hold, and what has arrived at a pixel after some of them.
import { copies } from "../shared/unroll.js";
import { copied } from "../shared/matrix.js";

// The number in a cell of dcol: given by the user, or made by a rule.
export function holds(sizes, { x, dcol, fill }, row, column) {
  if (dcol) return dcol[row * sizes.columns + column];
  if (fill === "x") return copied(sizes, x, row, column);
  return fill === "ones" ? 1 : ((3 * row + column) % 9) + 1;
}

// Where a pixel of the image lies on the padded image, and back.
export const onPadded = ({ height, width }, [n, c, h, w]) => [n, c, h + height.before, w + width.before];
export const onImage = ({ height, width }, [n, c, h, w]) => [n, c, h - height.before, w - width.before];

// The cells [row, column] of dcol that belong to a pixel, in the order in which they arrive.
export const cellsOf = (sizes, place) => copies(sizes, onPadded(sizes, place));

export const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

// The numbers that rows 0 to `step` bring to a pixel.
export const arrived = (sizes, given, place, step) =>
  cellsOf(sizes, place)
    .filter(([row]) => row <= step)
    .map((cell) => holds(sizes, given, ...cell));
