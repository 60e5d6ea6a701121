// The same product as matrices: a row of col meets a column of col_W.
import { short } from "../shared/dom.js";
import { copies, pixel, source } from "../shared/unroll.js";
import { meeting, products, sumOf } from "./layer.js";
import { flow, numberGrid, sign, told } from "./grid.js";
import { named } from "./words.js";

export function matricesView({ sizes, W }, point) {
  const { rows, columns, PW } = sizes;
  const FN = W.shape[0];
  const col = numberGrid("col", "column", [rows, columns], point);
  const filters = numberGrid("col_W", "filter", [columns, FN], point);
  const total = sign('= <b class="factor"></b>');
  const root = told("The same as matrices: a row of `col` times a column of `col_W`.", flow(col, [sign("@"), filters, total]));
  let [layer, n, f, row, channel] = [];
  const colSource = (number) => source(sizes, Math.floor(number / columns), number % columns);

  function fill() {
    const colCell = (number) => {
      const index = [Math.floor(number / columns), number % columns];
      return { value: layer.col[number], index, zero: !pixel(sizes, colSource(number)) };
    };
    const weight = (number) => {
      const index = [Math.floor(number / FN), number % FN];
      return { value: layer.W.data[index[1] * columns + index[0]], index };
    };
    return Math.max(col.fill(`col (${rows}, ${columns})`, colCell), filters.fill(`col_W (${columns}, ${FN})`, weight));
  }

  return {
    root,
    grids: { col, col_W: filters },
    // Their numbers change with the data only, and there are many.
    show(state) {
      ({ n, f, row } = meeting(state.layer, state.step));
      ({ channel } = state);
      total.firstElementChild.textContent = short(sumOf(products(state.layer, row, f)));
      if (layer === state.layer) return 0;
      layer = state.layer;
      return fill();
    },
    always: () => ({
      col: Array.from({ length: columns }, (_, k) => [row * columns + k, "step"]),
      col_W: Array.from({ length: columns }, (_, k) => [k * FN + f, "step"]),
    }),
    tapOf(name, number) {
      if (name === "col") return Math.floor(number / columns) === row ? number % columns : undefined;
      return name === "col_W" ? Math.floor(number / FN) : undefined;
    },
    marksOf: (k) => ({ col: [[row * columns + k, "1"]], col_W: [[k * FN + f, "1"]] }),
    // Every copy of a pixel, wherever it is pointed at.
    faint(name, number) {
      const place = { x: () => [n, channel, Math.floor(number / PW), number % PW], col: () => colSource(number) }[name]?.();
      return place ? { col: copies(sizes, place).map(([r, k]) => [r * columns + k, "faint"]) } : {};
    },
    wordsOf(name, number) {
      const [cell, at] = [[Math.floor(number / columns), number % columns], pixel(sizes, colSource(number))];
      return `\`${named("col", cell)} == ${at ? named("x", at) : "padding"} == ${short(layer.col[number])}\``;
    },
    scroll: () => [
      [col, row * columns],
      [filters, f],
    ],
  };
}
