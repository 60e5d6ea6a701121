// Memory as it is: one line of numbers, drawn twice. The overview shows all of it, the strip shows the numbers.
import { element } from "../shared/dom.js";
import { makeGrid } from "../shared/grid.js";
import { range } from "../shared/numbers.js";
import { product, strides } from "../shared/strides.js";
import { formatNumber } from "../shared/text.js";
import { memoryName } from "./words.js";

/** @import { OnPoint } from "../shared/grid.js" */
/** @import { WireArray } from "../shared/arrays.js" */

function cellHtml(x, k) {
  const [image, channel, row] = strides(x.shape);
  const edge = k % image === 0 ? "n" : k % channel === 0 ? "c" : k % row === 0 ? "h" : "";
  return `<span role="gridcell" data-index="${k}" data-starts="${edge}">${formatNumber(x.data[k])}</span>`;
}

function stripHtml(x, size) {
  const cells = range(size).map((k) => cellHtml(x, k));
  const ticks = range(size).map((k) => `<span>${k}</span>`);
  return `<div class="scroll"><div role="grid" data-grid="memory" aria-label="${memoryName(size)}">
    <div role="row">${cells.join("")}</div>
    <div class="ticks x" aria-hidden="true">${ticks.join("")}</div></div></div>`;
}

function overviewElement(count, onPoint) {
  const bars = element(`<div class="overview" aria-hidden="true">${"<i></i>".repeat(count)}</div>`);
  const placeAt = (event) => {
    const { left, width } = bars.getBoundingClientRect();
    return Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - left) / width) * count)));
  };
  bars.addEventListener("pointermove", (event) => onPoint("hover", placeAt(event)));
  bars.addEventListener("pointerleave", () => onPoint("hover", null));
  return bars;
}

/** Lights the overview's bars as a grid lights its cells. */
function barLighter(bars) {
  let shown = new Map();
  return (marks) => {
    for (const k of shown.keys()) if (!marks.has(k)) delete bars[k].dataset.lit;
    for (const [k, mark] of marks) if (shown.get(k) !== mark) bars[k].dataset.lit = mark;
    shown = marks;
  };
}

/** @param {HTMLElement} box @param {WireArray} x @param {{ onStrip: OnPoint, onOverview: OnPoint }} listeners */
export function drawStrip(box, x, { onStrip, onOverview }) {
  const size = product(x.shape);
  const bars = overviewElement(size, onOverview);
  const strip = element(stripHtml(x, size));
  box.replaceChildren(strip, bars);
  const table = /** @type {HTMLElement} */ (strip.firstElementChild);
  const grid = makeGrid(table, { columns: size, onPoint: onStrip });
  const lightBars = barLighter(bars.children);
  return {
    cells: grid.cells,
    /** Bring a place to the middle of the strip, by scrolling the strip alone. @param {number} k */
    reveal(k) {
      strip.scrollLeft = grid.cells[k].offsetLeft - strip.clientWidth / 2;
    },
    light(marks) {
      grid.light(marks);
      lightBars(marks);
    },
  };
}
