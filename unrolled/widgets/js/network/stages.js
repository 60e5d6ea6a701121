// Where the numbers of a network stand in its picture: one stage for a layer, or for one and the ReLU behind it.
import { INPUT } from "./chain.js";

/** @import { Chain } from "./chain.js" */
/** `shown` is the layer whose numbers are drawn: the last of `names`. @typedef {{ names: string[], shown: string, shape: number[] }} Stage */
/** In pixels; maps stand `columns` to a row. @typedef {{ maps: number, H: number, W: number, columns: number, rows: number, cell: number, gap: number, width: number, height: number }} Layout */

const GAP = 4;
const ROWS = 8; // of maps, at most: how high a picture is
const LARGEST = 17; // a cell of an image, in pixels

/** All but the scores, which are drawn as bars. @param {Chain} chain @returns {Stage[]} */
export function stagesOf({ layers, shape }) {
  const stages = [{ names: [INPUT], shown: INPUT, shape }];
  for (const layer of layers.slice(0, -1)) {
    if (layer.kind === "relu" && stages.length > 1) {
      const last = /** @type {Stage} */ (stages.at(-1));
      last.names.push(layer.name);
      last.shown = layer.name;
    } else stages.push({ names: [layer.name], shown: layer.name, shape: layer.shape });
  }
  return stages;
}

/** A stage's numbers as maps: a row of numbers is as many maps of one. @param {number[]} shape */
export const mapsOf = (shape) => (shape.length === 3 ? shape : [shape[0], 1, 1]);

/** How large a cell is: the fewer a map has, the larger. @param {number} maps @param {number} size */
export const cellSize = (maps, size) => (maps === 1 ? LARGEST : Math.max(1, Math.floor((16 + 2 * size) / size)));

/** @param {number[]} shape @param {number} cell @param {number} columns @returns {Layout} */
function layoutOf(shape, cell, columns) {
  const [maps, H, W] = mapsOf(shape);
  const gap = maps === 1 ? 0 : GAP;
  const rows = Math.ceil(maps / columns);
  const width = columns * (W * cell + gap) - gap;
  return { maps, H, W, columns, rows, cell, gap, width, height: rows * (H * cell + gap) - gap };
}

/** In a picture that is wide. @param {number[]} shape */
export function tallLayout(shape) {
  const [maps, H, W] = mapsOf(shape);
  return layoutOf(shape, cellSize(maps, Math.max(H, W)), Math.ceil(maps / ROWS));
}

/** In one that is `width` wide, where stages stand below each other: in as few rows as there is room for. @param {number[]} shape @param {number} width @param {boolean} isOpen */
export function wideLayout(shape, width, isOpen) {
  const [maps, , W] = mapsOf(shape);
  const fit = (/** @type {number} */ columns) => Math.floor(((width + GAP) / columns - GAP) / W);
  const least = isOpen ? (maps === 1 ? 24 : 10) : 2;
  const columns = Math.max(1, Math.min(maps, Math.floor((width + GAP) / (W * least + GAP))));
  return layoutOf(shape, Math.max(1, Math.min(fit(columns), isOpen ? 28 : 6)), columns);
}

/** Where a number stands: its corner, in pixels. @param {Layout} layout @param {number[]} index */
export function cornerOf({ H, W, columns, cell, gap }, [map, h = 0, w = 0]) {
  const [row, column] = [Math.floor(map / columns), map % columns];
  return { x: column * (W * cell + gap) + w * cell, y: row * (H * cell + gap) + h * cell };
}

/** The other way: the number at a point, or the nearest to it. @param {Layout} layout @param {number} x @param {number} y */
export function indexNear({ maps, H, W, columns, cell, gap }, x, y) {
  const along = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ count) => {
    const pitch = size * cell + gap;
    const map = Math.min(Math.max(Math.floor((at + gap / 2) / pitch), 0), count - 1);
    return [map, Math.min(Math.max(Math.floor((at - map * pitch) / cell), 0), size - 1)];
  };
  const [row, h] = along(y, H, Math.ceil(maps / columns));
  const [column, w] = along(x, W, columns);
  return [Math.min(row * columns + column, maps - 1), h, w];
}

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
export const isMove = (/** @type {string} */ key) => key in ARROWS || ["Home", "End", "PageUp", "PageDown"].includes(key);

/**
 * Where a key leads: an arrow to the next number, over the edge into the next map; Page up and down to the same number of
 * another map; Home and End to a line's ends.
 * @param {Layout} layout
 * @param {number[]} index
 * @param {string} key
 */
export function moved({ maps, H, W, columns }, [map, h, w], key) {
  if (key === "PageUp") return [Math.max(0, map - 1), h, w];
  if (key === "PageDown") return [Math.min(maps - 1, map + 1), h, w];
  let [y, x] = [Math.floor(map / columns) * H + h, (map % columns) * W + w];
  const [high, wide] = [Math.ceil(maps / columns) * H, columns * W];
  if (key === "Home") x = 0;
  else if (key === "End") x = wide - 1;
  else {
    const [dy, dx] = ARROWS[/** @type {keyof typeof ARROWS} */ (key)];
    [y, x] = [Math.min(Math.max(y + dy, 0), high - 1), Math.min(Math.max(x + dx, 0), wide - 1)];
  }
  const to = Math.floor(y / H) * columns + Math.floor(x / W);
  return to < maps ? [to, y % H, x % W] : [map, h, w];
}

/** An index as the layer has it: scores and the like have no rows. @param {number[]} shape @param {number[]} index */
export const ownIndex = (shape, index) => index.slice(0, shape.length);
