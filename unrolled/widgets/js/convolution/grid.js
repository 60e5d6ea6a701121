// A grid of numbers that keeps its cells while their numbers change, so that the focus stays where it is.
import { element, find, setFrame, showText } from "../shared/dom.js";
import { makeGrid } from "../shared/grid.js";
import { scrollTo } from "../shared/scroll.js";
import { formatNumber } from "../shared/text.js";

/**
 * What a cell shows. `index`: its number's in the array; `isZero`: it is no number of the array; `isMade`: it is already there.
 * @typedef {{ value: number, index?: number[] | null, isZero?: boolean, isMade?: boolean }} CellContent
 */
/** Hears of a grid's cells. @typedef {(name: string, how: "hover" | "focus", number: number | null) => void} OnGridPoint */
/** @typedef {ReturnType<typeof numberGrid>} NumberGrid */

function gridHtml(name, colour, rows, columns) {
  const row = `<div role="row">${'<span role="gridcell"></span>'.repeat(columns)}</div>`;
  return `<figure class="part" style="--kind:var(--${colour});--kind-wash:var(--${colour}-wash)"><figcaption></figcaption>
    <div class="scroll"><div role="grid" data-grid="${name}"><div class="cells" role="rowgroup">${row.repeat(rows)}
    <div class="frame" hidden></div></div></div></div></figure>`;
}

/** Returns the length of the text. @param {any} cell @param {CellContent} content */
function fillCell(cell, { value, index, isZero = false, isMade = false }) {
  const text = formatNumber(value);
  const isEdited = cell.firstElementChild !== null;
  if (!isEdited && cell.textContent !== text) cell.textContent = text;
  cell.toggleAttribute("data-made", isMade);
  cell.toggleAttribute("data-zero", isZero);
  if (index) cell.dataset.index = index;
  else delete cell.dataset.index;
  return text.length;
}

/**
 * @param {string} name
 * @param {string} colour its name
 * @param {number[]} size [rows, columns]
 * @param {OnGridPoint} onPoint
 */
export function numberGrid(name, colour, [rows, columns], onPoint) {
  const root = element(gridHtml(name, colour, rows, columns));
  const [table, box] = [find(root, '[role="grid"]'), find(root, ".scroll")];
  const [caption, frame] = [find(root, "figcaption"), find(root, ".frame")];
  const grid = makeGrid(table, { columns, onPoint: (how, number) => onPoint(name, how, number) });
  return {
    ...grid,
    root,
    name,
    /**
     * Name the grid and fill its cells. Returns the longest text's length.
     * @param {string} title
     * @param {(number: number) => CellContent} read
     */
    fill(title, read) {
      caption.textContent = title;
      table.setAttribute("aria-label", title);
      return Math.max(...grid.cells.map((cell, number) => fillCell(cell, read(number))));
    },
    /** @param {number} number */
    reveal: (number) => scrollTo(box, grid.cells[number]),
    /** @param {number[]} corner @param {number[]} size */
    showFrame(corner, size) {
      frame.hidden = false;
      setFrame(frame, corner, size);
    },
  };
}

/** What stands between grids. */
export const signElement = (text = "") => element(`<div class="sign" aria-hidden="true">${text}</div>`);

/**
 * Parts side by side; an array of them stays together where the line is too short.
 * @param {any[]} parts grids, elements, or nothing
 */
export function lineOf(...parts) {
  const line = element('<div class="flow"></div>');
  line.append(...parts.filter(Boolean).map((part) => (Array.isArray(part) ? lineOf(...part) : (part.root ?? part))));
  return line;
}

/** A line under a sentence that says what it shows. @param {string} text @param {HTMLElement} line */
export function captioned(text, line) {
  const box = element('<div class="told"><p></p></div>');
  showText(box.firstElementChild, text);
  box.append(line);
  return box;
}
