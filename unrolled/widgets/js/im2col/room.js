// How the whole picture is laid out: how large its pixels are, and which of its cells are not there yet.
import { range } from "../shared/numbers.js";

/** @import { Loop } from "../shared/loops.js" */
/** @import { Rect, Spot } from "../shared/regions.js" */
/** @import { Sizes } from "../shared/unroll.js" */

const [SMALLEST, LARGEST] = [3, 10]; // pixels; what is larger has room for numbers
const [GAP, CAPTION] = [12, 24]; // pixels between images, and above each

/** An image's channels lie side by side, a cell apart: its size in cells. @param {Sizes} sizes @returns {[wide: number, high: number]} */
export const imageSize = ({ C, PH, PW }) => [C * (PW + 1) - 1, PH];

/** Where a padded place lies in its image. @param {Sizes} sizes @param {number[]} place @returns {Spot} */
export const spotOf = ({ PW }, [, c, h, w]) => [c * (PW + 1) + w, h];

/** The other way; what lies between two channels belongs to the first. @param {Sizes} sizes @param {number} n @param {Spot} spot */
export const placeAt = ({ PW }, n, [x, y]) => [n, Math.floor(x / (PW + 1)), y, Math.min(x % (PW + 1), PW - 1)];

/** A rectangle in each of an image's channels, from a corner [h, w] on. @param {Sizes} sizes @param {number[]} corner @param {number[]} size @returns {Rect[]} */
export const planesOf = ({ C, PW }, [h, w], [high, wide]) => range(C).map((c) => [c * (PW + 1) + w, h, wide, high]);

/** How large a pixel may be, for all images to fit a room of this width and height. @param {Sizes} sizes @param {number[]} room */
export function pixelSize(sizes, [width, height]) {
  const [wide, high] = imageSize(sizes);
  /** @param {number} size */
  const fits = (size) => {
    const across = Math.floor((width + GAP) / (wide * size + GAP));
    return across > 0 && Math.ceil(sizes.N / across) * (high * size + CAPTION) <= height;
  };
  return (
    range(LARGEST - SMALLEST)
      .map((i) => LARGEST - i)
      .find(fits) ?? SMALLEST
  );
}

/** The matrix's channels and images. @param {Sizes} sizes @returns {Rect[]} */
export const blocksOf = ({ N, C, OH, OW, FH, FW, rows, columns }) => [
  ...range(C).map((c) => /** @type {Rect} */ ([c * FH * FW, 0, FH * FW, rows])),
  ...range(N).map((n) => /** @type {Rect} */ ([0, n * OH * OW, columns, OH * OW])),
];

/** What of the matrix is not there yet when so many steps have been made. @param {Sizes} sizes @param {Loop} loop @param {number} made @returns {Rect[]} */
export function unmadeRects({ C, FH, FW, rows, columns }, loop, made) {
  if (loop === "window") return made < rows ? [[0, made, columns, rows - made]] : [];
  const taps = FH * FW;
  return made < taps ? range(C).map((c) => [c * taps + made, 0, taps - made, rows]) : [];
}
