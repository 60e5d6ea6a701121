// Draws an array (N, C, H, W) as N times C grids, perhaps with a ring of border cells around each.
// A place [n, c, h, w] counts from the array's first number, so that the ring lies at -1 and at H.
import { element, findAll, setFrame, writeCell } from "./dom.js";
import { makeGrid } from "./grid.js";
import { range } from "./numbers.js";
import { showOne } from "./some.js";
import { indexAt } from "./strides.js";
import { isPixel } from "./unroll.js";
import { imageName, oneOf, planeName } from "./words.js";

/** @typedef {{ top: number, bottom: number, left: number, right: number }} Ring */
/**
 * `high` and `wide` are a grid's sizes with its ring.
 * @typedef {{ N: number, C: number, H: number, W: number, ring: Ring, high: number, wide: number }} Layout
 */

const NO_RING = { top: 0, bottom: 0, left: 0, right: 0 };

export const panelHtml = (name) =>
  `<div class="panel" data-panel="${name}"><p class="title"></p><div class="scroll images"></div></div>`;

/** @param {number[]} shape @param {Ring} ring @returns {Layout} */
const layoutOf = ([N, C, H, W], ring) => ({
  N,
  C,
  H,
  W,
  ring,
  high: ring.top + H + ring.bottom,
  wide: ring.left + W + ring.right,
});

// Channels lie side by side and images one below the other, so that all grids are one table and the arrow keys pass
// from grid to grid.

/** A place's number in that table. @param {Layout} layout @param {number[]} place */
const numberOf = ({ C, ring, high, wide }, [n, c, h, w]) => ((n * high + h + ring.top) * C + c) * wide + w + ring.left;

/** The other way. @param {Layout} layout @param {number} number */
function placeOf({ N, C, ring, high, wide }, number) {
  const [n, h, c, w] = indexAt(number, [N, high, C, wide]);
  return [n, c, h - ring.top, w - ring.left];
}

/** The place of the i-th cell of the page, where they stand grid by grid. @param {Layout} layout @param {number} i */
function drawnPlace({ N, C, ring, high, wide }, i) {
  const [n, c, h, w] = indexAt(i, [N, C, high, wide]);
  return [n, c, h - ring.top, w - ring.left];
}

function planeHtml({ N, C, ring, high, wide }, n, c, cellHtml) {
  const rows = range(high).map((h) => {
    const cells = range(wide).map((w) => cellHtml([n, c, h - ring.top, w - ring.left]));
    return `<div role="row">${cells.join("")}</div>`;
  });
  const caption = N * C > 1 ? `<div class="caption" aria-hidden="true">[${n}, ${c}]</div>` : "";
  return `<div class="channel">${caption}<div class="cells" role="rowgroup" aria-label="${planeName(n, c)}">
      ${rows.join("")}<div class="frame" hidden></div></div></div>`;
}

const imageCaption = ({ N }, n) =>
  N > 1 ? `<div class="caption of" aria-hidden="true">${imageName(n)}${oneOf(N)}</div>` : "";

function planesHtml(layout, name, label, index) {
  const cellHtml = (place) =>
    `<span role="gridcell" ${isPixel(layout, place) ? `data-index="${index(place)}"` : `data-pad="${place}"`}></span>`;
  const imageHtml = (n) =>
    `<div class="image">${imageCaption(layout, n)}<div class="channels">${range(layout.C)
      .map((c) => planeHtml(layout, n, c, cellHtml))
      .join("")}</div></div>`;
  return `<div role="grid" data-grid="${name}" aria-label="${label}">${range(layout.N).map(imageHtml).join("")}</div>`;
}

/**
 * @param {HTMLElement} box
 * @param {{ name: string, label: string, shape: number[], ring?: Ring, index?: (place: number[]) => string }} what
 *   index: what a cell's data-index says
 * @param {(how: "hover" | "focus", place: number[] | null) => void} onPoint
 */
export function drawPlanes(box, { name, label, shape, ring = NO_RING, index = String }, onPoint) {
  const layout = layoutOf(shape, ring);
  const root = element(planesHtml(layout, name, label, index));
  box.replaceChildren(root);
  const grid = makeGrid(root, {
    numberOf: (i) => numberOf(layout, drawnPlace(layout, i)),
    columns: layout.C * layout.wide,
    onPoint: (how, number) => onPoint(how, number === null ? null : placeOf(layout, number)),
  });
  const cell = (place) => grid.cells[numberOf(layout, place)];
  const showImage = (n) => showOne([...root.children], n);
  return {
    cell,
    light(marks) {
      grid.light(new Map(marks.map(([place, mark]) => [numberOf(layout, place), mark])));
      if (marks.length) showImage(marks[0][0][0]);
    },
    /** On a small screen the only one. @param {number} n */
    showImage,
    write(place, text) {
      writeCell(cell(place), String(text));
    },
    eachBorder: (act) => findAll(root, "[data-pad]").forEach((each) => act(each.dataset.pad.split(",").map(Number))),
    setFlag: flagSetter(cell),
    showFrame: frameShower(root, layout),
  };
}

/** Sets the attribute data-`flag` on the cells at these places, and on no others; to these values, if there are any. */
function flagSetter(cell) {
  const flagged = {};
  return (flag, places, values = []) => {
    for (const each of flagged[flag] ?? []) delete each.dataset[flag];
    flagged[flag] = places.map(cell);
    flagged[flag].forEach((each, i) => {
      each.dataset[flag] = values[i] ?? "";
    });
  };
}

/**
 * Frames a window whose first cell is at (h, w), in those grids [n, c] for which `isOn(n, c)` holds.
 * @returns {(isOn: (n: number, c: number) => boolean, corner: number[], size: number[]) => void}
 */
function frameShower(root, { C, ring }) {
  const frames = findAll(root, ".frame");
  return (isOn, [h, w], size) => {
    frames.forEach((frame, i) => {
      frame.hidden = !isOn(Math.floor(i / C), i % C);
      setFrame(frame, [h + ring.top, w + ring.left], size);
    });
  };
}
