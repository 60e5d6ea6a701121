// Draws an array (N, C, H, W) as N times C grids of numbers, each with its padding around it.
import { valueAt } from "./arrays.js";
import { element, findAll, setFrame } from "./dom.js";
import { makeGrid } from "./grid.js";
import { range } from "./numbers.js";
import { showOne } from "./some.js";
import { indexAt } from "./strides.js";
import { formatNumber } from "./text.js";
import { copiesOf, pixelAt } from "./unroll.js";
import { channelName, imageName, imagesName, oneOf, planeName } from "./words.js";

/** @import { WireArray } from "./arrays.js" */
/** @import { Sizes } from "./unroll.js" */

function cellHtml(sizes, x, padded) {
  const pixel = pixelAt(sizes, padded);
  if (!pixel) return `<span role="gridcell" data-pad="${padded}">0</span>`;
  const unread = copiesOf(sizes, padded).length === 0 ? " data-unread" : "";
  return `<span role="gridcell" data-index="${pixel}"${unread}>${formatNumber(valueAt(x, pixel))}</span>`;
}

function channelHtml(sizes, x, n, c) {
  const rows = range(sizes.PH).map((h) => {
    const cells = range(sizes.PW).map((w) => cellHtml(sizes, x, [n, c, h, w]));
    return `<div role="row">${cells.join("")}</div>`;
  });
  return `<div class="channel"><div class="caption" aria-hidden="true">${channelName(c)}</div>
    <div class="cells" role="rowgroup" aria-label="${planeName(n, c)}">${rows.join("")}<div class="frame" hidden></div></div></div>`;
}

function imageHtml(sizes, x, n) {
  const channels = range(sizes.C).map((c) => channelHtml(sizes, x, n, c));
  return `<div class="image"><div class="caption" aria-hidden="true">${imageName(n)}<span class="of">${oneOf(sizes.N)}</span></div>
      <div class="channels">${channels.join("")}</div></div>`;
}

// Channels lie side by side and images one below the other, so that all grids are one table and the arrow keys pass
// from grid to grid.

/** A padded place's number in that table. @param {Sizes} sizes @param {number[]} place */
export const numberOf = ({ C, PH, PW }, [n, c, h, w]) => ((n * PH + h) * C + c) * PW + w;

/** The other way. @param {Sizes} sizes @param {number} number */
export function placeOf({ N, C, PH, PW }, number) {
  const [n, h, c, w] = indexAt(number, [N, PH, C, PW]);
  return [n, c, h, w];
}

/** The place of the i-th cell of the page, where they stand grid by grid. */
const drawnPlace = ({ N, C, PH, PW }, i) => indexAt(i, [N, C, PH, PW]);

/**
 * Places are padded ones.
 * @param {HTMLElement} box
 * @param {string} name
 * @param {WireArray} x
 * @param {Sizes} sizes
 * @param {(how: "hover" | "focus", place: number[] | null) => void} onPoint
 */
export function drawImages(box, name, x, sizes, onPoint) {
  const images = range(sizes.N).map((n) => imageHtml(sizes, x, n));
  const label = imagesName(name, x.shape);
  const root = element(`<div role="grid" data-grid="${name}" aria-label="${label}">${images.join("")}</div>`);
  box.replaceChildren(root);
  const grid = makeGrid(root, {
    numberOf: (i) => numberOf(sizes, drawnPlace(sizes, i)),
    columns: sizes.C * sizes.PW,
    onPoint: (how, number) => onPoint(how, number === null ? null : placeOf(sizes, number)),
  });
  const all = findAll(root, ".image");
  const cell = (place) => grid.cells[numberOf(sizes, place)];
  const frame = windowShower(root, sizes, cell);
  return {
    cells: grid.cells,
    cell,
    /** A cell's padded place. */
    placeOf: (each) => placeOf(sizes, grid.cells.indexOf(each)),
    light(marks) {
      grid.light(new Map(marks.map(([place, mark]) => [numberOf(sizes, place), mark])));
      if (marks.length) showOne(all, marks[0][0][0]);
    },
    /** @type {typeof frame} */
    showWindow(n, ...window) {
      showOne(all, n);
      return frame(n, ...window);
    },
    /** Mark these places, without a frame. @param {number[][]} places @param {(number | null)[]} tints */
    showPlaces(places, tints) {
      showOne(all, places[0][0]);
      return frame(-1, [0, 0], [0, 0], places, tints);
    },
  };
}

/**
 * Frames a window of `high` by `wide` in each channel of image n; `taps` are the places that it reads, each in its tint.
 * Returns the window's first and last cell in the first channel.
 * @returns {(n: number, corner: number[], size: number[], taps: number[][], tints?: (number | null)[]) => HTMLElement[]}
 */
function windowShower(root, { C }, cellAt) {
  const frames = findAll(root, ".frame");
  let shown = [];
  return (n, corner, size, taps, tints) => {
    for (const { dataset } of shown) {
      delete dataset.window;
      delete dataset.tap;
    }
    shown = taps.map(cellAt);
    shown.forEach(({ dataset }, i) => {
      dataset.window = "";
      if (tints?.[i] != null) dataset.tap = tints[i];
    });
    frames.forEach((frame, i) => {
      frame.hidden = Math.floor(i / C) !== n;
      if (!frame.hidden) setFrame(frame, corner, size);
    });
    return [shown[0], shown[shown.length / C - 1]];
  };
}
