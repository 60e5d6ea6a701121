// What the im2col stepper says: where a row, a cell or a pixel comes from, and what it all costs.
import { copies, pixel, rowPlace, columnPlace, source } from "../shared/unroll.js";
import { copied } from "../shared/matrix.js";
import { position, span } from "../shared/windows.js";

const LISTED = 3; // how many copies are named before "and 6 more"

// The pixels that one window reads along an axis, as a Python slice; null where it reads only padding.
function slice(axis, size, o) {
  const read = [];
  for (let i = 0; i < axis.filter; i += 1) {
    const at = position(axis, o, i) - axis.before;
    if (at >= 0 && at < size) read.push(at);
  }
  if (read.length === 0) return null;
  const step = axis.dilation > 1 && axis.filter > 1 ? `:${axis.dilation}` : "";
  return { text: `${read[0]}:${read.at(-1) + 1}${step}`, size: read.length };
}

export function rowWords(sizes, row) {
  const [n, oh, ow] = rowPlace(sizes, row);
  const [h, w] = [slice(sizes.height, sizes.H, oh), slice(sizes.width, sizes.W, ow)];
  const start = `row ${row} holds image ${n}, output (${oh}, ${ow})`;
  if (!h || !w) return `${start}: only padding`;
  const padded = h.size * w.size < sizes.FH * sizes.FW ? ", and zeros of the padding" : "";
  return `${start}: \`x[${n}, :, ${h.text}, ${w.text}]\`${padded}`;
}

const name = (array, place) => `${array}[${place.join(", ")}]`;
const valueAt = (sizes, x, [n, c, h, w]) => x.data[((n * sizes.C + c) * sizes.H + h) * sizes.W + w];

export function cellWords(sizes, x, [row, column]) {
  const at = pixel(sizes, source(sizes, row, column));
  const cell = name("col", [row, column]);
  return at ? `\`${cell} == ${name("x", at)} == ${copied(sizes, x, row, column)}\`` : `\`${cell}\` is padding: 0`;
}

export function pixelWords(sizes, x, place) {
  const at = pixel(sizes, place);
  const start = at ? `\`${name("x", at)} == ${valueAt(sizes, x, at)}\`` : `padding of image ${place[0]}, channel ${place[1]}: 0`;
  const cells = copies(sizes, place);
  if (cells.length === 0) return `${start}: no window reaches it`;
  const named = cells.slice(0, LISTED).map((cell) => `\`${name("col", cell)}\``);
  const more = cells.length > LISTED ? ` and ${cells.length - LISTED} more` : "";
  return `${start} is copied ${cells.length === 1 ? "once, to" : `${cells.length} times, to`} ${named.join(", ")}${more}`;
}

function outputWords(axis, size, places) {
  const reach = `(${axis.dilation}·(${axis.filter} − 1) + 1)`;
  return `\`(${size} + ${axis.before} + ${axis.after} − ${reach}) // ${axis.stride} + 1 = ${places}\``;
}

function identityWords(sizes, [row, column]) {
  const [n, oh, ow] = rowPlace(sizes, row);
  const [c, fh, fw] = columnPlace(sizes, column);
  const along = (letter, axis, o, i) =>
    `\`${letter} = ${o}·${axis.stride} + ${i}·${axis.dilation} − ${axis.before} = ${position(axis, o, i) - axis.before}\``;
  return `\`n = ${n}\`, \`c = ${c}\`, ${along("h", sizes.height, oh, fh)}, ${along("w", sizes.width, ow, fw)}`;
}

// The facts beside the picture, as [what, its formula, with numbers filled in]; `cell` is the one pointed at.
export function facts(sizes, x, cell) {
  const { N, C, H, W, OH, OW, FH, FW, height, width, rows, columns } = sizes;
  const [pixels, cells] = [N * C * H * W, rows * columns];
  return [
    ["Output height", "`OH = (H + pad + pad − (dilation·(FH − 1) + 1)) // stride + 1`", outputWords(height, H, OH)],
    ["Output width", "`OW = (W + pad + pad − (dilation·(FW − 1) + 1)) // stride + 1`", outputWords(width, W, OW)],
    ["Matrix", "`col (N·OH·OW, C·FH·FW)`", `\`(${N}·${OH}·${OW}, ${C}·${FH}·${FW}) = (${rows}, ${columns})\``],
    ["Cell", "`col[r, c] == x[n, c, h, w]`", `${cellWords(sizes, x, cell)}, since ${identityWords(sizes, cell)}`],
    ["Memory", "numbers in `x`, numbers in `col`", `\`${pixels}\` and \`${cells}\`: ${Number((cells / pixels).toFixed(2))} times as many`],
  ];
}

// The window's size on the image, in pixels: [high, wide].
export const windowSize = ({ height, width }) => [span(height), span(width)];
