// Draws an array of any number of axes as grids in boxes: the last two axes are rows and columns of a grid.
import { element } from "./dom.js";
import { makeGrid } from "./grid.js";
import { range } from "./numbers.js";
import { showOne } from "./some.js";
import { indexAt, indicesOf, product } from "./strides.js";
import { oneOf, WHOLE_ARRAY } from "./words.js";

/**
 * `across`: its parts lie side by side; `ticks` stand beside rows or columns instead of the axis' name and their numbers.
 * @typedef {{ name: string, size: number, across?: boolean, ticks?: (string | number)[] }} NestedAxis
 */

const sizeOf = (axes) => product(axes.map(({ size }) => size));

function ticksHtml(way, { name, size, ticks = range(size).map((i) => `${name}${i}`) }) {
  return `<div class="ticks ${way}">${ticks.map((tick) => `<span>${tick}</span>`).join("")}</div>`;
}

function gridHtml([down, across], first, where, cellHtml) {
  const rows = range(down.size).map((i) => {
    const cells = range(across.size).map((j) => cellHtml(first + i * across.size + j));
    return `<div role="row">${cells.join("")}</div>`;
  });
  return `<div class="nest"><div aria-hidden="true"></div><div aria-hidden="true">${ticksHtml("x", across)}</div>
    <div aria-hidden="true">${ticksHtml("y", down)}</div>
    <div class="cells" role="rowgroup" aria-label="${where}">${rows.join("")}</div></div>`;
}

function boxHtml(axes, first, where, cellHtml, of = "") {
  if (axes.length === 2) return gridHtml(axes, first, where || WHOLE_ARRAY, cellHtml);
  const [axis, ...rest] = axes;
  const parts = range(axis.size).map((i) => {
    const inside = boxHtml(rest, first + i * sizeOf(rest), `${where} ${axis.name} ${i}`.trim(), cellHtml);
    const caption = axis.size > 1 ? `<div class="caption" aria-hidden="true">${axis.name} ${i}${of}</div>` : "";
    return `<div class="part">${caption}${inside}</div>`;
  });
  return `<div class="parts ${axis.across ? "across" : "down"}" data-axes="${axes.length}">${parts.join("")}</div>`;
}

/**
 * All grids together are one table, so the arrow keys pass from grid to grid: its width, and each cell's number in it.
 * @param {NestedAxis[]} axes
 */
function tableOf(axes) {
  const columns = sizeOf(axes.filter(({ across }) => across));
  const numbers = indicesOf(axes.map(({ size }) => size)).map((index) => {
    const at = [0, 0];
    index.forEach((i, axis) => {
      const way = axes[axis].across ? 1 : 0;
      at[way] = at[way] * axes[axis].size + i;
    });
    return at[0] * columns + at[1];
  });
  return { columns, numbers };
}

/**
 * @param {HTMLElement} box
 * @param {{ name: string, label: string, axes: NestedAxis[], draw: (k: number) => string[], isRead?: boolean }} what
 *   draw: the [text, attributes] of the k-th cell in reading order; isRead: its parts are brought one by one
 * @param {(how: "hover" | "focus", k: number | null) => void} onPoint
 */
export function drawNested(box, { name, label, axes, draw, isRead }, onPoint) {
  const [down, across] = axes.slice(-2);
  const drawn = [...axes.slice(0, -2), { ...down, across: false }, { ...across, across: true }];
  const shape = drawn.map(({ size }) => size);
  const cellHtml = (k) => {
    const [text, attributes = ""] = draw(k);
    return `<span role="gridcell" data-index="${indexAt(k, shape)}" ${attributes}>${text}</span>`;
  };
  const of = isRead ? `<span class="of">${oneOf(drawn[0].size)}</span>` : "";
  const root = element(
    `<div role="grid" data-grid="${name}" aria-label="${label}">${boxHtml(drawn, 0, "", cellHtml, of)}</div>`,
  );
  box.replaceChildren(root);

  const { columns, numbers } = tableOf(drawn);
  const parts = root.firstElementChild.children;
  const places = new Map(numbers.map((number, k) => [number, k]));
  const grid = makeGrid(root, {
    numberOf: (k) => numbers[k],
    columns,
    onPoint: (how, number) => onPoint(how, number === null ? null : places.get(number)),
  });
  return {
    cells: numbers.map((number) => grid.cells[number]),
    light: (marks) => grid.light(new Map([...marks].map(([k, mark]) => [numbers[k], mark]))),
    /** Of the first axis, a small screen shows the part that holds this cell. @param {number} k */
    bring: (k) => showOne([...parts], Math.floor((k * parts.length) / numbers.length)),
  };
}
