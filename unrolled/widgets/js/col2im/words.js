// What the col2im stepper says of a row, a cell or a pixel.
import { pixel, rowPlace, source } from "../shared/unroll.js";
import { short } from "../shared/dom.js";
import { arrived, cellsOf, holds, onImage, sum } from "./sums.js";
import { span } from "../shared/windows.js";

const LISTED = 9; // how many terms of a sum are written out

const nameOf = (array, place) => `${array}[${place.join(", ")}]`;
const times = (number) => (number === 1 ? "1 window" : `${number} windows`);

function terms(numbers) {
  if (numbers.length < 2) return "";
  const shown = numbers.slice(0, LISTED).map(short).join(" + ");
  return `${shown}${numbers.length > LISTED ? " + …" : ""} = `;
}

// The rows or columns of the image on which a window lies, as a Python slice.
function sliceWords(axis, size, o) {
  const start = o * axis.stride - axis.before;
  const step = axis.dilation > 1 && axis.filter > 1 ? `:${axis.dilation}` : "";
  return `${Math.max(0, start)}:${Math.min(size, start + span(axis))}${step}`;
}

export function arrivalWords(sizes, step) {
  const [n, oh, ow] = rowPlace(sizes, step);
  const taps = [...Array(sizes.columns).keys()].map((column) => pixel(sizes, source(sizes, step, column)));
  const start = `Row ${step} of dcol goes back to the window that it came from`;
  if (!taps.some(Boolean)) return `${start}: only padding, so all of it is dropped`;
  const window = `\`dx[${n}, :, ${sliceWords(sizes.height, sizes.H, oh)}, ${sliceWords(sizes.width, sizes.W, ow)}]\``;
  const dropped = taps.every(Boolean) ? "" : "; what belongs to the padding is dropped";
  return `${start}, ${window}. \`+=\` adds it to what is there, \`=\` overwrites that${dropped}.`;
}

export function givenWords(sizes, given, [row, column], step) {
  const at = pixel(sizes, source(sizes, row, column));
  const cell = `\`${nameOf("dcol", [row, column])} = ${short(holds(sizes, given, row, column))}\``;
  if (!at) return `${cell} belongs to the padding, and is dropped`;
  return `${cell} ${row <= step ? "went" : "will go"} to \`${nameOf("dx", at)}\``;
}

export function sumWords(sizes, given, place, step) {
  const all = cellsOf(sizes, place).length;
  const dx = nameOf("dx", place);
  if (all === 0) return `\`${dx} = 0\`: no window covers this pixel`;
  const numbers = arrived(sizes, given, place, step);
  const result = `\`${dx} = ${terms(numbers)}${short(sum(numbers))}\``;
  const far = numbers.length < all ? `${numbers.length} of ${times(all)} so far` : times(all);
  const kept = numbers.length > 1 ? `. With \`=\` only the last one is left: \`${short(numbers.at(-1))}\`` : "";
  const repeated = given.fill === "x" && !given.dcol && numbers.length === all && all > 1;
  const product = repeated ? `, which is \`counts · x = ${all} · ${short(numbers[0])}\`` : "";
  return `${result}, from ${far}${product}${kept}`;
}

export const paddingWords = (sizes, place) =>
  `padding around image ${place[0]}, channel ${place[1]}: what arrives here is dropped`;

// The pixel of the image that a cell of dcol belongs to, padding included.
export const placeOfCell = (sizes, [row, column]) => onImage(sizes, source(sizes, row, column));
