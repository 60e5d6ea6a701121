// Memory as it is: one line of numbers, drawn twice. The overview shows all of it, the strip shows the numbers.
import { makeGrid } from "../shared/grid.js";
import { element, range, short } from "../shared/dom.js";
import { product, strides } from "../shared/strides.js";

function cellHtml(x, k) {
  const [image, channel, row] = strides(x.shape);
  const edge = k % image === 0 ? "n" : k % channel === 0 ? "c" : k % row === 0 ? "h" : "";
  return `<span role="gridcell" data-index="${k}" data-starts="${edge}">${short(x.data[k])}</span>`;
}

function drawOverview(box, count, point) {
  const bars = element(`<div class="overview" aria-hidden="true">${"<i></i>".repeat(count)}</div>`);
  box.append(bars);
  const at = (event) => {
    const { left, width } = bars.getBoundingClientRect();
    return Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - left) / width) * count)));
  };
  bars.addEventListener("pointermove", (event) => point("hover", at(event)));
  bars.addEventListener("pointerleave", () => point("hover", null));
  return bars.children;
}

// `point(how, place or null)` is told what is pointed at in the strip, `glance(how, place)` what in the overview.
export function drawStrip(box, x, point, glance) {
  const size = product(x.shape);
  box.replaceChildren();
  const bars = drawOverview(box, size, glance);
  const strip = element(`<div class="scroll"><div role="grid" data-grid="memory" aria-label="memory: ${size} numbers in one line">
    <div role="row">${range(size).map((k) => cellHtml(x, k)).join("")}</div>
    <div class="ticks x" aria-hidden="true">${range(size).map((k) => `<span>${k}</span>`).join("")}</div></div></div>`);
  box.append(strip);
  const grid = makeGrid(strip.firstElementChild, (k) => k, size, point);
  let shown = new Map();
  return {
    cells: grid.cells,
    // Bring a place to the middle of the strip, by scrolling the strip alone.
    reveal: (k) => (strip.scrollLeft = grid.cells[k].offsetLeft - strip.clientWidth / 2),
    light(marks) {
      grid.light(marks);
      for (const k of shown.keys()) if (!marks.has(k)) delete bars[k].dataset.lit;
      for (const [k, mark] of marks) if (shown.get(k) !== mark) bars[k].dataset.lit = mark;
      shown = marks;
    },
  };
}
