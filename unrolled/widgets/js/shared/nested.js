// Draws an array of any number of axes as grids in boxes: the last two axes are rows and columns of a grid.
import { makeGrid } from "./grid.js";
import { element, range } from "./dom.js";
import { indexAt, product } from "./strides.js";

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

function boxHtml(axes, first, where, cellHtml) {
  if (axes.length === 2) return gridHtml(axes, first, where || "all", cellHtml);
  const [axis, ...rest] = axes;
  const each = product(rest.map(({ size }) => size));
  const parts = range(axis.size).map((i) => {
    const inside = boxHtml(rest, first + i * each, `${where} ${axis.name} ${i}`.trim(), cellHtml);
    const caption = axis.size > 1 ? `<div class="caption" aria-hidden="true">${axis.name} ${i}</div>` : "";
    return `<div class="part">${caption}${inside}</div>`;
  });
  return `<div class="parts ${axis.across ? "across" : "down"}" data-axes="${axes.length}">${parts.join("")}</div>`;
}

// An axis is {name, size, across, ticks}: whether its parts lie side by side, and what stands beside rows or columns
// instead of its name and their numbers. `draw(k)` gives [text, attributes] of the
// k-th cell in reading order; `point(how, k or null)` is told what is pointed at.
export function drawNested(box, { name, label, axes, draw }, point) {
  const [down, across] = axes.slice(-2);
  axes = [...axes.slice(0, -2), { ...down, across: false }, { ...across, across: true }];
  const shape = axes.map(({ size }) => size);
  const cellHtml = (k) => {
    const [text, attributes = ""] = draw(k);
    return `<span role="gridcell" data-index="${indexAt(k, shape)}" ${attributes}>${text}</span>`;
  };
  const root = element(`<div role="grid" data-grid="${name}" aria-label="${label}">${boxHtml(axes, 0, "", cellHtml)}</div>`);
  box.replaceChildren(root);

  // All grids together are one table, so the arrow keys pass from grid to grid.
  const wide = product(axes.filter((axis) => axis.across).map(({ size }) => size));
  const numbers = range(product(shape)).map((k) => {
    const at = [0, 0];
    indexAt(k, shape).forEach((i, axis) => {
      const way = axes[axis].across ? 1 : 0;
      at[way] = at[way] * shape[axis] + i;
    });
    return at[0] * wide + at[1];
  });
  const inOrder = new Map(numbers.map((number, k) => [number, k]));
  const grid = makeGrid(root, (k) => numbers[k], wide, (how, number) => point(how, number === null ? null : inOrder.get(number)));
  return {
    cells: numbers.map((number) => grid.cells[number]),
    light: (marks) => grid.light(new Map([...marks].map(([k, mark]) => [numbers[k], mark]))),
  };
}
