// Draws an array (N, C, H, W) as N times C grids, perhaps with a ring of border cells around each.
// A place [n, c, h, w] counts from the array's first number, so that the ring lies at -1 and at H.
import { makeGrid } from "./grid.js";
import { element, range } from "./dom.js";

const NO_RING = { top: 0, bottom: 0, left: 0, right: 0 };

export const panelHtml = (name) =>
  `<div class="panel" data-panel="${name}"><p class="title"></p><div class="scroll images"></div></div>`;

// `index(place)` is what a cell's data-index says; `point(how, place or null)` is told of hover and focus.
export function drawPlanes(box, { name, label, shape: [N, C, H, W], ring = NO_RING, index = String }, point) {
  const [high, wide] = [ring.top + H + ring.bottom, ring.left + W + ring.right];
  const number = ([n, c, h, w]) => ((n * high + h + ring.top) * C + c) * wide + w + ring.left;
  const placeOf = (k) => {
    const [row, column] = [Math.floor(k / (C * wide)), k % (C * wide)];
    return [Math.floor(row / high), Math.floor(column / wide), (row % high) - ring.top, (column % wide) - ring.left];
  };
  const drawnAt = (i) => placeOfDrawn(i, C, high, wide, ring);
  const cellHtml = (at) => {
    const inside = at[2] >= 0 && at[2] < H && at[3] >= 0 && at[3] < W;
    return `<span role="gridcell" ${inside ? `data-index="${index(at)}"` : `data-pad="${at}"`}></span>`;
  };
  const planeHtml = (n, c) => {
    const rows = range(high).map((h) => {
      const cells = range(wide).map((w) => cellHtml([n, c, h - ring.top, w - ring.left]));
      return `<div role="row">${cells.join("")}</div>`;
    });
    const caption = N * C > 1 ? `<div class="caption" aria-hidden="true">[${n}, ${c}]</div>` : "";
    return `<div class="channel">${caption}<div class="cells" role="rowgroup" aria-label="image ${n}, channel ${c}">
      ${rows.join("")}<div class="frame" hidden></div></div></div>`;
  };
  const images = range(N).map((n) => `<div class="channels">${range(C).map((c) => planeHtml(n, c)).join("")}</div>`);
  const root = element(`<div role="grid" data-grid="${name}" aria-label="${label}">${images.join("")}</div>`);
  box.replaceChildren(root);

  const tell = (how, k) => point(how, k === null ? null : placeOf(k));
  const grid = makeGrid(root, (i) => number(drawnAt(i)), C * wide, tell);
  const frames = [...root.querySelectorAll(".frame")];
  const flagged = {};
  return {
    cell: (place) => grid.cells[number(place)],
    light: (marks) => grid.light(new Map(marks.map(([place, mark]) => [number(place), mark]))),
    write(place, text) {
      grid.cells[number(place)].textContent = text;
    },
    eachBorder(act) {
      root.querySelectorAll("[data-pad]").forEach((cell) => act(cell.dataset.pad.split(",").map(Number)));
    },
    // Set the attribute data-`key` on the cells at these places, and on no others.
    flag(key, places) {
      for (const cell of flagged[key] ?? []) delete cell.dataset[key];
      flagged[key] = places.map((place) => grid.cells[number(place)]);
      for (const cell of flagged[key]) cell.dataset[key] = "";
    },
    // Frame a window whose first cell is at (h, w), in those grids [n, c] for which `on(n, c)` holds.
    frame(on, [h, w], [tall, broad]) {
      frames.forEach((frame, i) => {
        frame.hidden = !on(Math.floor(i / C), i % C);
        frame.style.cssText = `--h:${h + ring.top};--w:${w + ring.left};--high:${tall};--wide:${broad}`;
      });
    },
  };
}

// The cells stand grid by grid in the page.
function placeOfDrawn(i, C, high, wide, { top, left }) {
  const [plane, within] = [Math.floor(i / (high * wide)), i % (high * wide)];
  return [Math.floor(plane / C), plane % C, Math.floor(within / wide) - top, (within % wide) - left];
}

// Every place of an array of this shape, in reading order.
export const placesOf = ([N, C, H, W]) =>
  range(N).flatMap((n) => range(C).flatMap((c) => range(H).flatMap((h) => range(W).map((w) => [n, c, h, w]))));

export const flat = ([, C, H, W], [n, c, h, w]) => ((n * C + c) * H + h) * W + w;
