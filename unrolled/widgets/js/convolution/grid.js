// A grid of numbers that keeps its cells while their numbers change, so that the focus stays where it is.
import { element, find, findAll, setFrame, showText, writeCell } from "../shared/dom.js";
import { makeGrid } from "../shared/grid.js";
import { scrollTo } from "../shared/scroll.js";
import { formatNumber } from "../shared/text.js";

/**
 * What a cell shows. `value`: none where nothing has arrived yet; `index`: its number's in the array; `isZero`: it is no
 * number of the array; `isMade`: it is already there; `tap`: whose tint it has.
 * @typedef {{ value?: number, index?: number[] | null, isZero?: boolean, isMade?: boolean, tap?: number | null }} CellContent
 */
/** Hears of a grid's cells. @typedef {(name: string, how: "hover" | "focus", number: number | null) => void} OnGridPoint */
/** @typedef {ReturnType<typeof numberGrid>} NumberGrid */

function gridHtml(name, colour, rows, columns, planes) {
  const row = `<div role="row">${'<span role="gridcell"></span>'.repeat(columns)}</div>`;
  const plane = `<div class="plane"><p class="caption" aria-hidden="true"></p><div class="cells" role="rowgroup">${row.repeat(rows)}
    <div class="frame" hidden></div></div></div>`;
  return `<figure class="part" style="--kind:var(--${colour});--kind-wash:var(--${colour}-wash)"><figcaption></figcaption>
    <div class="scroll"><div role="grid" data-grid="${name}">${plane.repeat(planes)}</div></div></figure>`;
}

/** @param {any} cell @param {string} name @param {any} value none, and the cell has none */
function setData(cell, name, value) {
  if (value === undefined || value === null) delete cell.dataset[name];
  else if (cell.dataset[name] !== String(value)) cell.dataset[name] = value;
}

/** Returns the length of the text. @param {any} cell @param {CellContent} content */
function fillCell(cell, { value, index, isZero = false, isMade = false, tap }) {
  const text = value === undefined ? "" : formatNumber(value);
  const isEdited = cell.firstElementChild !== null;
  if (!isEdited) writeCell(cell, text);
  cell.toggleAttribute("data-made", isMade);
  cell.toggleAttribute("data-zero", isZero);
  setData(cell, "index", index);
  setData(cell, "tap", tap);
  return text.length;
}

/**
 * @param {string} name
 * @param {string} colour its name
 * @param {number[]} size [rows, columns]
 * @param {OnGridPoint} onPoint
 * @param {number} [planes] how many such grids stand one below the other, as one
 */
export function numberGrid(name, colour, [rows, columns], onPoint, planes = 1) {
  const root = element(gridHtml(name, colour, rows, columns, planes));
  const [table, box] = [find(root, '[role="grid"]'), find(root, ".scroll")];
  const [captions, frames] = [findAll(root, ".caption"), findAll(root, ".frame")];
  const grid = makeGrid(table, { columns, onPoint: (how, number) => onPoint(name, how, number) });
  return {
    ...grid,
    root,
    box,
    name,
    /**
     * Name the grid and its planes, and fill its cells. Returns the longest text's length.
     * @param {string} title
     * @param {(number: number) => CellContent} read
     * @param {string[]} [names]
     */
    fill(title, read, names = []) {
      showText(find(root, "figcaption"), title);
      table.setAttribute("aria-label", [title, ...names].join(", "));
      names.forEach((each, i) => {
        captions[i].textContent = each;
      });
      return Math.max(...grid.cells.map((cell, number) => fillCell(cell, read(number))));
    },
    /** @param {number} number */
    reveal: (number) => scrollTo(box, grid.cells[number]),
    /** @param {number[]} corner @param {number[]} size */
    showFrame(corner, size) {
      for (const frame of frames) {
        frame.hidden = false;
        setFrame(frame, corner, size);
      }
    },
  };
}

/** What stands between grids. */
export const signElement = (text = "") => element(`<div class="sign" aria-hidden="true">${text}</div>`);

/** Parts side by side, those that are there. @param {string} kind @param {any[]} parts grids, or elements */
export function boxOf(kind, ...parts) {
  const box = element(`<div class="${kind}"></div>`);
  box.append(...parts.filter(Boolean).map((part) => part.root ?? part));
  return box;
}

/** A sentence that says what the parts below it show. @param {string} text */
export function told(text) {
  const line = element('<p class="told"></p>');
  showText(line, text);
  return line;
}
