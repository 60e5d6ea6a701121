// Draws the column matrix, with the names of its rows and columns, and shows how far it is made.
import { makeGrid } from "./grid.js";
import { source, pixel, rowPlace, columnPlace } from "./unroll.js";
import { element, range, short } from "./dom.js";

const LARGE = 10_000; // cells; only beyond it drawing what is out of sight would be felt

const spread = (numbers) => numbers.map((number) => String(number).padStart(2)).join(" ");

// The value that a cell of the matrix holds.
export function copied(sizes, x, row, column) {
  const at = pixel(sizes, source(sizes, row, column));
  return at ? x.data[((at[0] * sizes.C + at[1]) * sizes.H + at[2]) * sizes.W + at[3]] : 0;
}

function headHtml(sizes) {
  const heads = range(sizes.columns).map((column) => {
    const [c, fh, fw] = columnPlace(sizes, column);
    const edge = fw === 0 && column > 0 ? (fh === 0 ? ' data-edge="c"' : ' data-edge="fh"') : "";
    return `<span role="columnheader" aria-label="c ${c}, fh ${fh}, fw ${fw}"${edge}>${c}\n${fh}\n${fw}</span>`;
  });
  const corner = `<span role="columnheader" class="corner" aria-label="n, oh, ow"><span>n oh ow</span><span>c\nfh\nfw</span></span>`;
  return `<div role="row" class="head">${corner}${heads.join("")}</div>`;
}

function rowHtml(sizes, row, value) {
  const place = rowPlace(sizes, row);
  const cells = range(sizes.columns).map((column) => {
    const edge = column > 0 && column % (sizes.FH * sizes.FW) === 0 ? ' data-edge="c"' : "";
    const padding = pixel(sizes, source(sizes, row, column)) ? "" : " data-padding";
    return `<span role="gridcell" data-index="${row},${column}"${padding}${edge}>${short(value(row, column))}</span>`;
  });
  const edge = row > 0 && place[1] === 0 && place[2] === 0 ? ' data-edge="n"' : "";
  return `<div role="row"${edge}><span role="rowheader">${spread(place)}</span>${cells.join("")}</div>`;
}

// It holds what `value(row, column)` says; without it, copies of x.
export function drawMatrix(box, name, x, sizes, point, value = (...cell) => copied(sizes, x, ...cell)) {
  const rows = range(sizes.rows).map((row) => rowHtml(sizes, row, value));
  const label = `${name}: ${sizes.rows} rows, one for each window, and ${sizes.columns} columns, one for each tap`;
  const root = element(`<div role="grid" data-grid="${name}" aria-label="${label}">${headHtml(sizes)}${rows.join("")}</div>`);
  root.style.setProperty("--columns", sizes.columns);
  root.toggleAttribute("data-large", sizes.rows * sizes.columns > LARGE);
  box.replaceChildren(root);

  const place = (k) => [Math.floor(k / sizes.columns), k % sizes.columns];
  const grid = makeGrid(root, (i) => i, sizes.columns, (how, k) => point(how, k === null ? null : place(k)));
  const lines = [...root.children].slice(1);
  let made = 0; // rows 0 .. made - 1 are drawn full
  let current = null;

  return {
    ...grid,
    light: (marks) => grid.light(new Map(marks.map(([[row, column], mark]) => [row * sizes.columns + column, mark]))),
    // Returns the row's header, which stays in sight sideways.
    showRow(row) {
      for (; made <= row; made += 1) lines[made].dataset.made = "";
      for (; made > row + 1; made -= 1) delete lines[made - 1].dataset.made;
      if (current) delete current.dataset.current;
      current = lines[row];
      current.dataset.current = "";
      return current.firstChild;
    },
  };
}
