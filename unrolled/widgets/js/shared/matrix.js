// Draws the column matrix, with the names of its rows and columns, and shows how far it is made.
import { element } from "./dom.js";
import { makeGrid } from "./grid.js";
import { range } from "./numbers.js";
import { someRows } from "./some.js";
import { formatNumber } from "./text.js";
import { cellAt, pixelOf, tapOf, windowOf } from "./unroll.js";
import { matrixName, ROW_HEAD, tapName } from "./words.js";

/** @import { Cell, Sizes } from "./unroll.js" */

const LARGE = 10_000; // cells; only beyond it drawing what is out of sight would be felt

const aligned = (numbers) => numbers.map((number) => String(number).padStart(2)).join(" ");

function columnHeadHtml(sizes, column) {
  const [c, fh, fw] = tapOf(sizes, column);
  const edge = fw === 0 && column > 0 ? (fh === 0 ? ' data-edge="c"' : ' data-edge="fh"') : "";
  return `<span role="columnheader" aria-label="${tapName([c, fh, fw])}"${edge}>${c}\n${fh}\n${fw}</span>`;
}

function headHtml(sizes) {
  const heads = range(sizes.columns).map((column) => columnHeadHtml(sizes, column));
  const corner = `<span role="columnheader" class="corner" aria-label="${ROW_HEAD}"><span>n oh ow</span><span>c\nfh\nfw</span></span>`;
  return `<div role="row" class="head">${corner}${heads.join("")}</div>`;
}

function cellHtml(sizes, row, column, value) {
  const edge = column > 0 && column % (sizes.FH * sizes.FW) === 0 ? ' data-edge="c"' : "";
  const padding = pixelOf(sizes, row, column) ? "" : " data-padding";
  return `<span role="gridcell" data-index="${row},${column}"${padding}${edge}>${formatNumber(value(row, column))}</span>`;
}

function rowHtml(sizes, row, value) {
  const [n, oh, ow] = windowOf(sizes, row);
  const cells = range(sizes.columns).map((column) => cellHtml(sizes, row, column, value));
  const edge = row > 0 && oh === 0 && ow === 0 ? ' data-edge="n"' : "";
  return `<div role="row"${edge}><span role="rowheader">${aligned([n, oh, ow])}</span>${cells.join("")}</div>`;
}

function matrixElement(name, sizes, value) {
  const rows = range(sizes.rows).map((row) => rowHtml(sizes, row, value));
  const label = matrixName(name, sizes);
  const root = element(
    `<div role="grid" data-grid="${name}" aria-label="${label}">${headHtml(sizes)}${rows.join("")}</div>`,
  );
  root.style.setProperty("--columns", String(sizes.columns));
  root.toggleAttribute("data-large", sizes.rows * sizes.columns > LARGE);
  return root;
}

/**
 * @param {HTMLElement} box
 * @param {string} name
 * @param {Sizes} sizes
 * @param {(row: number, column: number) => number | string} value what a cell holds
 * @param {(how: "hover" | "focus", cell: Cell | null) => void} onPoint
 */
export function drawMatrix(box, name, sizes, value, onPoint) {
  const root = matrixElement(name, sizes, value);
  const caption = element('<p class="caption of" aria-hidden="true"></p>');
  box.replaceChildren(root, caption);
  const grid = makeGrid(root, {
    columns: sizes.columns,
    onPoint: (how, number) => onPoint(how, number === null ? null : cellAt(sizes, number)),
  });
  const lines = [...root.children].slice(1);
  const shown = someRows(lines, caption);
  const fill = rowFiller(lines);
  return {
    cells: grid.cells,
    light(marks) {
      grid.light(new Map(marks.map(([[row, column], mark]) => [row * sizes.columns + column, mark])));
      const rows = marks.filter(([, mark]) => mark === "1").map(([[row]]) => row);
      if (rows.length) shown.bring(rows);
    },
    /** Returns the row's header, which stays in sight sideways. @param {number} row */
    showRow(row) {
      shown.showAround(row);
      return fill(row);
    },
  };
}

/** Draws the rows up to this one full, and returns its header. */
function rowFiller(lines) {
  let made = 0; // rows 0 .. made - 1 are drawn full
  let current = null;
  return (row) => {
    for (; made <= row; made += 1) lines[made].dataset.made = "";
    for (; made > row + 1; made -= 1) delete lines[made - 1].dataset.made;
    if (current) delete current.dataset.current;
    current = lines[row];
    current.dataset.current = "";
    return current.firstChild;
  };
}
