// Which cell of the column matrix holds which pixel. Pixels are counted on the padded images.
import { count, position, readers } from "./windows.js";
import { range } from "./dom.js";

// The sizes of everything, for images of shape [N, C, H, W] and the axes {height, width}.
export function unrolled([N, C, H, W], { height, width }) {
  const [OH, OW, FH, FW] = [count(height, H), count(width, W), height.filter, width.filter];
  const [PH, PW] = [height.before + H + height.after, width.before + W + width.after];
  const readersH = range(PH).map((h) => readers(height, H, h));
  const readersW = range(PW).map((w) => readers(width, W, w));
  const [rows, columns] = [N * OH * OW, C * FH * FW];
  return { N, C, H, W, OH, OW, FH, FW, PH, PW, height, width, readersH, readersW, rows, columns };
}

export const rowPlace = ({ OH, OW }, row) => [Math.floor(row / (OH * OW)), Math.floor(row / OW) % OH, row % OW];

export const columnPlace = ({ FH, FW }, column) => [
  Math.floor(column / (FH * FW)),
  Math.floor(column / FW) % FH,
  column % FW,
];

// The padded position [n, c, h, w] that a cell of the matrix is copied from.
export function source(sizes, row, column) {
  const [n, oh, ow] = rowPlace(sizes, row);
  const [c, fh, fw] = columnPlace(sizes, column);
  return [n, c, position(sizes.height, oh, fh), position(sizes.width, ow, fw)];
}

// Every cell [row, column] of the matrix that a padded position is copied to, row by row.
export function copies({ OH, OW, FH, FW, readersH, readersW }, [n, c, h, w]) {
  return readersH[h].flatMap(([oh, fh]) =>
    readersW[w].map(([ow, fw]) => [(n * OH + oh) * OW + ow, (c * FH + fh) * FW + fw]),
  );
}

// The pixel [n, c, h, w] at a padded position, or null where it is padding.
export function pixel({ H, W, height, width }, [n, c, h, w]) {
  const [y, x] = [h - height.before, w - width.before];
  return y >= 0 && y < H && x >= 0 && x < W ? [n, c, y, x] : null;
}
